use serde_json::Value;

use chrono::DateTime;
use transport_core::wire::date_time::KOREA;

use super::column::Kind;
use super::render_context::RenderContext;
use super::text::clean;
use crate::lang::{Words, words};

const WEAK: Words = words("취약", "weak", "脆弱");
const FINE: Words = words("양호", "good", "良好");
const NOT_JUDGED: Words = words("확인 필요", "not judged", "要確認");
const ENTRY_STATES: [(&str, Words, Tone); 5] = [
    ("active", words("유효", "active", "有効"), Tone::Plain),
    (
        "ends_soon",
        words("만료 임박", "ends soon", "期限間近"),
        Tone::Middling,
    ),
    ("expired", words("만료", "expired", "期限切れ"), Tone::Bad),
    ("unused", words("미사용", "unused", "未使用"), Tone::Faint),
    (
        "stale",
        words("항목 변경", "stale", "項目変更"),
        Tone::Middling,
    ),
];
const CLASSES: [(&str, Words); 11] = [
    ("new", words("신규", "new", "新規")),
    ("reopened", words("재발생", "reopened", "再発")),
    (
        "new_server",
        words("신규 서버", "new server", "新規サーバー"),
    ),
    ("new_check", words("신규 항목", "new check", "新規項目")),
    ("redefined", words("항목 변경", "redefined", "項目変更")),
    (
        "severity",
        words("위험도 변경", "severity changed", "危険度変更"),
    ),
    ("still", words("미조치", "still open", "未対処")),
    ("unknown", words("확인 필요", "not judged", "要確認")),
    (
        "gone_server",
        words("서버 점검 제외", "server gone", "サーバー対象外"),
    ),
    (
        "gone_check",
        words("항목 점검 제외", "check gone", "項目対象外"),
    ),
    ("fixed", words("조치완료", "fixed", "対処済み")),
];
const HIGH: Words = words("상", "high", "高");
const MEDIUM: Words = words("중", "medium", "中");
const LOW: Words = words("하", "low", "低");
const OK: Words = words("정상", "ok", "正常");
const FOUND: Words = words("설정됨", "found", "設定済み");
const ALLOW: Words = words("허용", "allow", "許可");
const DENY: Words = words("거부", "deny", "拒否");
const INDETERMINATE: Words = words("판정 불가", "indeterminate", "判定不能");
const FAILED: Words = words("실패", "failed", "失敗");
const NOT_SET: Words = words("미설정", "not set", "未設定");
const YES: Words = words("예", "yes", "はい");
const NOT_STATED: Words = words("값 없음", "not stated", "値なし");
const NO: Words = words("아니요", "no", "いいえ");

/// A value as a table shows it.
pub(super) struct Shown {
    pub(super) text: String,
    pub(super) tone: Tone,
}

/// How a value is meant, which decides its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Plain,
    Bad,
    Middling,
    Good,
    Faint,
}

pub(super) fn render(kind: Kind, value: &Value, look: RenderContext) -> Shown {
    let shown = |text: &str, tone| Shown {
        text: text.to_owned(),
        tone,
    };
    let plain = || Shown {
        text: plain(value),
        tone: Tone::Plain,
    };
    let word = |words: Words, tone| shown(words.of(look.lang), tone);
    match (kind, value) {
        // Neither good nor bad news, and not to be taken for either.
        (Kind::Good | Kind::Alarm, Value::Null) => word(NOT_STATED, Tone::Middling),
        (_, Value::Null) => shown("-", Tone::Faint),
        (Kind::Bad, Value::Number(number)) => Shown {
            text: number.to_string(),
            tone: if number.as_u64() == Some(0) {
                Tone::Faint
            } else {
                Tone::Bad
            },
        },
        (Kind::Location, Value::String(text)) => {
            let text = Value::from(kind.readable(text));
            shown(&self::plain(&text), Tone::Plain)
        }
        (Kind::Percent, Value::Number(number)) => shown(&format!("{number}%"), Tone::Plain),
        (Kind::Time, Value::String(text)) => shown(&time(text), Tone::Plain),
        (Kind::EpochMillis, Value::Number(number)) => number
            .as_i64()
            .and_then(DateTime::from_timestamp_millis)
            .map_or_else(plain, |time| {
                let time = time.with_timezone(&KOREA).format("%Y-%m-%d %H:%M:%S");
                shown(&time.to_string(), Tone::Plain)
            }),
        (Kind::Severity, Value::String(level)) => match level.as_str() {
            "H" | "high" => word(HIGH, Tone::Bad),
            "M" | "medium" => word(MEDIUM, Tone::Middling),
            "L" | "low" => word(LOW, Tone::Plain),
            "unknown" => word(NOT_JUDGED, Tone::Middling),
            _ => plain(),
        },
        (Kind::CheckResult, Value::String(result)) => match result.as_str() {
            "X" => word(WEAK, Tone::Bad),
            "O" => word(FINE, Tone::Good),
            _ => plain(),
        },
        (Kind::Status, Value::String(status)) => match status.as_str() {
            "fail" => word(WEAK, Tone::Bad),
            "pass" => word(FINE, Tone::Good),
            _ => word(NOT_JUDGED, Tone::Middling),
        },
        (Kind::EntryState, Value::String(state)) => {
            match ENTRY_STATES.iter().find(|(name, _, _)| name == state) {
                Some((_, words, tone)) => word(*words, *tone),
                None => plain(),
            }
        }
        (Kind::Class, Value::String(class)) => match CLASSES.iter().find(|(name, _)| name == class)
        {
            Some((_, words)) => word(*words, Tone::Plain),
            None => plain(),
        },
        (Kind::Verdict, Value::String(verdict)) => match verdict.as_str() {
            "ok" => word(OK, Tone::Good),
            "found" => word(FOUND, Tone::Plain),
            "failed" => word(FAILED, Tone::Bad),
            "allow" => word(ALLOW, Tone::Good),
            "deny" => word(DENY, Tone::Bad),
            "indeterminate" => word(INDETERMINATE, Tone::Middling),
            _ => word(NOT_SET, Tone::Faint),
        },
        (Kind::Good, Value::Bool(true)) => word(YES, Tone::Good),
        (Kind::Good, Value::Bool(false)) => word(NO, Tone::Bad),
        (Kind::Alarm, Value::Bool(true)) => word(YES, Tone::Bad),
        (Kind::Alarm, Value::Bool(false)) => word(NO, Tone::Good),
        (Kind::Lines, Value::String(text)) => {
            let lines = break_lines(text);
            let between = if look.width.is_some() { "\n" } else { " / " };
            shown(&lines.join(between), Tone::Plain)
        }
        _ => plain(),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => clean(text).into_owned(),
        Value::Array(values) if values.iter().all(Value::is_string) => {
            values.iter().map(plain).collect::<Vec<_>>().join(", ")
        }
        other => clean(&other.to_string()).into_owned(),
    }
}

