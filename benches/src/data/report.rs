use std::fmt::Write as _;

/// A report of about that many bytes; the findings, whose form is not documented, are most of it.
pub fn report_of_size(bytes: usize) -> String {
    let mut text = String::from(
        r#"{"report_date":"2025/06/17 10:20:30","Target_Info":"https://example.com/","Crawl_Time":"2025/06/17 09:00:00~2025/06/17 09:10:00","Scan_Time":"2025/06/17 09:10:00~2025/06/17 10:20:00","Excluded_Url":"","Login_Info":"JSESSIONID=test-secret-cookie","Vulnerability_Category":"XSS, SSI Injection, SQL Injection","User_Agent":"PC Chrome","Memo":"after deploy 42","Scanned_Domain_List":["example.com"],"Not_Scanned_Domain_List":[],"Classify_byRisk_Level":{"Total":30,"High":10,"Medium":10,"Low":10},"Classify_byRisk_Domain":{"example.com":30},"Classify_byRisk_Vulnerability":{"XSS":30},"Recommendation":{"XSS":"Encode what is written into a page."},"Details":{"XSS":["#,
    );
    let mut number = 0;
    while text.len() + 300 < bytes {
        if number > 0 {
            text.push(',');
        }
        number += 1;
        // Writing into a String does not fail.
        let _ = write!(
            text,
            r#"{{"No":{number},"Risk":"High","Url":"https://example.com/board/view?id={number}","Method":"GET","Parameter":"id","Request":"GET /board/view?id={number}%3Cscript%3E HTTP/1.1\r\nHost: example.com\r\n\r\n","Evidence":"응답에 입력값이 그대로 포함됩니다"}}"#
        );
    }
    text.push_str("]}}");
    text
}
