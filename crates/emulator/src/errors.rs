//! The documented statuses, codes and messages of the vendors: the one list of them.
//!
//! `{}` in a message is where the vendor's page has a placeholder for details.

use crate::envelope::Envelope;
use crate::operation::Operation;

/// HTTP status, code and message.
pub(crate) type Row = (u16, i64, &'static str);

/// NHN Cloud's API Gateway, which stands in front of all its services.
const NHN_GATEWAY: &[Row] = &[
    (400, 4_000_003, "Invalid URI."),
    (
        400,
        4_000_006,
        "Client IP is invalid. Check the X-Forwarded-For request header value.",
    ),
    (400, 4_000_007, "Bad Request ({})"),
    (401, 4_011_001, "Authorization is empty."),
    (
        401,
        4_011_002,
        "HmacAlgorithm is empty or not supported algorithm",
    ),
    (401, 4_011_003, "Signature is empty."),
    (401, 4_011_004, "Not include some headers credential."),
    (401, 4_011_005, "x-nhn-date header is empty."),
    (
        401,
        4_011_006,
        "Invalid x-nhn-date format. ISO Datetime format (yyyy-MM-dd'T'hh:mm:ssZ)",
    ),
    (401, 4_011_007, "expired"),
    (401, 4_011_008, "Authorization is invalid."),
    (
        401,
        4_011_009,
        "Authorization header must start with the string hmac.",
    ),
    // The languages of the page number these three differently; this is the Korean page's way.
    (401, 4_012_001, "Authorization is empty."),
    (401, 4_012_002, "Token type is invalid."),
    (401, 4_012_003, "Token is invalid."),
    (403, 4_031_007, "Request IP not allowed"),
    (403, 4_031_010, "Request api key is empty."),
    (403, 4_031_011, "Request api key is inactive."),
    (403, 4_031_012, "Request api key is invalid."),
    (404, 4_041_007, "URL Not Found"),
    (
        413,
        4_131_000,
        "Request size is larger than permissible limit. the permissible limit is 10mb.",
    ),
    (429, 4_291_000, "Too Many Requests"),
    (429, 4_291_001, "Usage quota exceeded."),
    (
        500,
        500_000_002,
        "Parsing failed due to an incorrect template format in the Context Variable. Please check API Gateway settings",
    ),
    (401, 5_012_001, "jwks url is unavailable."),
    (401, 5_012_002, "jwks format is invalid."),
    (502, 5_020_001, "Upstream Bad Gateway ({})"),
    (502, 5_021_001, "Pre API Connection Failed"),
    (503, 5_030_001, "Upstream Service Unavailable ({})"),
    (
        504,
        5_040_001,
        "Gateway Timeout (Upstream ReadTimeout. limit: 60000ms)",
    ),
];

/// The framework behind NHN Cloud's token service. Its page gives no messages.
const NHN_FRAMEWORK: &[Row] = &[
    (401, 80_007, "expired or unknown token"),
    (403, -6, "no permission"),
    (403, -8, "IP not allowed"),
    (400, 400, "wrong parameters"),
    (404, 404, "wrong parameters"),
    (500, 500, "system error"),
    (400, 501, "wrong parameters"),
    (400, 502, "wrong parameters"),
    (400, 503, "wrong parameters"),
    (400, 504, "wrong parameters"),
    (400, 505, "wrong parameters"),
    (400, 1_000, "wrong parameters"),
    (500, 1_201, "failed inside the server"),
];

/// RFC 6749 §5.2, whose errors are names; the codes are the framework's nearest.
const OAUTH: &[Row] = &[
    (400, 400, "invalid_request"),
    (401, -6, "invalid_client"),
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

/// The list in which an error is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    NhnGateway,
    NhnFramework,
    AppGuard,
    NcpGateway,
    Wsc,
}

impl Source {
    const fn rows(self) -> &'static [Row] {
        match self {
            Self::NhnGateway => NHN_GATEWAY,
            Self::NhnFramework => NHN_FRAMEWORK,
            Self::AppGuard => APPGUARD,
            Self::NcpGateway => NCP_GATEWAY,
            Self::Wsc => WSC,
        }
    }

    /// Status and message of a code; details stand where the message has a place for them.
    pub(crate) fn find(self, code: i64, details: &str) -> (u16, String) {
        let row = self.rows().iter().find(|(_, known, _)| *known == code);
        let (status, _, message) = row.copied().unwrap_or((500, code, "Unexpected Error"));
        (status, message.replace("{}", details))
    }
}

/// The documented errors of a call: each list with the shape in which its errors come.
pub(crate) const fn documented(operation: Operation) -> &'static [(&'static [Row], Envelope)] {
    match operation {
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
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;

    /// The vendor's list in the fixtures: status (0 where the page has none), code, message.
    fn of_the_page(service: &str) -> BTreeSet<(u16, i64, String)> {
        let root = env!("CARGO_MANIFEST_DIR");
        let path = format!("{root}/../../fixtures/{service}/contract.json");
        let contract: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        let errors = contract["errors"].as_array().unwrap().iter().map(|error| {
            let status = error["status"].as_u64().unwrap_or(0);
            let message = error["message"].as_str().unwrap();
            let message = match (message.find('{'), message.find('}')) {
                (Some(open), Some(close)) => {
                    let open = message[..open].rfind("(").map_or(open, |at| at + 1);
                    format!("{}{{}}{}", &message[..open], &message[close + 1..])
                }
                _ => message.to_owned(),
            };
            (
                u16::try_from(status).unwrap(),
                error["code"].as_i64().unwrap(),
                message,
            )
        });
        errors.collect()
    }

    #[test]
    fn words_and_codes_are_the_vendors() {
        for (service, rows) in [
            ("nhn-gateway", NHN_GATEWAY),
            ("ncp-wsc", WSC),
            ("nhn-appguard", APPGUARD),
        ] {
            let page = of_the_page(service);
            for (status, code, message) in rows {
                // Codes of these three are the Korean page's, their words are everywhere the same.
                let token = (4_012_001..=4_012_003).contains(code);
                let found = page.iter().any(|(page_status, page_code, page_message)| {
                    page_message == message
                        && (page_code == code || token)
                        && (*page_status == *status || *page_status == 0)
                });
                assert!(found, "{service}: {status} {code} {message}");
            }
            let missing: Vec<_> = page
                .iter()
                .filter(|(_, code, _)| !rows.iter().any(|row| row.1 == *code))
                .map(|(_, code, _)| *code)
                .collect();
            // Success is no error, and the other never leaves the gateway's log.
            assert!(
                missing.iter().all(|code| [0, 500_000_001].contains(code)),
                "{service}: {missing:?}"
            );
        }
    }

    #[test]
    fn details_stand_where_the_message_has_a_place() {
        assert_eq!(
            Source::NhnGateway.find(4_000_007, "regionCode"),
            (400, "Bad Request (regionCode)".to_owned())
        );
        assert_eq!(
            Source::Wsc.find(901, "id"),
            (400, "API Call Fail".to_owned())
        );
    }
}
