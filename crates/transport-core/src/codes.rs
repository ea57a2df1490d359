//! The error codes of the gateways and of the token service's framework.

use std::fmt;

use crate::error::{DocumentedCode, RawCode, RetryClass};
use crate::service_codes;

service_codes! {
    /// The codes of NHN Cloud's API Gateway, which stands in front of every NHN API, and the
    /// framework codes met behind it.
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Application%20Service/API%20Gateway/en/error-code/>.
    pub enum NhnGatewayCode {
        /// The backend's URI is invalid.
        InvalidUri = 4000003, "Invalid URI.", Never;
        /// The `X-Forwarded-For` header cannot be read.
        InvalidForwardedFor = 4000006, "Client IP is invalid. Check the X-Forwarded-For request header value.", Never;
        /// The request validator rejected it; the message says what.
        RequestValidation = 4000007, "Bad Request", Never;
        /// The HMAC header is empty.
        HmacAuthorizationEmpty = 4011001, "Authorization is empty.", Never, auth;
        /// The HMAC algorithm is missing or unknown.
        HmacAlgorithm = 4011002, "HmacAlgorithm is empty or not supported algorithm", Never, auth;
        /// The HMAC signature is empty.
        HmacSignatureEmpty = 4011003, "Signature is empty.", Never, auth;
        /// A header that the HMAC covers is missing.
        HmacHeaderMissing = 4011004, "Not include some headers credential.", Never, auth;
        /// The HMAC's date header is empty.
        HmacDateEmpty = 4011005, "x-nhn-date header is empty.", Never, auth;
        /// The HMAC's date header cannot be read.
        HmacDateFormat = 4011006, "Invalid x-nhn-date format. ISO Datetime format (yyyy-MM-dd'T'hh:mm:ssZ)", Never, auth;
        /// The HMAC is too old.
        HmacExpired = 4011007, "expired", Never, auth;
        /// The HMAC is wrong.
        HmacInvalid = 4011008, "Authorization is invalid.", Never, auth;
        /// The HMAC header does not start with its word.
        HmacPrefix = 4011009, "Authorization header must start with the string hmac.", Never, auth;
        /// The token, or its type, is invalid.
        TokenInvalid = 4012001, "Token is invalid.", Reauthenticate, auth;
        /// There is no token; the pages' languages disagree about this number and the next.
        TokenEmpty = 4012002, "Authorization is empty.", Reauthenticate, auth;
        /// The token is invalid, in another language's numbering.
        TokenRejected = 4012003, "Token is invalid.", Reauthenticate, auth;
        /// The caller's address is not allowed.
        AddressNotAllowed = 4031007, "Request IP not allowed", Never, auth;
        /// The API key is missing.
        ApiKeyEmpty = 4031010, "Request api key is empty.", Never, auth;
        /// The API key is inactive.
        ApiKeyInactive = 4031011, "Request api key is inactive.", Never, auth;
        /// The API key is invalid.
        ApiKeyInvalid = 4031012, "Request api key is invalid.", Never, auth;
        /// No such path or method.
        NotFound = 4041007, "URL Not Found", Never;
        /// The request is over 10 MB.
        RequestTooLarge = 4131000, "Request size is larger than permissible limit. the permissible limit is 10mb.", Never;
        /// Too many requests for now.
        RateLimited = 4291000, "Too Many Requests", Throttled;
        /// The quota is exhausted.
        QuotaExceeded = 4291001, "Usage quota exceeded.", Never;
        /// The response is over 10 MB; stands in the gateway's log only, the caller is cut off.
        ResponseTooLarge = 500000001, "The download size of the response body has been exceeded. the permissible limit is 10mb.", Never;
        /// The gateway's own settings are wrong.
        GatewayConfiguration = 500000002, "Parsing failed due to an incorrect template format in the Context Variable. Please check API Gateway settings", Never;
        /// The keys for checking tokens are unavailable.
        JwksUnavailable = 5012001, "jwks url is unavailable.", IfIdempotent;
        /// The keys for checking tokens cannot be read.
        JwksFormat = 5012002, "jwks format is invalid.", IfIdempotent;
        /// The backend's response to the gateway is invalid.
        UpstreamBadGateway = 5020001, "Upstream Bad Gateway", IfIdempotent;
        /// The gateway's call before the call failed.
        PreCallFailed = 5021001, "Pre API Connection Failed", IfIdempotent;
        /// The circuit breaker is open, or the backend rejects the call.
        UpstreamUnavailable = 5030001, "Upstream Service Unavailable", IfIdempotent;
        /// The backend did not respond within 60 s.
        UpstreamTimeout = 5040001, "Gateway Timeout (Upstream ReadTimeout. limit: 60000ms)", IfIdempotent;
        /// Framework: the token is unknown or expired.
        TokenExpired = 80007, "expired or unknown token", Reauthenticate, auth;
        /// Framework: no permission.
        NoPermission = -6, "no permission", Never, auth;
        /// Framework: the organisation's address list does not hold the caller.
        OrganizationAddressList = -8, "organisation IP list", Never, auth;
        /// Framework: a system error.
        FrameworkSystem = 500, "system error", IfIdempotent;
        /// Framework: bad request.
        FrameworkBadRequest = 400, "bad request", Never;
        /// Framework: wrong parameters, such as an id that does not exist.
        FrameworkParameter404 = 404, "bad request parameter", Never,
            "check the ids and parameters of the call";
        /// Framework: bad request parameters; not a server fault.
        FrameworkParameter501 = 501, "bad request parameter", Never;
        /// Framework: bad request parameters; not a server fault.
        FrameworkParameter502 = 502, "bad request parameter", Never;
        /// Framework: bad request parameters; not a server fault.
        FrameworkParameter503 = 503, "bad request parameter", Never;
        /// Framework: bad request parameters; not a server fault.
        FrameworkParameter504 = 504, "bad request parameter", Never;
        /// Framework: bad request parameters; not a server fault.
        FrameworkParameter505 = 505, "bad request parameter", Never;
        /// Framework: wrong parameters.
        FrameworkParameter1000 = 1000, "bad request parameter", Never,
            "check the ids and parameters of the call";
        /// Framework: the call failed inside the server.
        FrameworkServerFailure = 1201, "failed inside the server", IfIdempotent,
            "try again later";
    }
}

