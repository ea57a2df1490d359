use std::fmt::Write as _;

const LEVELS: [(&str, &str); 3] = [("H", "상"), ("M", "중"), ("L", "하")];
const COUNTERMEASURE: &str = "1. /etc/pam.d/system-auth 파일 설정<br># password requisite pam_cracklib.so retry=3 minlen=8 lcredit=-1 dcredit=-1<br>2. \\\"/etc/login.defs\\\" 파일을 내부 정책에 맞도록 편집<br>PASS_MIN_LEN 8";

/// The details of one inspection of 65 items.
pub fn details() -> String {
    details_until(|_, items| items == 65)
}

/// The details of one inspection with as many items as fit into about that many bytes.
pub fn details_of_size(bytes: usize) -> String {
    details_until(|text, _| text.len() + 400 > bytes)
}

fn details_until(is_enough: impl Fn(&str, usize) -> bool) -> String {
    let mut text = String::from(
        r#"{"header":{"isSuccessful":true,"resultCode":0,"resultMessage":"SUCCESS","success":true},"results":["#,
    );
    let mut items = 0;
    while !is_enough(&text, items) {
        if items > 0 {
            text.push(',');
        }
        items += 1;
        let (level, name) = LEVELS[items % LEVELS.len()];
        let result = if items.is_multiple_of(4) { "X" } else { "O" };
        // Writing into a String does not fail.
        let _ = write!(
            text,
            r#"{{"categoryName":"1. 계정관리","resultId":"U-{items:02}","weakLevel":"{level}","resultCode":"{result}","weakLevelName":"{name}","itemName":"비밀번호 복잡성 설정 {items}","manageMethod":"{COUNTERMEASURE}"}}"#
        );
    }
    text.push_str("]}");
    text
}
