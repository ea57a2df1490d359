//! Which proxy a request takes: what is set, or what the environment names.

mod no_proxy;
mod proxy_url;
mod tunnel;

use auth_core::Environment;
use reqwest::Url;

use super::{TransportError, TransportErrorKind};
use crate::ConfigError;
use no_proxy::NoProxy;
pub use proxy_url::ProxyUrl;
pub use tunnel::TunnelResponse;

/// The proxies of a client, for plain `http` and for `https`.
#[derive(Default)]
pub(super) struct Proxies {
    http: Setting,
    https: Setting,
    no_proxy: NoProxy,
}

/// A proxy, none, or why the variable that names one cannot be used.
type Setting = Option<Result<ProxyUrl, String>>;

impl Proxies {
    /// This proxy for every host.
    pub(super) fn always(url: &str) -> Result<Self, ConfigError> {
        let proxy = ProxyUrl::parse(url, "the proxy that was set")
            .map_err(|problem| ConfigError::new(format!("the proxy's URL {problem}")))?;
        Ok(Self {
            http: Some(Ok(proxy.clone())),
            https: Some(Ok(proxy)),
            no_proxy: NoProxy::default(),
        })
    }

    /// What the usual variables name. A mistake in one matters only to a call that would use it.
    pub(super) fn from_environment(environment: &dyn Environment) -> Self {
        let all = || setting(environment, &["all_proxy", "ALL_PROXY"]);
        // Of a CGI program, `HTTP_PROXY` is a header of the request that it serves.
        let is_cgi = !matches!(environment.var("REQUEST_METHOD"), Ok(None));
        let http = if is_cgi {
            &["http_proxy"][..]
        } else {
            &["http_proxy", "HTTP_PROXY"]
        };
        let no_proxy = ["no_proxy", "NO_PROXY"]
            .iter()
            .find_map(|name| environment.var(name).transpose())
            .transpose();
        // Whether a host is exempt is not known then: no call that has a proxy may take it.
        let exempting = |proxy: Setting| match (proxy, &no_proxy) {
            (Some(Ok(_)), Err(error)) => Some(Err(error.to_string())),
            (proxy, _) => proxy,
        };
        let https = &["https_proxy", "HTTPS_PROXY"];
        Self {
            http: exempting(setting(environment, http).or_else(all)),
            https: exempting(setting(environment, https).or_else(all)),
            no_proxy: match &no_proxy {
                Ok(Some(hosts)) => NoProxy::parse(hosts),
                _ => NoProxy::default(),
            },
        }
    }

    /// The proxy that a request to this URL takes, if any.
    pub(super) fn of(&self, url: &Url) -> Result<Option<&ProxyUrl>, TransportError> {
        let setting = match url.scheme() {
            "http" => &self.http,
            _ => &self.https,
        };
        match setting {
            None => Ok(None),
            Some(_) if self.no_proxy.matches(url) => Ok(None),
            Some(Ok(proxy)) => Ok(Some(proxy)),
            Some(Err(problem)) => Err(TransportError::new(
                TransportErrorKind::Configuration,
                problem.clone(),
            )),
        }
    }
}

/// The first of these variables that is set.
fn setting(environment: &dyn Environment, names: &[&'static str]) -> Setting {
    names.iter().find_map(|name| match environment.var(name) {
        Ok(None) => None,
        Ok(Some(text)) if text.trim().is_empty() => None,
        Ok(Some(text)) => Some(
            ProxyUrl::parse(&text, name)
                .map_err(|problem| format!("{name} cannot be used: it {problem}")),
        ),
        Err(error) => Some(Err(error.to_string())),
    })
}

#[cfg(test)]
mod tests {
    use auth_core::FixedEnvironment;

    use super::*;

    fn proxy(variables: &[(&str, &str)], url: &str) -> Result<Option<String>, String> {
        let environment = variables
            .iter()
            .fold(FixedEnvironment::new(), |environment, (name, value)| {
                environment.with_var(*name, *value)
            });
        Proxies::from_environment(&environment)
            .of(&url.parse().unwrap())
            .map(|proxy| proxy.map(ToString::to_string))
            .map_err(|error| error.to_string())
    }

    #[test]
    fn the_scheme_decides_which_variable_counts() {
        let both = [("http_proxy", "http://a:1"), ("HTTPS_PROXY", "b:2")];
        let a = "http://a:1 (http_proxy)".to_owned();
        let b = "http://b:2 (HTTPS_PROXY)".to_owned();
        assert_eq!(proxy(&both, "http://host/"), Ok(Some(a)));
        assert_eq!(proxy(&both, "https://host/"), Ok(Some(b)));
        let all = [("ALL_PROXY", "http://c:3"), ("https_proxy", " ")];
        let c = "http://c:3 (ALL_PROXY)".to_owned();
        assert_eq!(proxy(&all, "https://host/"), Ok(Some(c)));
        assert_eq!(proxy(&[], "https://host/"), Ok(None));
    }

    #[test]
    fn in_a_cgi_program_only_the_variable_that_a_request_can_set_is_ignored() {
        let cgi = [
            ("REQUEST_METHOD", "GET"),
            ("HTTP_PROXY", "http://evil:1"),
            ("HTTPS_PROXY", "http://good:2"),
        ];
        assert_eq!(proxy(&cgi, "http://host/"), Ok(None));
        let good = "http://good:2 (HTTPS_PROXY)".to_owned();
        assert_eq!(proxy(&cgi, "https://host/"), Ok(Some(good)));
    }

    #[test]
    fn only_a_call_that_would_use_an_unusable_variable_fails() {
        let variables = [
            ("HTTPS_PROXY", "http://CORP\\user:test-secret@proxy:3128"),
            ("NO_PROXY", "internal.example.com"),
        ];
        let error = proxy(&variables, "https://host/").unwrap_err();
        assert_eq!(
            error,
            "HTTPS_PROXY cannot be used: it holds a backslash; write it as %5C"
        );
        assert_eq!(proxy(&variables, "http://host/"), Ok(None));
        assert_eq!(proxy(&variables, "https://internal.example.com/"), Ok(None));
    }

    #[cfg(unix)]
    #[test]
    fn exemptions_that_cannot_be_read_are_not_skipped() {
        use std::os::unix::ffi::OsStringExt as _;

        let hosts = std::ffi::OsString::from_vec(b"internal.example.com,\xff".to_vec());
        let environment = FixedEnvironment::new()
            .with_var("HTTPS_PROXY", "http://proxy:3128")
            .with_var("NO_PROXY", hosts);
        let proxies = Proxies::from_environment(&environment);
        let error = proxies
            .of(&"https://internal.example.com/".parse().unwrap())
            .unwrap_err();
        assert!(error.to_string().contains("NO_PROXY"), "{error}");
        let http = proxies.of(&"http://host/".parse().unwrap());
        assert!(http.unwrap().is_none());
    }
}
