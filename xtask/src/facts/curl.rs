//! The request that a curl example sends.

use crate::json::Json;

/// A curl command, taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curl {
    /// The HTTP method.
    pub method: String,
    /// The path, without host and query.
    pub path: String,
    /// The query's names and values.
    pub query: Vec<(String, String)>,
    /// The headers' names and values.
    pub headers: Vec<(String, String)>,
    /// The bodies that `-d` gives.
    pub data: Vec<String>,
}

impl Curl {
    /// Reads a curl command; `None` if the text is none.
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = words(text).into_iter();
        if words.next()? != "curl" {
            return None;
        }
        let mut curl = Self::default();
        while let Some(word) = words.next() {
            match word.as_str() {
                "-X" | "--request" => curl.method = words.next()?,
                "-H" | "--header" => {
                    let header = words.next()?;
                    let (name, value) = header.split_once(':')?;
                    curl.headers
                        .push((name.trim().to_owned(), value.trim().to_owned()));
                }
                "-d" | "--data" | "--data-raw" | "--data-binary" | "--data-urlencode"
                | "--json" => curl.data.push(words.next()?),
                "-u" | "--user" => drop(words.next()),
                url if url.starts_with("http") => curl.take_url(url),
                _ => {}
            }
        }
        if curl.method.is_empty() {
            curl.method = if curl.data.is_empty() { "GET" } else { "POST" }.to_owned();
        }
        (!curl.path.is_empty()).then_some(curl)
    }

    /// The body: JSON as it is, form fields as an object of strings.
    pub fn body(&self) -> Option<Result<Json, serde_json::Error>> {
        let first = self.data.first()?;
        if first.trim_start().starts_with(['{', '[']) {
            return Some(Json::parse(first));
        }
        let fields = self.data.iter().flat_map(|data| data.split('&'));
        let members = fields.filter_map(|field| field.split_once('='));
        Some(Ok(Json::Object(
            members.map(|(k, v)| (k.to_owned(), v.into())).collect(),
        )))
    }

    fn take_url(&mut self, url: &str) {
        // Some pages break the address over lines.
        let url = url.split_whitespace().collect::<String>();
        let path = strip_host(&url);
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        self.path = path.to_owned();
        self.query = query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
    }
}

/// An address without scheme and host.
pub fn strip_host(url: &str) -> &str {
    match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |at| &rest[at..]),
        None => url,
    }
}

/// Splits a command as a shell would, as far as these pages need it.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (Some(_), c) => word.get_or_insert_default().push(c),
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, '\\') => {
                if let Some(next) = chars.next().filter(|next| *next != '\n') {
                    word.get_or_insert_default().push(next);
                }
            }
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (None, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_over_several_lines_is_read() {
        let text = "curl --location --request GET 'https://h.example/api/v1/jobs\n?limit=10\n&page=1' \\\n--header 'a-b: {c}'";
        let curl = Curl::parse(text).unwrap();
        assert_eq!(
            (curl.method.as_str(), curl.path.as_str()),
            ("GET", "/api/v1/jobs")
        );
        assert_eq!(curl.query[1], ("page".to_owned(), "1".to_owned()));
        assert_eq!(curl.headers, [("a-b".to_owned(), "{c}".to_owned())]);
    }

    #[test]
    fn a_form_body_becomes_an_object() {
        let curl = Curl::parse("curl -X POST \"https://h.example/t\" -d 'a=1' -d 'b=2'").unwrap();
        let body = curl.body().unwrap().unwrap();
        assert_eq!(body.get("b").and_then(Json::as_str), Some("2"));
    }
}