service_codes! {
    /// The codes of NAVER Cloud's API Gateway.
    ///
    /// Vendor page: <https://api.ncloud-docs.com/docs/en/common-ncpapi>, common errors.
    pub enum NcpGatewayCode {
        /// The request is malformed.
        BadRequest = 100, "Bad Request Exception", Never;
        /// The signature or the timestamp was rejected.
        AuthenticationFailed = 200, "Authentication Failed", Reauthenticate, auth,
            "check NCLOUD_ACCESS_KEY_ID and NCLOUD_SECRET_ACCESS_KEY, or the keys that were set, and this machine's clock";
        /// The key has no permission, or no subscription.
        PermissionDenied = 210, "Permission Denied", Never, auth,
            "subscribe to the service, and give a sub account its policy: for Web Security Checker NCP_WEB_SECURITY_CHECKER_MANAGER (or ..._VIEWER to read)";
        /// No such path or method.
        NotFound = 300, "Not Found Exception", Never;
        /// The quota is exhausted.
        QuotaExceeded = 400, "Quota Exceeded", Never;
        /// Rejected for the rate, before the service.
        ThrottleLimited = 410, "Throttle Limited", Throttled;
        /// Rejected for the rate, before the service.
        RateLimited = 420, "Rate Limited", Throttled;
        /// The request is too large.
        RequestTooLarge = 430, "Request Entity Too Large", Never;
        /// The backend failed.
        EndpointError = 500, "Endpoint Error", IfIdempotent;
        /// The backend did not respond in time.
        EndpointTimeout = 510, "Endpoint Timeout", IfIdempotent;
        /// Anything else.
        UnexpectedError = 900, "Unexpected Error", IfIdempotent;
    }
}

/// The codes of RFC 6749 §5.2. Basic credentials do not change between attempts: none is retried.
pub(crate) const OAUTH_CODES: &[DocumentedCode] = &[
    DocumentedCode::text("invalid_request", RetryClass::Never),
    DocumentedCode::text("invalid_client", RetryClass::Never)
        .with_auth(true)
        .with_remediation(
            "check NHN_CLOUD_USER_ACCESS_KEY_ID and NHN_CLOUD_SECRET_ACCESS_KEY in the console's API security settings",
        ),
    DocumentedCode::text("invalid_grant", RetryClass::Never).with_auth(true),
    DocumentedCode::text("unauthorized_client", RetryClass::Never).with_auth(true),
    DocumentedCode::text("unsupported_grant_type", RetryClass::Never),
    DocumentedCode::text("invalid_scope", RetryClass::Never),
];

/// The token service's codes, in both shapes of its errors.
///
/// Vendor page: <https://docs.nhncloud.com/en/nhncloud/en/public-api/user-access-key-token/>;
/// RFC 6749 §5.2.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum OauthCode {
    /// The request lacks a parameter or repeats one.
    InvalidRequest,
    /// The User Access Key ID or its secret is wrong.
    InvalidClient,
    /// The grant, or the token, is invalid.
    InvalidGrant,
    /// The key may not do this.
    UnauthorizedClient,
    /// Another grant type than `client_credentials`.
    UnsupportedGrantType,
    /// The scope is unknown.
    InvalidScope,
    /// A code in NHN Cloud's own envelope.
    Gateway(NhnGatewayCode),
    /// A code that this version does not know, as it came.
    Other(String),
}

impl OauthCode {
    /// The codes of RFC 6749 §5.2, with their names here.
    pub const DOCUMENTED: &'static [(&'static str, Self)] = &[
        ("invalid_request", Self::InvalidRequest),
        ("invalid_client", Self::InvalidClient),
        ("invalid_grant", Self::InvalidGrant),
        ("unauthorized_client", Self::UnauthorizedClient),
        ("unsupported_grant_type", Self::UnsupportedGrantType),
        ("invalid_scope", Self::InvalidScope),
    ];

    /// The number on the wire, if the code is one.
    pub fn number(&self) -> Option<i64> {
        match self {
            Self::Gateway(code) => Some(code.number()),
            _ => None,
        }
    }

    /// The code of a response, if it holds one.
    pub fn from_raw(code: &RawCode) -> Option<Self> {
        match code {
            RawCode::Number(number) => Some(Self::Gateway(NhnGatewayCode::from_number(*number))),
            RawCode::Text(text) => Some(
                Self::DOCUMENTED
                    .iter()
                    .find(|(documented, _)| documented == text)
                    .map_or_else(|| Self::Other(text.clone()), |(_, code)| code.clone()),
            ),
            RawCode::Absent => None,
        }
    }
}

impl fmt::Display for OauthCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gateway(code) => code.fmt(f),
            Self::Other(text) => f.write_str(text),
            named => match Self::DOCUMENTED.iter().find(|(_, code)| code == named) {
                Some((text, _)) => f.write_str(text),
                None => write!(f, "{named:?}"),
            },
        }
    }
}
