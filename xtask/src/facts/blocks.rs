//! Texts, lists and fenced blocks.

use std::sync::LazyLock;

use regex_lite::Regex;

use super::curl::Curl;
use super::model::{Call, Example, Side, last_segment, same_path};
use super::reader::{CAPTION, Reader, excerpt};
use super::words;
use crate::json::Json;
use crate::pages::pattern;

/// A request line: method and path, in quotes or plain, with HTTP's version or without.
static REQUEST_LINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"^`?(GET|POST|PUT|PATCH|DELETE|HEAD)\s+["'`]?((?:https?:/)?/[^\s"'`]*)["'`]?(?:\s+HTTP/[0-9.]+)?[`"']?$"#,
    )
});
/// A path of two segments or more in a sentence, with a method before it or without.
static MENTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?:\b(GET|POST|PUT|PATCH|DELETE|HEAD)\b[\s"'`]*)?(?:^|[\s"'`(])((?:https?:/)?/[A-Za-z0-9_.{}-]+(?:/[A-Za-z0-9_.{}-]+)+)"#,
    )
});
/// A word or a value that a list may consist of, with or without what it means.
static VALUE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"^(?:`[^`]+`|"[^"]+"|[A-Za-z0-9_.-]+(?: [A-Za-z0-9_.-]+){0,3})(?:$|\s*[:=(|-]\s*.*$)"#,
    )
});

