use serde_json::Value;

use crate::url;

/// Fields of a request or a report that hold cookies and passwords.
const SECRET: [&str; 4] = ["headers", "logininfo", "cookie", "authorization"];

/// An undocumented answer, which may repeat the request, without what is secret in that.
pub(super) fn without_secrets(value: Value) -> Value {
    match value {
        Value::Array(elements) => elements.into_iter().map(without_secrets).collect(),
        Value::Object(fields) => fields
            .into_iter()
            .map(|(name, value)| {
                let value = if is_secret(&name) && !value.is_null() {
                    Value::from("[redacted]")
                } else {
                    without_secrets(value)
                };
                (name, value)
            })
            .collect(),
        // Also a URL to be scanned, with its user and password.
        Value::String(text) => Value::String(url::shown(&text)),
        other => other,
    }
}

fn is_secret(name: &str) -> bool {
    let plain: String = name
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_lowercase())
        .collect();
    SECRET.contains(&plain.as_str())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_the_secret_fields_are_taken_out_however_deep_and_however_written() {
        let answer = json!({
            "instanceNo": 7, "Headers": null,
            "request": [{"StartUrl": "https://me:test-secret@a.example.com", "headers": {"Cookie": "test-secret"}}],
            "Login_Info": "test-secret", "Memo": "headers",
        });
        assert_eq!(
            without_secrets(answer),
            json!({
                "instanceNo": 7, "Headers": null,
                "request": [{"StartUrl": "https://[redacted]@a.example.com", "headers": "[redacted]"}],
                "Login_Info": "[redacted]", "Memo": "headers",
            })
        );
    }
}