/// A time to the minute: in Korea without its offset, any other with it.
fn time(text: &str) -> String {
    match DateTime::parse_from_rfc3339(text) {
        Ok(time) if *time.offset() == KOREA => time.format("%Y-%m-%d %H:%M").to_string(),
        Ok(time) => time.format("%Y-%m-%d %H:%M%:z").to_string(),
        Err(_) => clean(text).into_owned(),
    }
}

/// Splits at the vendor's `<br>`, in every spelling, and cleans each line.
pub(super) fn break_lines(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = text;
    'lines: loop {
        for (start, _) in rest.match_indices('<') {
            let tag = &rest[start + 1..];
            let Some(end) = tag.find('>') else { break };
            if tag[..end]
                .trim_end_matches('/')
                .trim_end()
                .eq_ignore_ascii_case("br")
            {
                lines.push(clean(rest[..start].trim()).into_owned());
                rest = &tag[end + 1..];
                continue 'lines;
            }
        }
        lines.push(clean(rest.trim()).into_owned());
        lines.retain(|line| !line.is_empty());
        return lines;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use serde_json::json;

    fn shown(kind: Kind, value: Value) -> String {
        let look = RenderContext {
            lang: Lang::Ko,
            width: None,
            colour: false,
            ascii: false,
        };
        render(kind, &value, look).text
    }

    #[test]
    fn known_words_are_translated_and_unknown_ones_shown_as_they_came() {
        assert_eq!(shown(Kind::Severity, json!("H")), "상");
        assert_eq!(shown(Kind::Severity, json!("X9")), "X9");
        assert_eq!(shown(Kind::CheckResult, json!("X")), "취약");
        assert_eq!(shown(Kind::Good, json!(null)), "값 없음");
        assert_eq!(shown(Kind::Alarm, json!(null)), "값 없음");
        assert_eq!(shown(Kind::Text, json!(null)), "-");
        assert_eq!(
            shown(Kind::Location, json!("a\u{1f}b\u{1b}")),
            "a · b\\u{1b}"
        );
    }

    #[test]
    fn a_korean_time_needs_no_offset_and_any_other_keeps_its_own() {
        assert_eq!(
            shown(Kind::Time, json!("2025-07-17T11:42:20+09:00")),
            "2025-07-17 11:42"
        );
        assert_eq!(
            shown(Kind::Time, json!("2025-07-17T11:42:20+00:00")),
            "2025-07-17 11:42+00:00"
        );
        assert_eq!(shown(Kind::Time, json!("soon\u{1b}")), "soon\\u{1b}");
        assert_eq!(
            shown(Kind::EpochMillis, json!(1_750_000_000_000_u64)),
            "2025-06-16 00:06:40"
        );
    }

    #[test]
    fn br_breaks_lines_in_every_spelling() {
        assert_eq!(
            shown(Kind::Lines, json!("a<br>b <BR/> c<br />d<b>e")),
            "a / b / c / d<b>e"
        );
    }
}
