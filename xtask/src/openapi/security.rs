//! What no page says in a table: how each service is authenticated and how it refuses.

use super::object;
use crate::json::Json;

/// A service that gets a document.
#[derive(Debug)]
pub struct Service {
    /// Its folder.
    pub name: &'static str,
    /// The document's title.
    pub title: &'static str,
    /// Its schemes: name in the document, and kind. All are needed together.
    pub schemes: &'static [(&'static str, Scheme)],
    /// How it refuses.
    pub refusal: Refusal,
}

/// An OpenAPI security scheme.
#[derive(Clone, Copy, Debug)]
pub enum Scheme {
    /// A value in a header of this name.
    Header(&'static str),
    /// HTTP basic authentication.
    Basic,
    /// HTTP bearer authentication.
    Bearer,
}

/// The shape of refusals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// NHN's header envelope, the gateway's codes included.
    Nhn,
    /// The token service: RFC 6749 or NHN's envelope.
    OAuth,
    /// NAVER's error object.
    Ncp,
}

/// The services.
pub const SERVICES: &[Service] = &[
    Service {
        name: "nhn-ssc",
        title: "NHN Cloud Server Security Check",
        schemes: &[("token", Scheme::Header("x-nhn-authorization"))],
        refusal: Refusal::Nhn,
    },
    Service {
        name: "nhn-appguard",
        title: "NHN AppGuard public API",
        schemes: &[
            ("accessKeyId", Scheme::Header("X-TC-AUTHENTICATION-ID")),
            (
                "secretAccessKey",
                Scheme::Header("X-TC-AUTHENTICATION-SECRET"),
            ),
        ],
        refusal: Refusal::Nhn,
    },
    Service {
        name: "nhn-integrity",
        title: "NHN AppGuard integrity verification",
        schemes: &[("integrityToken", Scheme::Bearer)],
        refusal: Refusal::Nhn,
    },
    Service {
        name: "nhn-oauth",
        title: "NHN Cloud token service",
        schemes: &[("userAccessKey", Scheme::Basic)],
        refusal: Refusal::OAuth,
    },
    Service {
        name: "ncp-wsc",
        title: "NAVER Cloud Web Security Checker",
        schemes: &[
            ("timestamp", Scheme::Header("x-ncp-apigw-timestamp")),
            ("accessKey", Scheme::Header("x-ncp-iam-access-key")),
            ("signature", Scheme::Header("x-ncp-apigw-signature-v2")),
        ],
        refusal: Refusal::Ncp,
    },
];

impl Service {
    /// The schemes as a component.
    pub fn schemes(&self) -> Json {
        let scheme = |scheme: Scheme| match scheme {
            Scheme::Header(name) => object([
                ("type", "apiKey".into()),
                ("in", "header".into()),
                ("name", name.into()),
            ]),
            Scheme::Basic => object([("type", "http".into()), ("scheme", "basic".into())]),
            Scheme::Bearer => object([("type", "http".into()), ("scheme", "bearer".into())]),
        };
        Json::Object(
            self.schemes
                .iter()
                .map(|(n, s)| ((*n).to_owned(), scheme(*s)))
                .collect(),
        )
    }

    /// The requirement: every scheme at once.
    pub fn requirement(&self) -> Json {
        let needs = self
            .schemes
            .iter()
            .map(|(n, _)| ((*n).to_owned(), Json::Array(Vec::new())));
        Json::Array(vec![Json::Object(needs.collect())])
    }

    /// True if a header is part of the authentication, or is HTTP's own.
    pub fn implies(&self, header: &str) -> bool {
        let own = self.schemes.iter().any(|(_, scheme)| {
            matches!(scheme, Scheme::Header(name) if name.eq_ignore_ascii_case(header))
        });
        own || ["authorization", "content-type", "accept"].contains(&header.to_lowercase().as_str())
    }
}
