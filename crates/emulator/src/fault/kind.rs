//! The faults by name.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::rewrite::{Change, RawBytes};
use crate::envelope::Envelope;
use crate::quirks::MemoChange;

/// Something that goes wrong with one call.
///
/// Each fault says through [`executes`](Self::executes) whether the service did what it was asked to before
/// things went wrong; the emulator's log says it for each request. Faults that end a call exclude
/// one another; the others (latency, a wrong clock, changes to the response) add up with them.
///
/// In JSON (`POST /__admin/faults`) a fault is an object whose `fault` is its name:
/// `{"fault":"reset-after-read","executed":true}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Fault {
    /// The service executes the request at once, and its response comes so much later.
    Latency {
        /// How much longer.
        milliseconds: u64,
    },
    /// The request is read and no response begins.
    StallBeforeHeaders {
        /// For how long; without an end if absent. Then, the response comes if the request was executed,
        /// else the connection is reset.
        #[serde(default)]
        milliseconds: Option<u64>,
        /// Whether the service executes the request first.
        #[serde(default)]
        executed: bool,
    },
    /// The response stops in the middle of its body.
    StallInBody {
        /// For how long; without an end if absent.
        #[serde(default)]
        milliseconds: Option<u64>,
    },
    /// The port does not listen: connecting is refused, and open connections are cut.
    ///
    /// It begins when the rule is added, whatever its operation, and ends with the time, with the
    /// rule's removal, or with [`Faults::clear`](crate::Faults::clear).
    ConnectionRefused {
        /// For how long; until the rule is removed if absent.
        #[serde(default)]
        milliseconds: Option<u64>,
    },
    /// The connection is reset while the request still lies unread in the socket.
    ResetBeforeRead,
    /// The request is read to its end, and the connection is reset without a response.
    ResetAfterRead {
        /// Whether the service executes the request first.
        #[serde(default)]
        executed: bool,
    },
    /// The service executes the request, the response's headers leave, and the connection is reset.
    ResetAfterHeaders,
    /// The service executes the request, and the connection ends in the middle of the body.
    TruncatedBody,
    /// The service executes the request, and `Content-Length` is wrong.
    ///
    /// If it promises too much the connection ends after the body; if too little the surplus stays
    /// on the open connection.
    WrongContentLength {
        /// What is added to the true length.
        off_by: i64,
    },
    /// A proxy's HTML instead of the response.
    Html {
        /// The HTTP status.
        status: u16,
        /// Whether the service executes the request first.
        #[serde(default)]
        executed: bool,
    },
    /// A response without a body.
    EmptyBody {
        /// The HTTP status.
        status: u16,
        /// Whether the service executes the request first.
        #[serde(default)]
        executed: bool,
    },
    /// An error of a service or a gateway, in the shape that is asked for.
    Error {
        /// The HTTP status.
        status: u16,
        /// The code in the body.
        code: i64,
        /// The message in the body.
        message: String,
        /// The body's shape.
        envelope: Envelope,
        /// Whether the service executes the request first.
        #[serde(default)]
        executed: bool,
    },
    /// HTTP 429 from the gateway, with a code that says: too many requests, not received.
    TooManyRequests {
        /// The `Retry-After` header, if any.
        #[serde(default)]
        retry_after: Option<RetryAfter>,
    },
    /// A redirect, not executed.
    Redirect {
        /// 301, 302, 303, 307 or 308.
        status: u16,
        /// The `Location` header.
        location: String,
    },
    /// HTTP/2: the stream is reset with `REFUSED_STREAM`. On HTTP/1.1: reset, not acted on.
    RefusedStream,
    /// HTTP/2: `GOAWAY`, and the connection ends. On HTTP/1.1: reset.
    GoAway {
        /// Whether the service executes the request first; the frame then says that the stream may have been
        /// processed, else that none was.
        #[serde(default)]
        executed: bool,
    },
    /// The response is complete and promises to keep the connection, which then ends at once.
    ///
    /// On HTTP/2 it ends when the next request arrives on it.
    CloseAfterResponse {
        /// Whether it ends with a reset instead of a silent end.
        #[serde(default)]
        reset: bool,
    },
    /// So many blanks before the response; streamed, never in memory as a whole.
    LargeResponse {
        /// How many.
        bytes: u64,
        /// Whether `Content-Length` tells.
        #[serde(default)]
        declared: bool,
    },
    /// A gzip body that unpacks to so many blanks, a thousandth of that on the wire.
    GzipBomb {
        /// Its size when unpacked.
        bytes: u64,
    },
    /// The request waits so long before the service handles it.
    Delay {
        /// How long.
        milliseconds: u64,
    },
    /// HTTP 429 for all calls over a rate, counted by the emulator's clock; not executed.
    ///
    /// A rule for one operation counts that operation, a rule for all counts all of them together.
    RateLimit {
        /// How many calls pass in each second.
        calls_per_second: u64,
        /// The `Retry-After` header, if any.
        #[serde(default)]
        retry_after: Option<RetryAfter>,
    },
    /// Any response in the place of the service's.
    Response {
        /// The HTTP status.
        status: u16,
        /// Headers beside `Date`.
        #[serde(default)]
        headers: Vec<(String, String)>,
        /// The body, as it is.
        body: RawBytes,
        /// Whether the service executes the request first.
        #[serde(default)]
        executed: bool,
    },
    /// A change to the service's JSON response, if the service succeeds.
    ///
    /// `at` is a JSON pointer (RFC 6901) in which `*` stands for every element or member
    /// (`/results/*/os`), an empty text for the whole body, or the bare name of a field, which
    /// means every field of that name at any depth (`memo`).
    ///
    /// ```
    /// use korea_cloud_security_emulator::{Fault, FaultRule, Operation};
    ///
    /// // Half an emoji in the memo of the first job, on page 2 only.
    /// let rule = FaultRule::new(Fault::set_raw("/record_data/0/memo", r#""\ud83d""#))
    ///     .on(Operation::GetJobs)
    ///     .when("page", 2);
    /// # let _ = rule;
    /// ```
    Rewrite {
        /// Where.
        at: String,
        /// What is done there.
        change: Change,
    },
    /// The response's body is sent in another encoding than UTF-8 without a byte order mark.
    Encoded {
        /// The encoding.
        encoding: BodyEncoding,
    },
    /// A list's page holds at most so many rows, whatever is asked.
    PageSizeCap {
        /// The largest page.
        rows: u64,
    },
    /// A list's rows come in another order at every call.
    Shuffled,
    /// A list's rows come oldest first.
    OldestFirst,
    /// Rows arrive in front of a list while it is read: the newest are missing at first, and every
    /// call sees more of them.
    RowsArrive {
        /// How many are missing at the first call.
        missing: u64,
        /// How many more every further call sees.
        each: u64,
    },
    /// The newest rows of a list vanish while it is read, more of them at every call.
    RowsVanish {
        /// How many fewer every further call sees.
        each: u64,
        /// Whether the announced total stays as it was.
        #[serde(default)]
        keep_total: bool,
    },
    /// searchJobs finds every job, whatever its keyword.
    SearchFindsAll,
    /// createJob keeps another memo than it was given.
    MemoChanged {
        /// What is done to the memo.
        how: MemoChange,
    },
    /// The job that createJob creates appears in lists and searches later.
    JobListedLate {
        /// How much later.
        milliseconds: u64,
    },
    /// Every object of the response holds a field that nobody documented.
    UnknownFields,
    /// Every enumeration of the response has a value that nobody documented.
    UnknownEnumValues,
    /// Every number of the response is written as a string.
    NumbersAsStrings,
    /// Values are `null`.
    Nulls {
        /// The fields; empty: all but identities, tokens and the envelope.
        #[serde(default)]
        fields: Vec<String>,
    },
    /// Web Security Checker: the response stands under `resources` of the common envelope.
    Wrapped,
    /// The token that comes with the request is ended by force before it is looked at.
    ExpireToken,
    /// The gateway's clock is off by so much more during this call.
    ClockOffset {
        /// Negative: behind.
        milliseconds: i64,
    },
}

