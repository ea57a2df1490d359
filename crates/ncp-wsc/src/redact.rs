//! What no message should show: users and passwords in URLs, and characters that move a cursor.

use std::fmt;

pub(crate) use transport_core::redact::without_url_credentials as urls;

fn authority(rest: &str) -> &str {
    // A quote ends it where the URL stands in JSON.
    rest.split(['/', '?', '#', '\\', '"'])
        .next()
        .unwrap_or_default()
}

/// User and password in a URL.
fn user(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    authority(rest).rsplit_once('@').map(|(user, _)| user)
}

/// The texts of a URL that no message should show: the user with its password, and the password
/// alone.
pub(crate) fn url_secrets(url: &str) -> impl Iterator<Item = &str> {
    user(url).into_iter().flat_map(|user| {
        let password = user.split_once(':').map(|(_, password)| password);
        std::iter::once(user).chain(password)
    })
}

/// The text in one line of bounded length, for a message.
pub(crate) fn line(text: &str) -> String {
    const LONGEST: usize = 60;

    let visible = text
        .chars()
        .map(|c| match auth_core::is_unsafe_to_print(c) {
            true => ' ',
            false => c,
        });
    let line: String = visible.take(LONGEST).collect();
    urls(&line).into_owned()
}

/// As [`urls`], for `Debug`.
pub(crate) struct RedactedUrl<'a>(pub(crate) &'a Option<String>);

impl fmt::Debug for RedactedUrl<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_deref().map(urls).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_is_not_shown() {
        let url = "https://test-user:test-secret@host/a@b";
        let secrets: Vec<_> = url_secrets(url).collect();
        assert_eq!(secrets, ["test-user:test-secret", "test-secret"]);
        assert_eq!(urls(url), "https://[redacted]@host/a@b");
        assert_eq!(urls("https://host/a@b"), "https://host/a@b");
        assert_eq!(
            urls("https://u:test-secret@a/?next=http://v:test-secret@b https://c, d@e"),
            "https://[redacted]@a/?next=http://[redacted]@b https://c, d@e"
        );
        assert_eq!(urls("no URL, me@host"), "no URL, me@host");
    }
}
