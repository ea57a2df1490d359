//! What no page says in a table: how each service is authenticated, where its other zones are, how
//! it says that a call failed, and what each call is called.

use super::object;
use crate::json::Json;

/// A service that gets a document.
#[derive(Debug)]
pub struct Service {
    /// Its folder.
    pub name: &'static str,
    /// The document's title.
    pub title: &'static str,
    /// Its schemes, all of which are needed together.
    pub schemes: &'static [Scheme],
    /// Addresses of other zones, which other pages of the vendor's name.
    pub zones: &'static [(&'static str, &'static str)],
    /// The shape of its errors.
    pub errors: ErrorShape,
    /// Calls and what they do.
    pub summaries: &'static [(&'static str, &'static str)],
}

/// An OpenAPI security scheme.
#[derive(Debug)]
pub struct Scheme {
    /// Its name in the document.
    pub name: &'static str,
    /// Where the credential goes.
    pub place: Place,
    /// What the credential looks like.
    pub description: &'static str,
}

/// Where a credential goes.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// A header of this name.
    Header(&'static str),
    /// HTTP's own authentication of this kind.
    Http(&'static str),
}

/// The shape of errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorShape {
    /// NHN's header envelope, the gateway's codes included.
    Nhn,
    /// The token service: RFC 6749 or NHN's envelope.
    OAuth,
    /// NAVER's error object.
    Ncp,
}

const fn scheme(name: &'static str, place: Place, description: &'static str) -> Scheme {
    Scheme {
        name,
        place,
        description,
    }
}

/// The services.
pub const SERVICES: &[Service] = &[
    Service {
        name: "nhn-ssc",
        title: "NHN Cloud Server Security Check",
        schemes: &[scheme(
            "token",
            Place::Header("x-nhn-authorization"),
            "`Bearer {access_token}`, with a token of the token service (nhn-oauth).",
        )],
        zones: &[],
        errors: ErrorShape::Nhn,
        summaries: &[
            ("summary", "List inspections of a period"),
            ("details", "Get the items of one inspection"),
        ],
    },
    Service {
        name: "nhn-appguard",
        title: "NHN AppGuard public API",
        schemes: &[
            scheme(
                "accessKeyId",
                Place::Header("X-TC-AUTHENTICATION-ID"),
                "The User Access Key ID.",
            ),
            scheme(
                "secretAccessKey",
                Place::Header("X-TC-AUTHENTICATION-SECRET"),
                "The Secret Access Key of that ID, as it is.",
            ),
        ],
        zones: &[],
        errors: ErrorShape::Nhn,
        summaries: &[(
            "abnormal-status",
            "List detections of one day by device or user",
        )],
    },
    Service {
        name: "nhn-integrity",
        title: "NHN AppGuard integrity verification",
        schemes: &[scheme(
            "integrityToken",
            Place::Http("bearer"),
            "The token that the app received from AppGuard. One call consumes it.",
        )],
        zones: &[],
        errors: ErrorShape::Nhn,
        summaries: &[(
            "token-info",
            "Get what a token says, which consumes the token",
        )],
    },
    Service {
        name: "nhn-oauth",
        title: "NHN Cloud token service",
        schemes: &[scheme(
            "userAccessKey",
            Place::Http("basic"),
            "User Access Key ID as the user, Secret Access Key as the password, neither form-encoded.",
        )],
        zones: &[("government", "https://oauth.api.gov-nhncloudservice.com")],
        errors: ErrorShape::OAuth,
        summaries: &[("create", "Issue a token"), ("revoke", "Revoke a token")],
    },
    Service {
        name: "ncp-wsc",
        title: "NAVER Cloud Web Security Checker",
        schemes: &[
            scheme(
                "timestamp",
                Place::Header("x-ncp-apigw-timestamp"),
                "Milliseconds since 1970, at most five minutes from the gateway's clock.",
            ),
            scheme(
                "accessKey",
                Place::Header("x-ncp-iam-access-key"),
                "The access key ID.",
            ),
            scheme(
                "signature",
                Place::Header("x-ncp-apigw-signature-v2"),
                "Base64 of HMAC-SHA256, under the secret key, of `{METHOD} {path and query}\\n{timestamp}\\n{access key ID}`, \
                 with path and query as they are sent. Each request is signed anew.",
            ),
        ],
        zones: &[
            ("government", "https://wsc.apigw.gov-ntruss.com"),
            ("financial", "https://wsc.apigw.fin-ntruss.com"),
        ],
        errors: ErrorShape::Ncp,
        summaries: &[
            ("get-jobs", "List jobs"),
            ("search-jobs", "Search jobs"),
            (
                "create-job",
                "Create a job, which is billed and starts at once",
            ),
            ("cancel-job", "Cancel a job that has not started"),
            ("stop-job", "Stop a running job"),
            ("get-report", "Get the report of a finished job"),
        ],
    },
];

impl Service {
    /// The schemes as a component.
    pub fn schemes(&self) -> Json {
        let scheme = |scheme: &Scheme| {
            let place = match scheme.place {
                Place::Header(name) => vec![("type", "apiKey"), ("in", "header"), ("name", name)],
                Place::Http(kind) => vec![("type", "http"), ("scheme", kind)],
            };
            let place = place
                .into_iter()
                .chain([("description", scheme.description)]);
            let members = place.map(|(name, text)| (name.to_owned(), text.into()));
            (scheme.name.to_owned(), Json::Object(members.collect()))
        };
        Json::Object(self.schemes.iter().map(scheme).collect())
    }

    /// The requirement: every scheme at once.
    pub fn requirement(&self) -> Json {
        let needs = self
            .schemes
            .iter()
            .map(|s| (s.name.to_owned(), Json::Array(Vec::new())));
        Json::Array(vec![Json::Object(needs.collect())])
    }

    /// The servers: those of the pages, and the other zones'.
    pub fn servers(&self, documented: &[String]) -> Json {
        let own = documented.iter().map(|url| ("public", url.as_str()));
        let all = own.chain(self.zones.iter().copied());
        let server = |(zone, url): (&str, &str)| {
            object([
                ("url", url.into()),
                ("description", format!("The {zone} zone").into()),
            ])
        };
        all.map(server).collect::<Vec<_>>().into()
    }

    /// What a call does, in a few words.
    pub fn summary(&self, call: &str) -> String {
        let known = self.summaries.iter().find(|(name, _)| *name == call);
        known.map_or_else(
            || call.replace('-', " "),
            |(_, summary)| (*summary).to_owned(),
        )
    }

    /// True if a header is part of the authentication, or is HTTP's own.
    pub fn implies(&self, header: &str) -> bool {
        let is_own = |scheme: &Scheme| matches!(scheme.place, Place::Header(name) if name.eq_ignore_ascii_case(header));
        let of_http = ["authorization", "content-type", "accept"];
        self.schemes.iter().any(is_own) || of_http.contains(&header.to_lowercase().as_str())
    }
}
