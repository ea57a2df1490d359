//! Error codes: tables against examples, codes against statuses.

use crate::contract::examples::{self, Files};
use crate::contract::finding::Findings;
use crate::contract::model::Contract;
use crate::json::Json;
use crate::pages::facts::PageError;

/// Codes that are used twice, that stand under another status, or that an example words otherwise.
pub fn errors(service: &str, errors: &[&PageError], language: &str, findings: &mut Findings) {
    for error in errors {
        let code = error.code.to_string();
        let mut note = |kind, what| findings.note(&[service, &code, kind], language, what);
        let tabled = errors
            .iter()
            .filter(|other| other.code == error.code && !other.in_example);
        let messages = tabled
            .map(|other| other.message.as_str())
            .collect::<Vec<_>>();
        let mut uses = messages.clone();
        if messages.is_empty() {
            uses = errors
                .iter()
                .filter(|o| o.code == error.code)
                .map(|o| o.message.as_str())
                .collect();
        }
        if uses.len() > 1 {
            note("used-twice", uses.join("; "));
        }
        if error.in_example && !messages.is_empty() && !messages.contains(&error.message.as_str()) {
            note(
                "message",
                format!("example: {}; table: {}", error.message, messages.join("; ")),
            );
        }
        let digits = code.get(..3).and_then(|digits| digits.parse::<u16>().ok());
        if let (Some(status), Some(digits), true) = (error.status, digits, code.len() >= 7)
            && status != digits
        {
            note(
                "status",
                format!("the code begins with {digits}, its section says HTTP {status}"),
            );
        }
    }
}

/// NAVER's refusals against the table of codes.
pub(super) fn refusals(
    contract: &Contract,
    files: &Files,
    language: &str,
    findings: &mut Findings,
) {
    for body in files.values().filter(|body| examples::is_refusal(body)) {
        let Some(error) = body.get("error") else {
            continue;
        };
        let Some(code) = error.get("errorCode").and_then(Json::as_i64) else {
            continue;
        };
        let message = error
            .get("message")
            .and_then(Json::as_str)
            .unwrap_or_default();
        let known = contract
            .errors
            .iter()
            .filter(|known| known.code == code)
            .collect::<Vec<_>>();
        if !known.iter().any(|known| known.message == message) {
            let table = known
                .iter()
                .map(|known| known.message.as_str())
                .collect::<Vec<_>>();
            let what = format!("example: {message}; table: {}", table.join("; "));
            findings.note(
                &[&contract.service, &code.to_string(), "message"],
                language,
                what,
            );
        }
    }
}
