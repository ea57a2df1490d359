//! The request that a curl example sends.

use crate::contract::model::Request;
use crate::json::Json;

/// Reads a curl command; `None` if the text is none.
pub(super) fn parse(text: &str) -> Option<Request> {
    let mut words = shlex::split(text)?.into_iter();
    if words.next()? != "curl" {
        return None;
    }
    let mut curl = Request::default();
    while let Some(word) = words.next() {
        match word.as_str() {
            "-X" | "--request" => curl.method = words.next()?,
            "-H" | "--header" => curl.headers.push(pair(&words.next()?, ':')?),
            "-d" | "--data" | "--data-raw" | "--data-binary" | "--data-urlencode" | "--json" => {
                curl.data.push(words.next()?);
            }
            "-u" | "--user" => drop(words.next()),
            url if url.starts_with("http") => {
                // Some pages break the address over lines.
                let url = url.split_whitespace().collect::<String>();
                let (path, query) = url.split_once('?').unwrap_or((&url, ""));
                curl.path = strip_host(path).to_owned();
                curl.query = query
                    .split('&')
                    .filter_map(|text| pair(text, '='))
                    .collect();
            }
            _ => {}
        }
    }
    if curl.method.is_empty() {
        curl.method = if curl.data.is_empty() { "GET" } else { "POST" }.to_owned();
    }
    (!curl.path.is_empty()).then_some(curl)
}

/// The body: JSON as it is, form fields as an object of strings.
pub(crate) fn body(curl: &Request) -> Option<Result<Json, serde_json::Error>> {
    let first = curl.data.first()?;
    if first.trim_start().starts_with(['{', '[']) {
        return Some(Json::parse(first));
    }
    let fields = curl.data.iter().flat_map(|data| data.split('&'));
    let fields = fields.filter_map(|field| pair(field, '='));
    let members = fields.map(|(name, value)| (name, value.into()));
    Some(Ok(Json::Object(members.collect())))
}

fn pair(text: &str, mark: char) -> Option<(String, String)> {
    let (name, value) = text.split_once(mark)?;
    Some((name.trim().to_owned(), value.trim().to_owned()))
}

/// An address without scheme and host.
pub(crate) fn strip_host(url: &str) -> &str {
    match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |at| &rest[at..]),
        None => url,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_over_several_lines_is_read() {
        let text = "curl --location --request GET 'https://h.example/api/v1/jobs\n?limit=10\n&page=1' \\\n--header 'a-b: {c}'";
        let curl = parse(text).unwrap();
        assert_eq!(
            (curl.method.as_str(), curl.path.as_str()),
            ("GET", "/api/v1/jobs")
        );
        assert_eq!(curl.query[1], ("page".to_owned(), "1".to_owned()));
        assert_eq!(curl.headers, [("a-b".to_owned(), "{c}".to_owned())]);
    }

    #[test]
    fn a_form_body_becomes_an_object() {
        let curl = parse("curl -X POST \"https://h.example/t\" -d 'a=1' -d 'b=2'").unwrap();
        let body = body(&curl).unwrap().unwrap();
        assert_eq!(body.get("b").and_then(Json::as_str), Some("2"));
    }
}
