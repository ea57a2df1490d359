//! One named example of every fault, for tests that walk them all.

use serde_json::{Map, Value};

use super::kind::{BodyEncoding, Fault, RetryAfter};
use crate::envelope::Envelope;
use crate::errors::documented;
use crate::operation::Operation;

impl Fault {
    /// Every fault of the failure matrix with its name, each ready to be made a rule.
    ///
    /// The documented errors of a call come from [`documented_errors`](Self::documented_errors).
    pub fn catalogue() -> impl Iterator<Item = (&'static str, Self)> {
        let error = |status, code, envelope, executed| Self::Error {
            status,
            code,
            message: "made up by the emulator".to_owned(),
            envelope,
            executed,
        };
        let empty = || Value::Array(Vec::new());
        let encoded = |encoding| Self::Encoded { encoding };
        let too_many = |retry_after| Self::TooManyRequests { retry_after };
        let redirect = |status| Self::Redirect {
            status,
            // Reserved by RFC 6761: nobody ever answers there.
            location: "https://elsewhere.invalid/".to_owned(),
        };
        [
            (
                "latency",
                Self::Latency {
                    milliseconds: 1_000,
                },
            ),
            (
                "stall before the headers",
                Self::StallBeforeHeaders {
                    milliseconds: None,
                    executed: false,
                },
            ),
            (
                "stall before the headers, acted on",
                Self::StallBeforeHeaders {
                    milliseconds: None,
                    executed: true,
                },
            ),
            (
                "stall in the body",
                Self::StallInBody { milliseconds: None },
            ),
            (
                "connection refused",
                Self::ConnectionRefused { milliseconds: None },
            ),
            ("reset before the request is read", Self::ResetBeforeRead),
            (
                "reset after the request is read",
                Self::ResetAfterRead { executed: false },
            ),
            (
                "reset after the request is acted on",
                Self::ResetAfterRead { executed: true },
            ),
            ("reset after the headers", Self::ResetAfterHeaders),
            ("truncated body", Self::TruncatedBody),
            (
                "Content-Length too long",
                Self::WrongContentLength { off_by: 64 },
            ),
            (
                "Content-Length too short",
                Self::WrongContentLength { off_by: -8 },
            ),
            (
                "HTML with 502",
                Self::Html {
                    status: 502,
                    executed: false,
                },
            ),
            (
                "HTML with 200",
                Self::Html {
                    status: 200,
                    executed: false,
                },
            ),
            (
                "empty body with 200",
                Self::EmptyBody {
                    status: 200,
                    executed: false,
                },
            ),
            (
                "empty body with 503",
                Self::EmptyBody {
                    status: 503,
                    executed: false,
                },
            ),
            (
                "error in the NHN header, 500",
                error(500, 500_000_002, Envelope::NhnHeader, false),
            ),
            (
                "error of RFC 6749, 401",
                error(401, 80_007, Envelope::Rfc6749, false),
            ),
            (
                "token refused with 80007",
                error(401, 80_007, Envelope::NhnHeader, false),
            ),
            (
                "error of NCP, number",
                error(400, 901, Envelope::NcpNumber, false),
            ),
            (
                "error of NCP, string",
                error(503, 500, Envelope::NcpString, false),
            ),
            (
                "error of NCP, bare",
                error(400, 901, Envelope::NcpBare, false),
            ),
            (
                "error of NCP, returnCode with 200",
                error(200, 901, Envelope::NcpReturnCode, false),
            ),
            (
                "504 after acting",
                error(504, 5_040_001, Envelope::NhnHeader, true),
            ),
            ("429 without Retry-After", too_many(None)),
            (
                "429, Retry-After in seconds",
                too_many(Some(RetryAfter::Seconds(2))),
            ),
            (
                "429, Retry-After as a date",
                too_many(Some(RetryAfter::Date(3))),
            ),
            (
                "429, Retry-After absurdly large",
                too_many(Some(RetryAfter::Seconds(i64::MAX))),
            ),
            (
                "429, Retry-After negative",
                too_many(Some(RetryAfter::Seconds(-5))),
            ),
            (
                "429, Retry-After unreadable",
                too_many(Some(RetryAfter::Text("soon, maybe".to_owned()))),
            ),
            ("redirect 302", redirect(302)),
            ("redirect 307", redirect(307)),
            ("redirect 308", redirect(308)),
            ("HTTP/2 REFUSED_STREAM", Self::RefusedStream),
            ("HTTP/2 GOAWAY", Self::GoAway { executed: false }),
            ("HTTP/2 GOAWAY, acted on", Self::GoAway { executed: true }),
            (
                "idle connection closed",
                Self::CloseAfterResponse { reset: false },
            ),
            (
                "idle connection reset",
                Self::CloseAfterResponse { reset: true },
            ),
            (
                "response of 100 MB",
                Self::LargeResponse {
                    bytes: 100_000_000,
                    declared: false,
                },
            ),
            (
                "response of 100 MB, announced",
                Self::LargeResponse {
                    bytes: 100_000_000,
                    declared: true,
                },
            ),
            (
                "1 MB of gzip that unpacks to 1 GB",
                Self::GzipBomb { bytes: 1 << 30 },
            ),
            ("unknown fields", Self::UnknownFields),
            ("unknown enum values", Self::UnknownEnumValues),
            ("numbers as strings", Self::NumbersAsStrings),
            ("nulls", Self::Nulls { fields: Vec::new() }),
            ("wrapped in resources", Self::Wrapped),
            (
                "an empty page of inspections",
                Self::set("results", empty()),
            ),
            ("an empty page of jobs", Self::set("record_data", empty())),
            (
                "an object in the place of texts",
                Self::set("memo", Value::Object(Map::new())),
            ),
            (
                "half a surrogate pair",
                Self::set_raw("memo", r#""\ud83d""#),
            ),
            (
                "CP949 in a text",
                Self::set_raw("instanceName", b"\"\xbc\xad\xb9\xf6\"".as_slice()),
            ),
            (
                "an array in the place of the body",
                Self::set_raw("", r#"[[true,0,"S"],[],[10,1,0]]"#),
            ),
            ("null in the place of the body", Self::set_raw("", "null")),
            ("a byte order mark", encoded(BodyEncoding::Utf8Bom)),
            ("UTF-16", encoded(BodyEncoding::Utf16Le)),
            ("pages of 3 rows", Self::PageSizeCap { rows: 3 }),
            (
                "rows arrive while they are read",
                Self::RowsArrive {
                    missing: 3,
                    each: 1,
                },
            ),
            (
                "rows vanish while they are read",
                Self::RowsVanish {
                    each: 1,
                    keep_total: false,
                },
            ),
            ("rows in no order", Self::Shuffled),
            ("token expired by force", Self::ExpireToken),
            (
                "gateway clock ten minutes ahead",
                Self::ClockOffset {
                    milliseconds: 600_000,
                },
            ),
            (
                "gateway clock two days behind",
                Self::ClockOffset {
                    milliseconds: -172_800_000,
                },
            ),
        ]
        .into_iter()
    }
}

impl Fault {
    /// Every documented error of a call, each as a fault that is not executed.
    ///
    /// ```
    /// use korea_cloud_security_emulator::{Fault, Operation};
    ///
    /// assert_eq!(Fault::documented_errors(Operation::CreateJob).count(), 21 + 11);
    /// ```
    pub fn documented_errors(operation: Operation) -> impl Iterator<Item = Self> {
        documented(operation).iter().flat_map(|(rows, envelope)| {
            rows.iter().map(|(status, code, message)| Self::Error {
                status: *status,
                code: *code,
                message: message.replace("{}", "details of the emulator"),
                envelope: *envelope,
                executed: false,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::fault::FaultRule;

    #[test]
    fn names_are_unique_and_every_fault_survives_json() {
        let mut names = BTreeSet::new();
        for (name, fault) in Fault::catalogue() {
            assert!(names.insert(name), "{name} twice");
            let rule = FaultRule::new(fault).times(3);
            let text = serde_json::to_string(&rule).unwrap();
            assert_eq!(
                serde_json::from_str::<FaultRule>(&text).unwrap(),
                rule,
                "{text}"
            );
            assert!(text.contains(rule.fault.name()), "{text}");
        }
    }

    #[test]
    fn a_misspelt_fault_is_refused() {
        for text in [
            r#"{"fault":"latency"}"#,
            r#"{"fault":"latencies","milliseconds":1}"#,
            r#"{"fault":"latency","milliseconds":1,"operatoin":"summary"}"#,
            r#"{"fault":"latency","milliseconds":1,"operation":"sumary"}"#,
        ] {
            assert!(serde_json::from_str::<FaultRule>(text).is_err(), "{text}");
        }
    }
}
