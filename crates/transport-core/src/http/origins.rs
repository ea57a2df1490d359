//! URLs as the library wants them, without parsing scheme and host anew for every call.

use std::sync::OnceLock;

use http::Uri;
use reqwest::Url;

use super::{TransportError, TransportErrorKind};
use crate::endpoint::is_loopback;

/// How many origins are kept: a client has its service's and its token service's.
const KEPT: usize = 4;

/// Path and query of most calls are shorter than this.
const ROOM: usize = 64;

/// A URL with what its host means for the way to it.
pub(super) struct Target {
    pub(super) url: Url,
    pub(super) is_loopback: bool,
}

/// The origins of the first calls, parsed; those of others are parsed each time.
#[derive(Default)]
pub(super) struct Origins([OnceLock<Origin>; KEPT]);

struct Origin {
    scheme: String,
    authority: String,
    /// With a path as long as they come, so that a copy has the room that it needs.
    roomy: Url,
    is_loopback: bool,
}

impl Origins {
    /// The URL of a request. What was signed is what is sent, byte for byte: one that would be
    /// rewritten is refused.
    pub(super) fn target(&self, uri: &Uri) -> Result<Target, TransportError> {
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(not_canonical());
        };
        let target = uri.path_and_query().map_or("/", |target| target.as_str());
        // `http://host?a=b` goes out as `/?a=b`.
        let slash = if target.starts_with('/') { "" } else { "/" };
        let is_same =
            |origin: &&Origin| origin.scheme == scheme && origin.authority == authority.as_str();
        for kept in &self.0 {
            let origin = match kept.get() {
                Some(origin) => Some(origin).filter(is_same),
                None => Origin::parse(scheme, authority.as_str())
                    .map(|new| kept.get_or_init(|| new))
                    .filter(is_same),
            };
            if let Some(origin) = origin.filter(|_| slash.is_empty()) {
                return origin.at(uri.path(), uri.query()).ok_or_else(not_canonical);
            }
        }
        let text = [scheme, "://", authority.as_str(), slash, target].concat();
        let url = Url::parse(&text).ok().filter(|url| url.as_str() == text);
        let url = url.ok_or_else(not_canonical)?;
        Ok(Target {
            is_loopback: url.host_str().is_some_and(is_loopback),
            url,
        })
    }
}

impl Origin {
    /// `None` if it is not in its canonical form.
    fn parse(scheme: &str, authority: &str) -> Option<Self> {
        let text = [scheme, "://", authority, "/"].concat();
        let mut roomy = Url::parse(&text).ok().filter(|url| url.as_str() == text)?;
        roomy.set_path(&"-".repeat(ROOM));
        Some(Self {
            scheme: scheme.to_owned(),
            authority: authority.to_owned(),
            is_loopback: roomy.host_str().is_some_and(is_loopback),
            roomy,
        })
    }

    /// The URL of that path and query here; `None` if they are not in their canonical form.
    fn at(&self, path: &str, query: Option<&str>) -> Option<Target> {
        let mut url = self.roomy.clone();
        url.set_path(path);
        if query.is_some() {
            url.set_query(query);
        }
        let is_as_given = url.path() == path && url.query() == query;
        is_as_given.then_some(Target {
            url,
            is_loopback: self.is_loopback,
        })
    }
}

fn not_canonical() -> TransportError {
    TransportError::new(
        TransportErrorKind::Configuration,
        "the request's URL is not in its canonical form",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(origins: &Origins, text: &str) -> Option<String> {
        let target = origins.target(&text.parse().unwrap()).ok()?;
        Some(target.url.to_string())
    }

    #[test]
    fn a_url_is_what_parsing_it_whole_gives_or_is_refused() {
        let origins = Origins::default();
        for host in [
            "http://127.0.0.1:8080",
            "https://example.com",
            "http://[::1]:9",
        ] {
            for target in [
                "/",
                "/a",
                "/a/b?c=d",
                "/a?",
                "/a%2Fb?x=%2B&y=~",
                "//a",
                "/a//b",
                "/a/./b",
                "/a/../b",
                "/%2e%2e/b",
                "/a'b?c'd",
                "/a?b?c",
                "/a;b,c=d",
                "/a|b",
                "/a\"b",
                "/a?\"",
                "/a?{}",
                "/{a}",
            ] {
                let text = format!("{host}{target}");
                let Ok(_) = text.parse::<Uri>() else { continue };
                let whole = Url::parse(&text).unwrap().to_string();
                let expected = (whole == text).then_some(whole);
                // The first call parses, the next one finds the origin kept.
                assert_eq!(url(&origins, &text), expected, "{text}");
                assert_eq!(url(&origins, &text), expected, "{text}");
            }
        }
    }

    #[test]
    fn origins_beyond_those_kept_work_too_and_none_is_taken_for_another() {
        let origins = Origins::default();
        for round in 0..2 {
            for port in 1..=2 * KEPT {
                for scheme in ["http", "https"] {
                    let text = format!("{scheme}://localhost:{port}/a?b={round}");
                    assert_eq!(url(&origins, &text), Some(text));
                }
            }
        }
    }

    #[test]
    fn an_origin_that_would_be_rewritten_is_refused() {
        let origins = Origins::default();
        for text in [
            "http://EXAMPLE.com/",
            "http://example.com:80/",
            "http://127.1/",
            "/path",
        ] {
            assert_eq!(url(&origins, text), None, "{text}");
        }
    }

    #[test]
    fn loopback_is_known_by_the_host() {
        let origins = Origins::default();
        for (text, is_loopback) in [
            ("http://127.0.0.1:1/", true),
            ("https://localhost/", true),
            ("https://example.com/", false),
        ] {
            let target = origins.target(&text.parse().unwrap()).ok().unwrap();
            assert_eq!(target.is_loopback, is_loopback, "{text}");
        }
    }
}
