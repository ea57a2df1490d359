use std::fmt::Display;

use korea_cloud_security::findings::InputProblem;

use super::{Lang, current, words};

/// The line of a problem in a file that a person wrote.
pub(crate) fn input_problem(problem: &InputProblem) -> String {
    let korean = KOREAN.iter().find(|(of, _)| *of == problem.template);
    let Some((template, korean)) = korean.filter(|_| current() == Lang::Ko) else {
        return problem.to_string();
    };
    let values: Vec<&dyn Display> = problem
        .values
        .iter()
        .map(|one| one as &dyn Display)
        .collect();
    let message = words(korean, template, template).fill(Lang::Ko, &values);
    format!("{}:{}: {message}", problem.file, problem.line)
}

/// Templates of problems beside their translations.
const KOREAN: &[(&str, &str)] = &[
    // The parser's own words, as a service's message.
    ("{0}", "TOML을 읽을 수 없습니다: {0}"),
    (
        "the file is not UTF-8, it may be CP949 (EUC-KR); save it as UTF-8 (in Excel: \"CSV UTF-8\")",
        "UTF-8이 아닙니다. CP949(EUC-KR)일 수 있으니 UTF-8로 저장하세요(Excel: \"CSV UTF-8\")",
    ),
    (
        "the schema {0} is not \"{1}\"",
        "스키마 {0}: \"{1}\"이어야 합니다",
    ),
    ("{0} has a blank value", "{0}: 빈 값이 있습니다"),
    // Rules of ban lists
    (
        "it names no id; write one id per line",
        "아이디가 없습니다. 한 줄에 하나씩 쓰세요",
    ),
    (
        "{0} is not a glob: only * and ? are special; write ? for such a character",
        "{0}: *와 ?만 특수 문자로 쓸 수 있습니다. 그런 문자가 있는 자리에는 ?를 쓰세요",
    ),
    (
        "there is no rule; write [[rule]]",
        "규칙이 없습니다. [[rule]]을 쓰세요",
    ),
    (
        "there are two rules of the name {0}",
        "이름이 {0}인 규칙이 둘 있습니다",
    ),
    ("when names no counter", "when에 카운터가 없습니다"),
    (
        "{0} only suspects, or repeats a ban; write allow_suspects = true where it may ban all the same",
        "{0}: 의심이나 기존 차단의 횟수입니다. 그래도 차단하려면 allow_suspects = true를 쓰세요",
    ),
    ("{0} must be 1 or more", "{0}: 1 이상이어야 합니다"),
    ("{0} must be 1 to {1}", "{0}: 1부터 {1}까지여야 합니다"),
    ("{0} is blank", "{0}: 비어 있습니다"),
    (
        "{0} must be one line without control characters",
        "{0}: 제어 문자 없이 한 줄이어야 합니다",
    ),
    (
        "{0} must not begin with =, +, - or @",
        "{0}: =, +, -, @로 시작할 수 없습니다",
    ),
    (
        "reason has a { without its }",
        "reason: {에 짝이 되는 }가 없습니다",
    ),
    (
        "reason has an unknown placeholder {{0}}; write a counter, {days_seen}, {first} or {last}",
        "reason: {{0}}: 알 수 없는 자리표시자입니다. 카운터, {days_seen}, {first}, {last} 중에서 쓰세요",
    ),
    // The register
    (
        "the line cannot be read as CSV",
        "CSV로 읽을 수 없는 줄입니다",
    ),
    (
        "{0} cells where the header has {1}",
        "셀이 {0}개입니다. 머리글은 {1}개입니다",
    ),
    ("the header line is missing", "머리글 줄이 없습니다"),
    (
        "the column {0} is there twice",
        "열 {0}이(가) 두 번 있습니다",
    ),
    (
        "an entry is a table, not {0}; write [[entry]]",
        "항목은 테이블이어야 합니다. [[entry]]를 쓰세요",
    ),
    (
        "unknown key {0}; write [[entry]]",
        "알 수 없는 키 {0}. [[entry]] 안에 쓰세요",
    ),
    (
        "schema = \"{0}\" is missing",
        "schema = \"{0}\"이(가) 없습니다",
    ),
    (
        "the name must end in .toml or .csv",
        "파일 이름이 .toml이나 .csv로 끝나야 합니다",
    ),
    (
        "the same entry is there already",
        "같은 항목이 이미 있습니다",
    ),
    ("unknown key {0}", "알 수 없는 키 {0}"),
    (
        "until {0} is more than {1} days from today",
        "until {0}: 오늘부터 {1}일을 넘습니다",
    ),
    (
        "{0} is missing or blank; {1} needs it",
        "{0}: 없거나 비어 있습니다. {1}에 필요합니다",
    ),
    (
        "{0} {1} is not a glob: only * and ? are special",
        "{0} {1}: *와 ?만 특수 문자로 쓸 수 있습니다",
    ),
    (
        "action must be accept, fix or na",
        "action: accept, fix, na 중 하나여야 합니다",
    ),
    ("{0} must be a text, not {1}", "{0}: 문자열이어야 합니다"),
    (
        "{0} must be a text or a list, not {1}",
        "{0}: 문자열이나 목록이어야 합니다",
    ),
    (
        "{0} must be a day such as 2026-12-31",
        "{0}: 2026-12-31과 같은 날짜여야 합니다",
    ),
];
