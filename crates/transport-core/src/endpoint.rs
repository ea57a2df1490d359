use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use reqwest::Url;

use crate::ConfigError;

/// Where a service is reached: scheme, host, port and an optional path in front.
///
/// `https` everywhere; plain `http` only on loopback, or where it is asked for by name with
/// [`allowing_plain_http`](Endpoint::allowing_plain_http).
///
/// ```
/// use transport_core::Endpoint;
///
/// let endpoint: Endpoint = "http://127.0.0.1:8080".parse()?;
/// assert!(endpoint.is_loopback());
/// assert!("http://example.com".parse::<Endpoint>().is_err());
/// # Ok::<(), transport_core::ConfigError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Endpoint {
    base: String,
    origin_len: usize,
    loopback: bool,
}

impl Endpoint {
    /// Reads an endpoint, and accepts plain `http` to any host: credentials then travel in the
    /// clear.
    ///
    /// # Errors
    ///
    /// As for parsing, without the demand for `https`.
    pub fn allowing_plain_http(url: &str) -> Result<Self, ConfigError> {
        Self::read(url, true)
    }

    fn read(text: &str, plain_http_anywhere: bool) -> Result<Self, ConfigError> {
        let refuse = |why: &str| {
            // The text itself is not repeated: a URL may hold a password.
            Err(ConfigError::new(format!(
                "the endpoint URL {why}; give one such as https://host or http://127.0.0.1:8080"
            )))
        };
        let Ok(url) = Url::parse(text.trim()) else {
            return refuse("cannot be read");
        };
        if !matches!(url.scheme(), "https" | "http") {
            return refuse("is neither https nor http");
        }
        if !url.username().is_empty() || url.password().is_some() {
            return refuse("holds a user name or password");
        }
        if url.query().is_some() || url.fragment().is_some() {
            return refuse("holds a query or fragment");
        }
        let Some(host) = url.host_str() else {
            return refuse("names no host");
        };
        let loopback = is_loopback(host);
        if url.scheme() == "http" && !loopback && !plain_http_anywhere {
            return refuse("is plain http to a host that is not loopback");
        }
        let origin = url.origin().ascii_serialization();
        let base = format!("{origin}{}", url.path().trim_end_matches('/'));
        Ok(Self {
            origin_len: origin.len(),
            base,
            loopback,
        })
    }

    /// The URL as text, without a slash at the end.
    pub fn as_str(&self) -> &str {
        &self.base
    }

    /// The path in front of every call, empty for most.
    pub fn base_path(&self) -> &str {
        &self.base[self.origin_len..]
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> &str {
        &self.base[..self.origin_len]
    }

    /// Whether the host is this machine.
    pub fn is_loopback(&self) -> bool {
        self.loopback
    }
}

/// Whether the host of a URL is `localhost` or a loopback address.
pub(crate) fn is_loopback(host: &str) -> bool {
    let bare = host
        .strip_prefix('[')
        .and_then(|h| h.strip_suffix(']'))
        .unwrap_or(host);
    bare.eq_ignore_ascii_case("localhost")
        || bare
            .parse::<IpAddr>()
            .is_ok_and(|address| address.to_canonical().is_loopback())
}

impl FromStr for Endpoint {
    type Err = ConfigError;

    fn from_str(text: &str) -> Result<Self, ConfigError> {
        Self::read(text, false)
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Endpoint({})", self.base)
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.base)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_for_loopback_only() {
        for good in [
            "http://127.0.0.1:1",
            "http://localhost",
            "http://[::1]:9",
            "http://[::ffff:127.0.0.1]:9",
            "https://host",
        ] {
            assert!(good.parse::<Endpoint>().is_ok(), "{good}");
        }
        for bad in [
            "http://10.0.0.1",
            "http://localhost.example.com",
            "ftp://host",
            "host",
            "",
        ] {
            assert!(bad.parse::<Endpoint>().is_err(), "{bad}");
        }
        assert!(Endpoint::allowing_plain_http("http://10.0.0.1").is_ok());
    }

    #[test]
    fn what_could_leak_or_mislead_is_refused_without_being_repeated() {
        for bad in [
            "https://user:test-secret@host",
            "https://host?key=test-secret",
            "https://host#x",
        ] {
            let error = bad.parse::<Endpoint>().unwrap_err().to_string();
            assert!(!error.contains("test-secret"), "{error}");
        }
    }

    #[test]
    fn a_path_in_front_is_kept_without_its_last_slash() {
        let endpoint: Endpoint = "https://host:8443/front/".parse().unwrap();
        assert_eq!(endpoint.as_str(), "https://host:8443/front");
        assert_eq!(
            (endpoint.origin(), endpoint.base_path()),
            ("https://host:8443", "/front")
        );
    }
}
