//! The documented statuses and codes of each call, as faults.

use super::kind::Fault;
use crate::envelope::Envelope;
use crate::operation::Operation;

type Row = (u16, i64, &'static str);

/// NHN Cloud's API Gateway, which stands in front of all its services.
const NHN_GATEWAY: &[Row] = &[
    (400, 4_000_003, "Invalid URI"),
    (400, 4_000_006, "Invalid X-Forwarded-For"),
    (400, 4_000_007, "Request validation failed"),
    (401, 4_011_001, "Authorization is empty."),
    (
        401,
        4_011_002,
        "HmacAlgorithm is empty or not supported algorithm",
    ),
    (401, 4_011_003, "Signature is empty."),
    (401, 4_011_004, "Not include some headers credential."),
    (401, 4_011_005, "x-nhn-date header is empty."),
    (401, 4_011_006, "Invalid x-nhn-date format."),
    (401, 4_011_007, "expired"),
    (401, 4_011_008, "Authorization is invalid."),
    (
        401,
        4_011_009,
        "Authorization header must start with the string hmac.",
    ),
    (401, 4_012_001, "Authorization is empty."),
    (401, 4_012_002, "Token type is invalid."),
    (401, 4_012_003, "Token is invalid."),
    (403, 4_031_007, "Request IP not allowed"),
    (403, 4_031_010, "API key is empty."),
    (403, 4_031_011, "API key is inactive."),
    (403, 4_031_012, "API key is invalid."),
    (404, 4_041_007, "API not found"),
    (
        413,
        4_131_000,
        "Request size is larger than permissible limit.",
    ),
    (429, 4_291_000, "Too many requests"),
    (429, 4_291_001, "Usage quota exceeded"),
    (500, 500_000_002, "Gateway configuration error"),
    (500, 5_012_001, "jwks url is unavailable."),
    (500, 5_012_002, "jwks format is invalid."),
    (502, 5_020_001, "Bad gateway"),
    (502, 5_021_001, "Pre API Connection Failed"),
    (503, 5_030_001, "Upstream Service Unavailable"),
    (504, 5_040_001, "Upstream read timeout"),
];

/// The framework behind NHN Cloud's token service.
const NHN_FRAMEWORK: &[Row] = &[
    (401, 80_007, "expired or unknown token"),
    (403, -6, "no permission"),
    (403, -8, "IP not allowed"),
    (400, 400, "bad request"),
    (500, 500, "system error"),
    (400, 501, "bad parameter"),
    (400, 502, "bad parameter"),
    (400, 503, "bad parameter"),
    (400, 504, "bad parameter"),
    (400, 505, "bad parameter"),
    (500, 1_000, "framework error"),
    (500, 1_201, "framework error"),
];

/// RFC 6749 §5.2, whose errors are names; the codes are the framework's nearest.
const OAUTH: &[Row] = &[
    (400, 400, "invalid_request"),
    (401, 1_000, "invalid_client"),
    (400, 400, "invalid_grant"),
    (400, -6, "unauthorized_client"),
    (400, 400, "unsupported_grant_type"),
    (400, 400, "invalid_scope"),
];

const APPGUARD: &[Row] = &[
    (400, 4_000_001, "INVALID PARAMETER"),
    (401, 4_010_001, "INVALID APPKEY"),
    (401, 4_010_007, "Invalid user access key."),
    (
        401,
        4_010_008,
        "Invalid user access key or secret access key.",
    ),
];

/// Statuses that Server Security Check documents without a code.
const SSC: &[Row] = &[
    (400, 400, "Bad Request"),
    (401, 401, "Unauthorized"),
    (404, 404, "Not Found"),
    (405, 405, "Method Not Allowed"),
    (413, 413, "Payload Too Large"),
    (500, 500, "Internal Server Error"),
];

/// Web Security Checker's own codes, but for 0.
const WSC: &[Row] = &[
    (400, 901, "API Call Fail"),
    (401, 169_201, "Auth Check Error"),
    (400, 169_202, "User Check Error"),
    (400, 160_331, "ActionURL Check Error"),
    (400, 160_332, "Param Check Error"),
    (400, 160_351, "Login_Check_Fail"),
    (400, 160_353, "URL Connection Error"),
    (400, 160_431, "Param Check Error"),
    (400, 160_432, "Param Check Null"),
    (400, 160_433, "Param Value Not Define"),
    (400, 160_441, "DB Execute Query Error"),
    (400, 160_451, "Assets_Check_Fail"),
    (400, 160_452, "Queue_Full"),
    (400, 160_453, "Already_Exists"),
    (400, 160_454, "TooMany_Insert"),
    (400, 160_455, "ReScan Create failed"),
    (400, 160_456, "Managed Service agree chk failed"),
    (400, 160_457, "Managed Service file chk failed"),
    (400, 160_701, "Open period expired"),
    (400, 160_842, "DB Matcing Data 0"),
    (400, 165_244, "DB Data Record CNT Not Matching"),
];

/// NAVER Cloud's API Gateway, which writes its codes as strings.
const NCP_GATEWAY: &[Row] = &[
    (400, 100, "Bad Request Exception"),
    (401, 200, "Authentication Failed"),
    (401, 210, "Permission Denied"),
    (404, 300, "Not Found Exception"),
    (429, 400, "Quota Exceeded"),
    (429, 410, "Throttle Limited"),
    (429, 420, "Rate Limited"),
    (413, 430, "Request Entity Too Large"),
    (503, 500, "Endpoint Error"),
    (504, 510, "Endpoint Timeout"),
    (500, 900, "Unexpected Error"),
];

/// The message of a code of Web Security Checker.
pub(crate) fn wsc_row(code: i64) -> (u16, &'static str) {
    let row = WSC.iter().find(|(_, known, _)| *known == code);
    row.map_or((400, "Unexpected Error"), |(status, _, message)| {
        (*status, message)
    })
}

impl Fault {
    /// Every documented error of a call, each as a fault that is not acted on.
    ///
    /// ```
    /// use korea_cloud_security_emulator::{Fault, Operation};
    ///
    /// assert_eq!(Fault::documented_errors(Operation::CreateJob).count(), 21 + 11);
    /// ```
    pub fn documented_errors(operation: Operation) -> impl Iterator<Item = Self> {
        let tables: &[(&[Row], Envelope)] = match operation {
            Operation::Summary | Operation::Details => &[
                (SSC, Envelope::NhnHeader),
                (NHN_GATEWAY, Envelope::NhnHeader),
                (NHN_FRAMEWORK, Envelope::NhnHeader),
            ],
            Operation::AbnormalStatus => &[
                (APPGUARD, Envelope::NhnHeader),
                (NHN_GATEWAY, Envelope::NhnHeader),
            ],
            Operation::TokenInfo => &[(NHN_GATEWAY, Envelope::NhnHeader)],
            Operation::Create | Operation::Revoke => &[
                (OAUTH, Envelope::Rfc6749),
                (NHN_FRAMEWORK, Envelope::Rfc6749),
                (NHN_FRAMEWORK, Envelope::NhnHeader),
                (NHN_GATEWAY, Envelope::NhnHeader),
            ],
            Operation::GetJobs
            | Operation::SearchJobs
            | Operation::CancelJob
            | Operation::StopJob
            | Operation::GetReport
            | Operation::CreateJob => &[
                (WSC, Envelope::NcpNumber),
                (NCP_GATEWAY, Envelope::NcpString),
            ],
            Operation::RoleNames | Operation::RoleKeys | Operation::Unknown => &[],
        };
        tables.iter().flat_map(|(rows, envelope)| {
            rows.iter().map(|(status, code, message)| Self::Error {
                status: *status,
                code: *code,
                message: (*message).to_owned(),
                envelope: *envelope,
                executed: false,
            })
        })
    }
}