impl Reader<'_> {
    pub(super) fn text(&mut self, text: &str) {
        if text.starts_with('|') {
            self.unread(&format!("a table could not be read: {}", excerpt(text)));
        }
        self.line(text);
    }

    /// One text; true if a fact was read from it.
    fn line(&mut self, text: &str) -> bool {
        let first = text.lines().next().unwrap_or_default().trim();
        if let Some((method, path)) = request_line(first) {
            self.declare(&[(method, path)]);
            return true;
        }
        if self.skipping() {
            return false;
        }
        for found in MENTION.captures_iter(text) {
            let part = |at| {
                found
                    .get(at)
                    .map_or("", |part: regex_lite::Match<'_>| part.as_str())
            };
            let mention = (part(1).to_owned(), part(2).trim_end_matches('.').to_owned());
            self.facts.mentions.push(mention);
        }
        let is_fact = self.status_line(&words::narrow(text));
        self.caption(text);
        is_fact
    }

    pub(super) fn list(&mut self, items: &[String]) {
        let mut facts = 0;
        for item in items {
            facts += usize::from(self.line(item));
        }
        let is_value = |item: &String| item.chars().count() <= 60 && VALUE.is_match(item);
        if facts == 0
            && items.len() > 1
            && !self.calls().is_empty()
            && !self.skipping()
            && items.iter().all(is_value)
        {
            let names = items.iter().map(|item| excerpt(item)).collect::<Vec<_>>();
            self.unread(&format!("a list is not read: {}", names.join(", ")));
        }
    }

    /// Reads "Response HTTP status: 503 …", "200 OK" and a code that is only logged.
    fn status_line(&mut self, text: &str) -> bool {
        let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let rest = rest.trim();
        let is_plain = |c: char| c.is_ascii_alphabetic() || c == ' ' || c == '-';
        if let Some(status) =
            status(first).filter(|_| !rest.is_empty() && rest.chars().all(is_plain))
        {
            self.facts.statuses.push((self.at, status, rest.to_owned()));
            return true;
        }
        let last_word = || text.rsplit_once(' ').filter(|_| text.len() <= CAPTION);
        let Some((label, value)) = text.split_once(':').or_else(last_word) else {
            return false;
        };
        let value = value.trim();
        let number = value.split_whitespace().next().unwrap_or_default();
        if words::holds(label, words::STATUS) && status(number).is_some() {
            self.status = status(number);
        } else if let (Ok(code), true) = (value.parse::<i64>(), value.len() >= 7) {
            self.logged_code = Some(code);
        } else if let Some(code) = self.logged_code.take() {
            self.error(code, value, true);
        } else {
            return false;
        }
        true
    }

    pub(super) fn code(&mut self, info: &str, text: &str) {
        let text = text.trim();
        let mut lines = text.lines().map(str::trim);
        let first = lines.next().unwrap_or_default();
        if let Some((method, path)) = request_line(first) {
            self.declare(&[(method, path)]);
            let headers = lines
                .filter_map(|line| line.split_once(':'))
                .map(|(name, _)| name.to_owned());
            if let Some(call) = self.calls().first().copied().filter(|_| !self.skipping()) {
                self.facts.calls[call].mentioned.extend(headers);
            }
        } else if self.skipping() {
        } else if ["GET ", "POST ", "PUT ", "PATCH ", "DELETE "]
            .iter()
            .any(|method| first.starts_with(method))
        {
            self.unread(&format!(
                "a request line could not be read: {}",
                excerpt(first)
            ));
        } else if first.starts_with("curl") {
            text.replace("\ncurl ", "\n\0curl ")
                .split('\0')
                .for_each(|text| self.curl(text));
        } else if text
            .lines()
            .all(|line| line.trim().starts_with("https://") && !line.trim().contains(' '))
        {
            text.lines().for_each(|line| self.server(line.trim()));
        } else if info.starts_with("json") || text.starts_with(['{', '[']) {
            match Json::parse(text) {
                Ok(body) => self.example(body),
                Err(error) => {
                    let what = format!("an example is not valid JSON: {error}");
                    self.unread(&what);
                }
            }
        }
    }

    fn curl(&mut self, text: &str) {
        let caption = self.captions.last().map_or("", String::as_str);
        if self.skip.is_some_and(|word| caption.contains(word)) {
            return;
        }
        let Some(curl) = Curl::parse(text) else {
            self.unread(&format!(
                "a curl example could not be read: {}",
                excerpt(text)
            ));
            return;
        };
        let is_same = |call: &Call| {
            let like =
                call.method == curl.method && last_segment(&call.path) == last_segment(&curl.path);
            same_path(&call.path, &curl.path) || like || (self.one_call && call.curls.is_empty())
        };
        let known = self
            .calls()
            .iter()
            .copied()
            .find(|at| is_same(&self.facts.calls[*at]));
        let at = match known {
            Some(at) => at,
            None => {
                self.declare(&[(&curl.method, &curl.path)]);
                let Some(at) = self.calls().first() else {
                    return;
                };
                *at
            }
        };
        let is_first = self.facts.calls[at].curls.is_empty();
        match curl.body().filter(|_| is_first) {
            Some(Ok(body)) => self.facts.calls[at].examples.push(Example {
                side: Side::Request,
                caption: String::new(),
                body,
            }),
            Some(Err(error)) => self.unread(&format!(
                "the body of a curl example is not valid JSON: {error}"
            )),
            None => {}
        }
        self.facts.calls[at].curls.push(curl);
    }

    fn example(&mut self, body: Json) {
        let caption = self.captions.last().cloned().unwrap_or_default();
        let side = self.side.unwrap_or(Side::Response);
        let rejected = rejected(&body);
        if let Some((code, message)) = &rejected {
            self.error(*code, message, true);
        }
        let example = Example {
            side,
            caption: words::narrow(&caption),
            body,
        };
        match self.calls().to_vec().as_slice() {
            [] if rejected.is_some() => self.facts.examples.push((self.at, example)),
            [] => self.unread("an example belongs to no call"),
            calls => calls
                .iter()
                .for_each(|at| self.facts.calls[*at].examples.push(example.clone())),
        }
    }
}

fn request_line(line: &str) -> Option<(&str, &str)> {
    let found = REQUEST_LINE.captures(line)?;
    Some((found.get(1)?.as_str(), found.get(2)?.as_str()))
}

pub(super) fn status(text: &str) -> Option<u16> {
    text.parse()
        .ok()
        .filter(|status| (100..600).contains(status))
}

/// The code and message of NHN's envelope that says that a call failed.
fn rejected(body: &Json) -> Option<(i64, String)> {
    let header = body.get("header")?;
    if header.get("isSuccessful") != Some(&Json::Bool(false)) {
        return None;
    }
    let message = header
        .get("resultMessage")
        .and_then(Json::as_str)
        .unwrap_or_default();
    Some((header.get("resultCode")?.as_i64()?, message.to_owned()))
}
