/// What is wrong with a URL that the service is to scan or to leave out; whether it can be
/// reached is the service's to say.
pub(super) fn problem(url: &str) -> Option<&'static str> {
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
    let host = authority(rest).rsplit('@').next().unwrap_or_default();
    let names_none = host.is_empty() || host.starts_with(':');
    names_none.then_some("names no host; give one such as https://www.example.com")
}

fn authority(rest: &str) -> &str {
    rest.split(['/', '?', '#', '\\']).next().unwrap_or_default()
}

/// User and password in a URL, which nobody should find in a log.
pub(super) fn user(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    authority(rest).rsplit_once('@').map(|(user, _)| user)
}

/// The URL without user and password.
pub(super) fn shown(url: &str) -> String {
    match user(url) {
        Some(user) => url.replacen(&format!("{user}@"), "[redacted]@", 1),
        None => url.to_owned(),
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
            "https://user@host",
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
        ] {
            assert!(problem(bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn a_user_is_not_shown() {
        let url = "https://test-user:test-secret@host/a@b";
        assert_eq!(user(url), Some("test-user:test-secret"));
        assert_eq!(shown(url), "https://[redacted]@host/a@b");
        assert_eq!(shown("https://host/a@b"), "https://host/a@b");
    }
}
