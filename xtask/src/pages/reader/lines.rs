//! Lines of text that say something: a call, a side, a status.

use super::Reader;
use crate::pages::facts::Side;
use crate::pages::vocabulary as words;

impl Reader<'_> {
    /// Reads "Response HTTP status: 503 …", "200 OK" and a code that is only logged.
    pub(super) fn status_line(&mut self, text: &str) {
        let first = text.split_whitespace().next().unwrap_or_default();
        let rest = text.get(first.len()..).unwrap_or_default().trim();
        let plain = rest.chars().all(|c| c.is_ascii_alphabetic() || c == ' ') && !rest.is_empty();
        if let Some(status) = status(first).filter(|_| plain) {
            self.page.statuses.push((status, rest.to_owned()));
            return;
        }
        let Some((label, value)) = text.split_once(':') else {
            return;
        };
        let value = value.trim();
        let number = value.split_whitespace().next().unwrap_or_default();
        if label.contains("HTTP") {
            self.status = status(number).or(self.status);
        } else if let (Ok(code), true) = (value.parse::<i64>(), value.len() >= 7) {
            self.logged_code = Some(code);
        } else if let Some(code) = self.logged_code.take() {
            self.error(code, value, true);
        }
    }
}

/// A text that begins with a method and a path, in quotes or code marks or plain.
pub(super) fn call_line(text: &str) -> Option<(&str, &str)> {
    let line = text.lines().next()?.trim().trim_matches('`');
    let (method, rest) = line.split_once(' ')?;
    let path = rest.trim().trim_matches(['"', '\'', '`']);
    let known = ["GET", "POST", "PUT", "PATCH", "DELETE"].contains(&method);
    let is_path = path.starts_with('/') || path.starts_with("http");
    (known && is_path && !path.contains(' ')).then_some((method, path))
}

/// The side that a text names, if it names one alone.
pub(super) fn side_of(text: &str) -> Option<Side> {
    match (
        words::holds(text, words::REQUEST),
        words::holds(text, words::RESPONSE),
    ) {
        (true, false) => Some(Side::Request),
        (false, true) => Some(Side::Response),
        _ => None,
    }
}

pub(super) fn status(text: &str) -> Option<u16> {
    text.parse()
        .ok()
        .filter(|status| (100..600).contains(status))
}

pub(super) fn excerpt(text: &str) -> String {
    text.lines()
        .next()
        .unwrap_or_default()
        .chars()
        .take(60)
        .collect()
}