/// An encoding of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum BodyEncoding {
    /// UTF-8 behind a byte order mark.
    Utf8Bom,
    /// UTF-16, little end first, behind a byte order mark.
    Utf16Le,
    /// UTF-16, big end first, behind a byte order mark.
    Utf16Be,
    /// UTF-32, little end first, without a byte order mark.
    Utf32Le,
}

impl BodyEncoding {
    /// The text in this encoding.
    #[must_use]
    pub fn encode(self, text: &str) -> Vec<u8> {
        let utf16 = || std::iter::once(0xfeff).chain(text.encode_utf16());
        match self {
            Self::Utf8Bom => ["\u{feff}", text].concat().into_bytes(),
            Self::Utf16Le => utf16().flat_map(u16::to_le_bytes).collect(),
            Self::Utf16Be => utf16().flat_map(u16::to_be_bytes).collect(),
            Self::Utf32Le => text
                .chars()
                .flat_map(|c| u32::from(c).to_le_bytes())
                .collect(),
        }
    }
}

/// A `Retry-After` header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum RetryAfter {
    /// So many seconds, be they negative.
    Seconds(i64),
    /// An HTTP date, so many seconds from the gateway's now.
    Date(i64),
    /// Any text.
    Text(String),
}

impl Fault {
    /// A value of the response is replaced by another; see [`Rewrite`](Self::Rewrite) for `at`.
    #[must_use]
    pub fn set(at: &str, value: impl Into<Value>) -> Self {
        Self::rewrite(at, Change::Set(value.into()))
    }

