//! Masking by allow-list: what is not known to be harmless is not kept.

use std::collections::HashSet;
use std::fmt;
use std::sync::LazyLock;

use crate::operation::ROUTES;
use crate::request::segment_decode;

pub(super) const MASK: &str = "***";

/// The words of the documented paths.
static PATH_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let words = ROUTES.iter().flat_map(|route| route.path.split('/'));
    words.chain(["__admin"]).collect()
});

/// Documented query parameters.
const PARAMETERS: &[&str] = &[
    "bss",
    "from",
    "kind",
    "language",
    "limit",
    "os",
    "page",
    "regionCode",
    "targetDate",
    "targetType",
    "to",
];

/// Headers whose values are harmless.
const HEADERS: &[&str] = &[
    "accept",
    "accept-encoding",
    "connection",
    "content-type",
    "date",
    "host",
    "te",
    "transfer-encoding",
    "user-agent",
];

/// Headers that hold a number, if they do.
const NUMBERS: &[&str] = &["content-length", "x-ncp-apigw-timestamp"];

/// Headers that hold the identifier of a key, which is shown if the emulator knows it.
const IDENTIFIERS: &[&str] = &["x-ncp-iam-access-key", "x-tc-authentication-id"];

/// Texts that the emulator made itself.
pub(crate) struct MaskRules {
    /// Those that are no secret: key identifiers, app ids, the role.
    pub(crate) harmless: Vec<String>,
    /// Those that are, wherever a confused client may put them.
    pub(crate) secret: Vec<String>,
}

impl fmt::Debug for MaskRules {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("MaskRules").finish_non_exhaustive()
    }
}

impl MaskRules {
    fn is_harmless(&self, text: &str) -> bool {
        self.harmless.iter().any(|harmless| harmless == text)
    }

    /// The text, unless one of the secrets is in it, plain or percent-encoded.
    fn show<'t>(&self, text: &'t str) -> &'t str {
        let holds = |text: &str| {
            self.secret
                .iter()
                .any(|secret| text.contains(secret.as_str()))
        };
        let hidden = holds(text)
            || (text.contains('%') && segment_decode(text).as_deref().is_none_or(holds));
        if hidden { MASK } else { text }
    }
}

/// The request target with everything replaced that is not known to be harmless.
pub(crate) fn mask_target(target: &str, known: &MaskRules) -> String {
    let (path, query) = match target.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (target, None),
    };
    let mut after_appkey = false;
    let path: Vec<&str> = path
        .split('/')
        .map(|segment| {
            let secret = after_appkey;
            after_appkey = segment.to_ascii_lowercase().starts_with("appkey");
            let number = segment.len() <= 20 && segment.bytes().all(|byte| byte.is_ascii_digit());
            let harmless = PATH_WORDS.contains(segment) || number || known.is_harmless(segment);
            if harmless && !secret { segment } else { MASK }
        })
        .collect();
    let mut out = path.join("/");
    if let Some(query) = query {
        let pairs: Vec<String> = query
            .split('&')
            .map(|pair| mask_pair(pair, known))
            .collect();
        out.push('?');
        out.push_str(&pairs.join("&"));
    }
    out
}

fn mask_pair(pair: &str, known: &MaskRules) -> String {
    match pair.split_once('=') {
        Some((name, value)) if PARAMETERS.contains(&name) => {
            // The longest documented value is a date with its offset, percent-encoded.
            format!(
                "{name}={}",
                if value.len() <= 40 {
                    known.show(value)
                } else {
                    MASK
                }
            )
        }
        _ => MASK.to_owned(),
    }
}

/// A header's value, if it is known to be harmless.
pub(super) fn mask_header(name: &str, value: &str, known: &MaskRules) -> String {
    let number = value.len() <= 20 && value.bytes().all(|byte| byte.is_ascii_digit());
    let shown = HEADERS.contains(&name)
        || (NUMBERS.contains(&name) && number)
        || (IDENTIFIERS.contains(&name) && known.is_harmless(value));
    if shown { known.show(value) } else { MASK }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_known_is_shown() {
        let known = MaskRules {
            harmless: vec!["app-1".to_owned()],
            secret: vec!["S3/KEY".to_owned()],
        };
        for (target, masked) in [
            (
                "/ssc/v1.0/appKey/SECRET/inspection_result/summary?limit=10",
                "/ssc/v1.0/appKey/***/inspection_result/summary?limit=10",
            ),
            (
                "/v1.0/APPKEYS/12345/dashboard/x?os=1&SECRET",
                "/v1.0/***/***/dashboard/***?os=1&***",
            ),
            ("/v1.0/appkeys/summary", "/v1.0/appkeys/***"),
            (
                "/integrity-api/v1.0/client/apps/app-1/token-info",
                "/integrity-api/v1.0/client/apps/app-1/token-info",
            ),
            (
                "/integrity-api/v1.0/client/apps/SECRET/token-info",
                "/integrity-api/v1.0/client/apps/***/token-info",
            ),
            (
                "/api/v1/jobs/1234/report?token=SECRET",
                "/api/v1/jobs/1234/report?***",
            ),
            ("/%53ECRET", "/***"),
            (
                "/?limit=S3/KEY&page=%533%2FKEY&os=1",
                "/?limit=***&page=***&os=1",
            ),
        ] {
            assert_eq!(mask_target(target, &known), masked);
        }
    }

    #[test]
    fn headers_are_hidden_unless_listed() {
        let known = MaskRules {
            harmless: vec!["KEY-1".to_owned()],
            secret: vec!["S3/KEY".to_owned()],
        };
        let shown = |name: &str, text: &str| mask_header(name, text, &known);
        assert_eq!(shown("authorization", "Bearer SECRET"), "***");
        assert_eq!(shown("x-tc-authentication-secret", "SECRET"), "***");
        assert_eq!(shown("cookie", "SECRET"), "***");
        assert_eq!(shown("x-anything", "SECRET"), "***");
        assert_eq!(shown("x-ncp-iam-access-key", "KEY-1"), "KEY-1");
        assert_eq!(shown("x-ncp-iam-access-key", "SECRET"), "***");
        assert_eq!(
            shown("content-type", "application/json"),
            "application/json"
        );
    }
}
