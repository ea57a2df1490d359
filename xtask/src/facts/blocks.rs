//! Texts, lists and fenced blocks.

use std::sync::LazyLock;

use regex_lite::{Captures, Regex};

use super::curl;
use super::model::{Call, Side, last_segment, same_path};
use super::reader::{CAPTION, Reader, excerpt};
use super::words;
use crate::contract::model::Status;
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
/// The host of an address.
static HOST: LazyLock<Regex> = LazyLock::new(|| pattern(r#"https://[^/\s"']+"#));
/// What should be a request line.
static METHOD: LazyLock<Regex> = LazyLock::new(|| pattern("^(GET|POST|PUT|PATCH|DELETE) "));

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
        if let Some(found) = REQUEST_LINE.captures(first) {
            self.declare(&[(group(&found, 1), group(&found, 2))]);
            return true;
        }
        if self.skipping() {
            return false;
        }
        let found = MENTION.captures_iter(text);
        let mentions = found.map(|found| {
            let path = group(&found, 2).trim_end_matches('.');
            (group(&found, 1).to_owned(), path.to_owned())
        });
        self.facts.mentions.extend(mentions);
        let is_fact = self.status_line(&words::narrow(text));
        self.caption(text);
        is_fact
    }

    pub(super) fn list(&mut self, items: &[String]) {
        let facts = items.iter().filter(|item| self.line(item)).count();
        let is_value =
            |item: &String| item.chars().count() <= 60 && VALUE.is_match(&words::narrow(item));
        let are_values = items.len() > 1 && items.iter().all(is_value);
        if facts == 0 && are_values && !self.calls().is_empty() && !self.skipping() {
            let names = items.iter().map(|item| excerpt(item)).collect::<Vec<_>>();
            self.unread(&format!("a list is not read: {}", names.join(", ")));
        }
    }

    /// Reads "Response HTTP status: 503 …", "200 OK" and a code that is only logged.
    fn status_line(&mut self, text: &str) -> bool {
        let (first, name) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let name = name.trim();
        let is_plain = |c: char| c.is_ascii_alphabetic() || c == ' ' || c == '-';
        let is_named = !name.is_empty() && name.chars().all(is_plain);
        if let Some(status) = status(first).filter(|_| is_named) {
            let status = Status {
                status,
                name: name.to_owned(),
                language: None,
            };
            self.facts.statuses.push((self.at, status));
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
        } else if let (Ok(code), 7..) = (value.parse::<i64>(), value.len()) {
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
        let is_server = |line: &str| line.starts_with("https://") && !line.contains(' ');
        let are_servers = lines.clone().all(is_server);
        let first = lines.next().unwrap_or_default();
        if let Some(found) = REQUEST_LINE.captures(first) {
            self.declare(&[(group(&found, 1), group(&found, 2))]);
            let headers = lines.filter_map(|line| Some(line.split_once(':')?.0.to_owned()));
            if let (Some(call), false) = (self.calls().first().copied(), self.skipping()) {
                self.facts.calls[call].mentioned.extend(headers);
            }
        } else if self.skipping() {
        } else if METHOD.is_match(first) {
            let what = "a request line could not be read";
            self.unread(&format!("{what}: {}", excerpt(first)));
        } else if first.starts_with("curl") {
            let text = text.replace("\ncurl ", "\n\0curl ");
            text.split('\0').for_each(|text| self.curl(text));
        } else if are_servers {
            text.lines().for_each(|line| self.server(line.trim()));
        } else if info.starts_with("json") || text.starts_with(['{', '[']) {
            match Json::parse(text) {
                Ok(body) => self.example(body),
                Err(error) => self.unread(&format!("an example is not valid JSON: {error}")),
            }
        }
    }

    fn curl(&mut self, text: &str) {
        let caption = self.captions.last().map_or("", String::as_str);
        if self.skip.is_some_and(|word| caption.contains(word)) {
            return;
        }
        let Some(curl) = curl::parse(text) else {
            let what = "a curl example could not be read";
            return self.unread(&format!("{what}: {}", excerpt(text)));
        };
        let is_same = |call: &Call| {
            let is_like = last_segment(&call.path) == last_segment(&curl.path);
            same_path(&call.path, &curl.path)
                || is_like && call.method == curl.method
                || self.one_call && call.curls.is_empty()
        };
        let mut open = self.calls().iter().copied();
        let known = open.find(|at| is_same(&self.facts.calls[*at]));
        if known.is_none() {
            self.declare(&[(&curl.method, &curl.path)]);
        }
        let Some(at) = known.or(self.calls().first().copied()) else {
            return;
        };
        if let Some(host) = HOST.find(text) {
            self.server(host.as_str());
        }
        let is_first = self.facts.calls[at].curls.is_empty();
        match curl::body(&curl).filter(|_| is_first) {
            Some(Ok(body)) => {
                let example = (Side::Request, String::new(), body);
                self.facts.calls[at].examples.push(example);
            }
            Some(Err(error)) => {
                let what = "the body of a curl example is not valid JSON";
                self.unread(&format!("{what}: {error}"));
            }
            None => {}
        }
        self.facts.calls[at].curls.push(curl);
    }

    fn example(&mut self, body: Json) {
        let caption = self.captions.last().map_or("", String::as_str);
        let caption = words::narrow(caption);
        let side = self.side.unwrap_or(Side::Response);
        let rejected = rejected(&body);
        if let Some((code, message)) = &rejected {
            self.error(*code, message, true);
        }
        match self.calls().to_vec().as_slice() {
            [] if rejected.is_some() => self.facts.examples.push((self.at, body)),
            [] => self.unread("an example belongs to no call"),
            calls => {
                for at in calls {
                    let example = (side, caption.clone(), body.clone());
                    self.facts.calls[*at].examples.push(example);
                }
            }
        }
    }
}

fn group<'a>(found: &Captures<'a>, at: usize) -> &'a str {
    found.get(at).map_or("", |group| group.as_str())
}

pub(super) fn status(text: &str) -> Option<u16> {
    let status = text.parse().ok();
    status.filter(|status| (100..600).contains(status))
}

/// The code and message of NHN's envelope that says that a call failed.
fn rejected(body: &Json) -> Option<(i64, String)> {
    let header = body.get("header")?;
    if header.get("isSuccessful") != Some(&Json::Bool(false)) {
        return None;
    }
    let message = header.get("resultMessage").and_then(Json::as_str);
    let code = header.get("resultCode")?.as_i64()?;
    Some((code, message.unwrap_or_default().to_owned()))
}
