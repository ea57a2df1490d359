//! Fenced blocks: calls, curl examples, addresses and example bodies.

use super::Reader;
use super::lines::{call_line, excerpt};
use crate::json::Json;
use crate::pages::curl::Curl;
use crate::pages::facts::{Example, Problem, Side};

impl Reader<'_> {
    pub(super) fn code(&mut self, info: &str, text: &str) {
        let text = text.trim();
        if let Some((method, path)) = call_line(text) {
            self.declare(method, path);
            return;
        }
        if self.skipping.is_some() {
            return;
        }
        if text.starts_with("curl") {
            self.curl(text);
        } else if text.starts_with("https://") && !text.contains(char::is_whitespace) {
            self.servers(vec![text.trim_end_matches('/').to_owned()]);
        } else if info.starts_with("json") || text.starts_with(['{', '[']) {
            match Json::parse(text) {
                Ok(body) => self.example(body),
                Err(error) => {
                    let under = self.headings.last().map_or("", |(_, text)| text.as_str());
                    let what = format!("an example is not valid JSON ({under}): {error}");
                    self.problem("example", "", what);
                }
            }
        }
    }

    pub(super) fn curl(&mut self, text: &str) {
        let caption = self.captions.last().map_or("", String::as_str);
        if self.skip.is_some_and(|word| caption.contains(word)) {
            return;
        }
        let Some(curl) = Curl::parse(text) else {
            self.problem(
                "curl",
                "",
                format!("a curl example could not be read: {}", excerpt(text)),
            );
            return;
        };
        let Some(operation) = self.page.operations.last_mut() else {
            return;
        };
        if operation.curl.is_some() {
            return;
        }
        match curl.body() {
            Some(Ok(body)) => operation.examples.push(Example {
                side: Side::Request,
                caption: String::new(),
                body,
            }),
            Some(Err(error)) => {
                let what = format!("the body of a curl example is not valid JSON: {error}");
                self.page.problems.push(Problem {
                    kind: "example",
                    subject: String::new(),
                    what,
                });
            }
            None => {}
        }
        operation.curl = Some(curl);
    }

    pub(super) fn example(&mut self, body: Json) {
        let caption = self.captions.last().cloned().unwrap_or_default();
        let side = self.side.unwrap_or(Side::Response);
        if let Some((code, message)) = refused(&body) {
            self.error(code, &message, true);
        }
        let example = Example {
            side,
            caption,
            body,
        };
        match self
            .page
            .operations
            .last_mut()
            .filter(|_| self.declared.is_some())
        {
            Some(operation) => operation.examples.push(example),
            None => self.page.examples.push(example),
        }
    }
}

/// The code and message of a refusing NHN envelope.
fn refused(body: &Json) -> Option<(i64, String)> {
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
