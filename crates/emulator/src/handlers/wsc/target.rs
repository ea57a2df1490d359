//! What is to be scanned.

/// The parts of a URL that the service looks at.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Target<'a> {
    pub(super) host: &'a str,
    authority: &'a str,
    text: &'a str,
}

impl<'a> Target<'a> {
    /// Reads an http or https URL.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
            return None;
        }
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let address = authority.rsplit('@').next().unwrap_or_default();
        let host = match address.strip_prefix('[') {
            Some(v6) => v6.split(']').next().unwrap_or_default(),
            None => address.split(':').next().unwrap_or_default(),
        };
        let blank = |character: char| character.is_whitespace() || character.is_control();
        (!host.is_empty() && !text.contains(blank)).then_some(Self {
            host,
            authority,
            text,
        })
    }

    /// The URL without user and password, which nobody should find in a log.
    pub(super) fn without_user(&self) -> String {
        match self.authority.rsplit_once('@') {
            Some((user, _)) => self.text.replacen(&format!("{user}@"), "", 1),
            None => self.text.to_owned(),
        }
    }

    /// Whether the host is this domain or below it.
    pub(super) fn is_below(&self, domain: &str) -> bool {
        let host = self.host.to_ascii_lowercase();
        host.strip_suffix(domain)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_hosts_and_hides_users() {
        let target = Target::read("https://user:SECRET@Shop.example.com:8443/a@b?c").unwrap();
        assert_eq!(target.host, "Shop.example.com");
        assert_eq!(target.without_user(), "https://Shop.example.com:8443/a@b?c");
        assert!(target.is_below("example.com"));
        assert!(!target.is_below("ample.com"));
        assert_eq!(Target::read("http://[::1]:80/").unwrap().host, "::1");
        for wrong in [
            "ftp://example.com",
            "example.com",
            "https://",
            "https:///x",
            "http://a b",
        ] {
            assert_eq!(Target::read(wrong), None, "{wrong}");
        }
    }
}
