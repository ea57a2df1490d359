use std::fmt;
use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;

use reqwest::Url;

use crate::ConfigError;

/// Where a service is reached: scheme, host, port and an optional path in front.
///
/// `https` everywhere; plain `http` only on loopback, or where it is asked for by name with
/// [`allowing_plain_http`](Endpoint::allowing_plain_http) or in the
/// [settings](crate::Settings::with_plain_http).
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
        Self::read(url, |_| true)
    }

    /// Reads an endpoint, and accepts plain `http` to these hosts.
    pub(crate) fn with_plain_http_to(url: &str, hosts: &[&str]) -> Result<Self, ConfigError> {
        let hosts = hosts.iter().map(|host| host_name(host));
        let hosts = hosts.collect::<Result<Vec<_>, _>>()?;
        Self::read(url, |host| hosts.iter().any(|allowed| allowed == host))
    }

    fn read(text: &str, allows_plain_http: impl Fn(&str) -> bool) -> Result<Self, ConfigError> {
        let reject = |why: &str| {
            // The text itself is not repeated: a URL may hold a password.
            Err(ConfigError::new(format!(
                "the endpoint URL {why}; give one such as https://host or http://127.0.0.1:8080"
            )))
        };
        let Ok(url) = Url::parse(text.trim()) else {
            return reject("cannot be read");
        };
        if !matches!(url.scheme(), "https" | "http") {
            return reject("is neither https nor http");
        }
        if !url.username().is_empty() || url.password().is_some() {
            return reject("holds a user name or password");
        }
        if url.query().is_some() || url.fragment().is_some() {
            return reject("holds a query or fragment");
        }
        let Some(host) = url.host_str() else {
            return reject("names no host");
        };
        let loopback = is_loopback(host);
        if url.scheme() == "http" && !loopback && !allows_plain_http(host) {
            return Err(ConfigError::new(
                "the endpoint URL is plain http to a host that is not loopback; use https, or allow the host by name (KCSEC_ALLOW_HTTP, kcsec --allow-http HOST): keys then travel in the clear",
            ));
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

/// A host by its name alone, as a URL writes it.
fn host_name(text: &str) -> Result<String, ConfigError> {
    let bracketed = match text.parse::<Ipv6Addr>() {
        Ok(address) => format!("[{address}]"),
        Err(_) => text.to_owned(),
    };
    let url = Url::parse(&format!("http://{bracketed}"));
    match url.as_ref().map(|url| (url.host_str(), url.as_str())) {
        Ok((Some(host), url)) if url == format!("http://{host}/") && !host.contains('*') => {
            Ok(host.to_owned())
        }
        _ => Err(ConfigError::new(
            "plain http is allowed to hosts by their names, without scheme, port, path or wildcard; give such as emulator or 10.0.0.5",
        )),
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
        Self::read(text, |_| false)
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
    fn plain_http_is_allowed_to_hosts_by_their_names_only() {
        let allowed = ["emulator", "Host.Docker.Internal", "10.0.0.5", "fd00::1"];
        let read = |url: &str| Endpoint::with_plain_http_to(url, &allowed);
        for good in [
            "http://emulator:8787",
            "http://HOST.docker.internal",
            "http://10.0.0.5/front",
            "http://[fd00::1]:80",
            "https://elsewhere",
        ] {
            assert!(read(good).is_ok(), "{good}");
        }
        for bad in [
            "http://emulator.example.com",
            "http://myemulator",
            "http://10.0.0.50",
            "http://emulator@example.com",
        ] {
            let error = read(bad).unwrap_err().to_string();
            assert!(!error.contains('@'), "{error}");
        }
        assert!(read("http://other:8787").is_err());
        for host in [
            "*",
            "*.internal",
            "http://emulator",
            "emulator:8787",
            "a/b",
            "",
            "u@h",
        ] {
            assert!(
                Endpoint::with_plain_http_to("https://host", &[host]).is_err(),
                "{host}"
            );
        }
    }

    #[test]
    fn what_could_leak_or_mislead_is_rejected_without_being_repeated() {
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
