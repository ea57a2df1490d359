use bytes::Bytes;
use http::{HeaderName, HeaderValue, header};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::CallError;

/// Everything but the unreserved characters of RFC 3986 is encoded, so that no library rewrites
/// the result and no value can end its segment or its parameter.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What one call sends: path segments and query values, each encoded on its own, and a body.
///
/// One that cannot be sent fails its call before anything is sent.
///
/// ```
/// use transport_core::CallRequest;
///
/// let request = CallRequest::new()
///     .path("/api/v1/jobs")
///     .segment("instanceId", "12/34")
///     .query("memo", "한글");
/// assert_eq!(request.target(), "/api/v1/jobs/12%2F34?memo=%ED%95%9C%EA%B8%80");
/// assert!(CallRequest::new().segment("instanceId", "..").validate("getReport").is_err());
/// ```
#[derive(Clone, Default)]
pub struct CallRequest {
    pub(crate) target: String,
    has_query: bool,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) body: Bytes,
    pub(crate) secrets: Vec<String>,
    problem: Option<Problem>,
}

/// Why the request cannot be sent.
#[derive(Debug, Clone)]
enum Problem {
    /// The parameter of that name would change the path.
    Segment(&'static str),
    /// The body cannot be written as JSON.
    Body(String),
}

impl CallRequest {
    /// A request for nothing yet.
    pub fn new() -> Self {
        Self {
            target: String::with_capacity(256),
            ..Self::default()
        }
    }

    /// Adds literal path text, which is not encoded and starts with `/`.
    #[must_use]
    pub fn path(mut self, literal: &'static str) -> Self {
        self.target.push_str(literal);
        self
    }

    /// Adds a path segment behind a `/`, encoded whole. `field` is the vendor's name of it.
    ///
    /// One that is empty, `.` or `..` would change the path: the call then fails, and sends
    /// nothing.
    #[must_use]
    pub fn segment(mut self, field: &'static str, value: &str) -> Self {
        if matches!(value, "" | "." | "..") {
            self.problem.get_or_insert(Problem::Segment(field));
        }
        self.target.push('/');
        self.target.extend(utf8_percent_encode(value, ENCODED));
        self
    }

    /// Adds a path segment that is a secret: its text is taken out of every message.
    #[must_use]
    pub fn secret_segment(self, field: &'static str, value: &str) -> Self {
        self.segment(field, value).secret(value)
    }

    /// Adds a query parameter.
    #[must_use]
    pub fn query(mut self, name: &'static str, value: &str) -> Self {
        self.target.push(if self.has_query { '&' } else { '?' });
        self.has_query = true;
        self.target.push_str(name);
        self.target.push('=');
        self.target.extend(utf8_percent_encode(value, ENCODED));
        self
    }

    /// Adds a query parameter if there is a value.
    #[must_use]
    pub fn optional_query(self, name: &'static str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.query(name, value),
            None => self,
        }
    }

    /// Says that the body is JSON, also where there is none.
    #[must_use]
    pub fn json_content_type(self) -> Self {
        self.header(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        )
    }

    /// Sends this value as JSON; the call fails where it cannot be written as that, such as a map
    /// whose keys are no texts.
    #[must_use]
    pub fn json<T: Serialize + ?Sized>(mut self, body: &T) -> Self {
        match serde_json::to_vec(body) {
            Ok(body) => self.body = body.into(),
            Err(error) => {
                self.problem.get_or_insert(Problem::Body(error.to_string()));
            }
        }
        self.json_content_type()
    }

    /// Sends these pairs as a form.
    #[must_use]
    pub fn form(mut self, pairs: &[(&str, &str)]) -> Self {
        let mut body = String::new();
        for (name, value) in pairs {
            if !body.is_empty() {
                body.push('&');
            }
            body.extend(utf8_percent_encode(name, ENCODED));
            body.push('=');
            body.extend(utf8_percent_encode(value, ENCODED));
        }
        self.body = body.into();
        self.header(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/x-www-form-urlencoded"),
        )
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// Names a text that must appear in no message, wherever the service repeats it.
    #[must_use]
    pub fn secret(mut self, text: &str) -> Self {
        self.secrets.push(text.to_owned());
        self
    }

    /// Checks that it can be sent as that operation; making the call does so too.
    ///
    /// # Errors
    ///
    /// When a path segment is empty, `.` or `..`, or the body cannot be written.
    pub fn validate(&self, operation: &'static str) -> Result<(), CallError> {
        match &self.problem {
            None => Ok(()),
            Some(Problem::Segment(field)) => Err(CallError::invalid_input(
                operation,
                field,
                "is empty, '.' or '..', which cannot stand in a path",
            )),
            Some(Problem::Body(problem)) => Err(CallError::configuration(operation, problem)),
        }
    }

    /// Path and query as they will stand on the request line.
    pub fn target(&self) -> &str {
        &self.target
    }
}

// The target may hold an Appkey, the body a cookie.
impl std::fmt::Debug for CallRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CallRequest")
            .field("body_len", &self.body.len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_cannot_leave_its_place() {
        for escape in ["a/b", "a?b", "a#b", "a%2Fb", "../x", "a\\b", "a;b", "\u{0}"] {
            let request = CallRequest::new().path("/p").segment("id", escape);
            let encoded = request.target().strip_prefix("/p/").unwrap();
            assert!(
                !encoded.contains(['/', '?', '#', '\\', ';', '\0']),
                "{encoded}"
            );
        }
        for rejected in ["", ".", ".."] {
            let request = CallRequest::new().segment("id", rejected);
            let error = request.validate("details").unwrap_err();
            assert_eq!(error.field(), Some("id"));
        }
    }

    #[test]
    fn a_plus_and_a_colon_go_out_encoded() {
        let request = CallRequest::new()
            .path("/p")
            .query("from", "2025-06-17T00:00:00+09:00");
        assert_eq!(
            request.target(),
            "/p?from=2025-06-17T00%3A00%3A00%2B09%3A00"
        );
    }
}
