//! URLs of scanned sites: what they may be, and the user and password in them.

use std::fmt;

/// What is wrong with a URL that the service is to scan or to leave out; whether it can be
/// reached is the service's to say.
pub(crate) fn problem(url: &str) -> Option<&'static str> {
    let rest = ["http://", "https://"].iter().find_map(|scheme| {
        let (start, rest) = url.split_at_checked(scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then_some(rest)
    });
    let Some(rest) = rest else {
        return Some("is no http or https URL; give one such as https://www.example.com");
    };
    if url.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Some("holds white space or a control character; encode it as %20 and the like");
    }
    let host = authority(rest);
    if host.contains('@') {
        // The job keeps its URLs, and shows them to everyone who may list jobs.
        return Some("holds a user or a password; leave them out, and log the scan in by Headers");
    }
    let names_none = host.is_empty() || host.starts_with(':');
    names_none.then_some("names no host; give one such as https://www.example.com")
}

fn authority(rest: &str) -> &str {
    rest.split(['/', '?', '#', '\\']).next().unwrap_or_default()
}

/// User and password in a URL, which nobody should find in a log.
fn user(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    authority(rest).rsplit_once('@').map(|(user, _)| user)
}

/// What nobody should find in a message: the user with its password, and the password alone.
pub(crate) fn secrets(url: &str) -> impl Iterator<Item = &str> {
    user(url).into_iter().flat_map(|user| {
        let password = user.split_once(':').map(|(_, password)| password);
        std::iter::once(user).chain(password)
    })
}

/// The text with every URL in it, without their users and passwords.
pub(crate) fn shown(text: &str) -> String {
    let mut pieces = text.split("://");
    let mut shown = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        shown.push_str("://");
        let authority = authority(piece);
        // A text may hold several: a space ends one too.
        let authority = authority
            .split(char::is_whitespace)
            .next()
            .unwrap_or_default();
        match authority.rfind('@') {
            Some(end) => {
                shown.push_str("[redacted]");
                shown.push_str(&piece[end..]);
            }
            None => shown.push_str(piece),
        }
    }
    shown
}

/// As [`shown`], for `Debug`.
pub(crate) struct Shown<'a>(pub(crate) &'a Option<String>);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_deref().map(shown).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_http_and_https_with_a_host_pass() {
        for good in [
            "https://www.ncloud.com",
            "HTTP://shop.example.com:8080/a?b=c#d",
            "https://한글.example/경로",
            "http://[::1]/",
            "https://host/@user?a@b#c@d",
        ] {
            assert_eq!(problem(good), None, "{good}");
        }
        for bad in [
            "",
            "www.ncloud.com",
            "ftp://host",
            "javascript:alert(1)",
            "https://",
            "https:///path",
            "https://:443/",
            "http://?q",
            "https://host/a b",
            "https://host/\n",
            "https:/host",
            "한글",
            "https://user@host",
            "https://user:test-secret@host",
            "https://@host",
            "https://a@b@host/",
        ] {
            assert!(problem(bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn a_user_is_not_shown() {
        let url = "https://test-user:test-secret@host/a@b";
        let secrets: Vec<_> = secrets(url).collect();
        assert_eq!(secrets, ["test-user:test-secret", "test-secret"]);
        assert_eq!(shown(url), "https://[redacted]@host/a@b");
        assert_eq!(shown("https://host/a@b"), "https://host/a@b");
        assert_eq!(
            shown("https://u:test-secret@a/?next=http://v:test-secret@b https://c, d@e"),
            "https://[redacted]@a/?next=http://[redacted]@b https://c, d@e"
        );
        assert_eq!(shown("no URL, me@host"), "no URL, me@host");
    }
}