    /// A value of the response is replaced by bytes that may be no JSON.
    #[must_use]
    pub fn set_raw(at: &str, bytes: impl Into<RawBytes>) -> Self {
        Self::rewrite(at, Change::Raw(bytes.into()))
    }

    /// A value of the response is removed.
    #[must_use]
    pub fn remove(at: &str) -> Self {
        Self::rewrite(at, Change::Remove)
    }

    /// A value of the response is changed.
    #[must_use]
    pub fn rewrite(at: &str, change: Change) -> Self {
        Self::Rewrite {
            at: at.to_owned(),
            change,
        }
    }

    /// Whether the service executes the request under this fault.
    #[must_use]
    pub const fn executes(&self) -> bool {
        match self.description().1 {
            Effect::Combines => true,
            Effect::Ends { executed } => executed,
        }
    }

    /// The fault's name, as in JSON.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.description().0
    }

    /// Whether the fault leaves the call its response, so that others can add to it.
    pub(crate) const fn is_combinable(&self) -> bool {
        matches!(self.description().1, Effect::Combines)
    }

    /// Name and effect of every fault.
    const fn description(&self) -> (&'static str, Effect) {
        use Effect::Combines;
        const fn ends(executed: bool) -> Effect {
            Effect::Ends { executed }
        }
        match self {
            Self::Latency { .. } => ("latency", Combines),
            Self::StallBeforeHeaders { executed, .. } => ("stall-before-headers", ends(*executed)),
            Self::StallInBody { .. } => ("stall-in-body", ends(true)),
            Self::ConnectionRefused { .. } => ("connection-refused", ends(false)),
            Self::ResetBeforeRead => ("reset-before-read", ends(false)),
            Self::ResetAfterRead { executed } => ("reset-after-read", ends(*executed)),
            Self::ResetAfterHeaders => ("reset-after-headers", ends(true)),
            Self::TruncatedBody => ("truncated-body", ends(true)),
            Self::WrongContentLength { .. } => ("wrong-content-length", ends(true)),
            Self::Html { executed, .. } => ("html", ends(*executed)),
            Self::EmptyBody { executed, .. } => ("empty-body", ends(*executed)),
            Self::Error { executed, .. } => ("error", ends(*executed)),
            Self::TooManyRequests { .. } => ("too-many-requests", ends(false)),
            Self::Redirect { .. } => ("redirect", ends(false)),
            Self::RefusedStream => ("refused-stream", ends(false)),
            Self::GoAway { executed } => ("go-away", ends(*executed)),
            Self::CloseAfterResponse { .. } => ("close-after-response", ends(true)),
            Self::LargeResponse { .. } => ("large-response", ends(true)),
            Self::GzipBomb { .. } => ("gzip-bomb", ends(true)),
            Self::RateLimit { .. } => ("rate-limit", ends(false)),
            Self::Response { executed, .. } => ("response", ends(*executed)),
            Self::UnknownFields => ("unknown-fields", Combines),
            Self::UnknownEnumValues => ("unknown-enum-values", Combines),
            Self::NumbersAsStrings => ("numbers-as-strings", Combines),
            Self::Nulls { .. } => ("nulls", Combines),
            Self::Wrapped => ("wrapped", Combines),
            Self::ExpireToken => ("expire-token", Combines),
            Self::ClockOffset { .. } => ("clock-offset", Combines),
            Self::Delay { .. } => ("delay", Combines),
            Self::Rewrite { .. } => ("rewrite", Combines),
            Self::Encoded { .. } => ("encoded", Combines),
            Self::PageSizeCap { .. } => ("page-size-cap", Combines),
            Self::Shuffled => ("shuffled", Combines),
            Self::OldestFirst => ("oldest-first", Combines),
            Self::RowsArrive { .. } => ("rows-arrive", Combines),
            Self::RowsVanish { .. } => ("rows-vanish", Combines),
            Self::SearchFindsAll => ("search-finds-all", Combines),
            Self::MemoChanged { .. } => ("memo-changed", Combines),
            Self::JobListedLate { .. } => ("job-listed-late", Combines),
        }
    }
}

/// What a fault means for the call.
enum Effect {
    /// It adds to the call, which is executed.
    Combines,
    /// It decides the response.
    Ends { executed: bool },
}
