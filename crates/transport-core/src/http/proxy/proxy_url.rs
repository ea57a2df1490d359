use std::fmt;

use auth_core::is_unsafe_to_print;
use reqwest::Url;

/// Where a proxy is, and where that was said; it shows both without its user and password.
#[derive(Clone)]
pub struct ProxyUrl {
    pub(in crate::http) url: Url,
    source: &'static str,
}

impl ProxyUrl {
    /// Reads a proxy's URL as people write it; the error says what is wrong with it, without its
    /// text.
    pub(super) fn parse(text: &str, source: &'static str) -> Result<Self, String> {
        let text = text.trim();
        let not_encoded = |what: &str, code: &str| Err(format!("holds {what}; write it as {code}"));
        if text.contains(['"', '\'']) {
            return Err("holds quotes; leave them out".to_owned());
        }
        if text.contains(char::is_whitespace) {
            return Err("holds a space; leave it out, or write it as %20 in a password".to_owned());
        }
        if text.contains(is_unsafe_to_print) {
            return Err("holds an invisible character; type it again".to_owned());
        }
        if text.contains(['<', '>', '$', '{', '}']) {
            return Err(
                "holds a placeholder or a variable that was not replaced; in a password, write $ as %24, < > as %3C %3E, { } as %7B %7D"
                    .to_owned(),
            );
        }
        if text.contains('\\') {
            return not_encoded("a backslash", "%5C");
        }
        let text = match text.split_once("://") {
            Some((scheme, _)) if scheme.to_ascii_lowercase().starts_with("socks") => {
                return Err("names a SOCKS proxy; give an http:// or https:// proxy".to_owned());
            }
            Some((scheme, _))
                if !["http", "https"].contains(&scheme.to_ascii_lowercase().as_str()) =>
            {
                return Err(unreadable());
            }
            Some(_) => text.to_owned(),
            None if is_scheme_gone_wrong(text) => return Err(unreadable()),
            // As curl reads it.
            None => format!("http://{text}"),
        };
        let authority = text.split_once("://").map_or("", |(_, rest)| rest);
        if let Some((user_info, host)) = authority.rsplit_once('@') {
            if host.is_empty() {
                return Err(unreadable());
            }
            if user_info.contains('@') {
                return not_encoded("an @ in user or password", "%40");
            }
            for (c, code) in [('/', "%2F"), ('#', "%23"), ('?', "%3F")] {
                if user_info.contains(c) {
                    return not_encoded(&format!("a {c} in user or password"), code);
                }
            }
        }
        if authority.contains('#') {
            return not_encoded("a #", "%23");
        }
        match Url::parse(&text) {
            Ok(url) if url.path().ends_with(".pac") => Err(
                "names a PAC file; give the proxy that it names, such as http://host:3128"
                    .to_owned(),
            ),
            Ok(url) if url.has_host() => Ok(Self { url, source }),
            _ => Err(unreadable()),
        }
    }
}

/// `http:/host`, `http//host`: read as a host's name, it would be asked for and not found.
fn is_scheme_gone_wrong(text: &str) -> bool {
    let host = text.split([':', '/']).next().unwrap_or_default();
    ["http", "https"].contains(&host.to_ascii_lowercase().as_str())
}

impl ProxyUrl {
    /// Whether a user stands in it.
    pub(in crate::http) fn names_a_user(&self) -> bool {
        !self.url.username().is_empty() || self.url.password().is_some()
    }
}

fn unreadable() -> String {
    "cannot be read; give one such as http://host:3128".to_owned()
}

impl fmt::Debug for ProxyUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ProxyUrl({self})")
    }
}

impl fmt::Display for ProxyUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let origin = self.url.origin().ascii_serialization();
        write!(f, "{origin} ({})", self.source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_read() {
        for (text, shown) in [
            ("http://proxy:3128", "http://proxy:3128 (x)"),
            ("proxy:3128/", "http://proxy:3128 (x)"),
            (" https://user:p%40ss@proxy ", "https://proxy (x)"),
            ("user:test-secret@[::1]:8080", "http://[::1]:8080 (x)"),
            ("HTTP://Proxy", "http://proxy (x)"),
        ] {
            let proxy = ProxyUrl::parse(text, "x").map(|proxy| proxy.to_string());
            assert_eq!(proxy, Ok(shown.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_used_says_what_is_wrong_without_the_password() {
        for (text, problem) in [
            ("http://user:test#secret@proxy", "%23"),
            ("http://user:test/secret@proxy", "%2F"),
            ("http://user:test?secret@proxy", "%3F"),
            ("http://user:test@secret@proxy", "%40"),
            ("http://user:test secret@proxy", "%20"),
            ("http://CORP\\user:test-secret@proxy", "%5C"),
            ("http://proxy#test-secret", "%23"),
            ("\"http://user:test-secret@proxy\"", "quotes"),
            ("http:/proxy", "cannot be read"),
            ("http:proxy:3128", "cannot be read"),
            ("http//proxy", "cannot be read"),
            ("https:/proxy", "cannot be read"),
            ("http://proxy/test-secret.pac", "PAC"),
            ("http://$PROXY:3128", "not replaced"),
            ("http://${PROXY}:3128", "not replaced"),
            ("http://<user>:<test-secret>@proxy", "placeholder"),
            ("http://user:test-\u{200b}secret@proxy", "invisible"),
            ("\u{feff}http://proxy", "invisible"),
            ("http://", "cannot be read"),
            ("http://user:test-secret@", "cannot be read"),
            ("http://proxy:test-secret", "cannot be read"),
            ("ftp://proxy", "cannot be read"),
            ("socks://proxy:1080", "SOCKS"),
            ("socks5h://user:test-secret@proxy", "SOCKS"),
        ] {
            let error = ProxyUrl::parse(text, "x").map(drop).unwrap_err();
            assert!(error.contains(problem), "{text}: {error}");
            assert!(!error.contains("secret"), "{error}");
        }
    }
}
