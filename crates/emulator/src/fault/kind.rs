//! The faults by name.

use serde::{Deserialize, Serialize};

use crate::envelope::Envelope;

/// Something that goes wrong with one call.
///
/// Each fault says through [`acts`](Self::acts) whether the service did what it was asked to before
/// things went wrong; the emulator's log says it for each request. Faults that end a call exclude
/// one another; the others (latency, a wrong clock, changes to the answer) add up with them.
///
/// In JSON (`POST /__admin/faults`) a fault is an object whose `fault` is its name:
/// `{"fault":"reset-after-read","acted":true}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Fault {
    /// The service acts at once, and its answer comes so much later.
    Latency {
        /// How much longer.
        milliseconds: u64,
    },
    /// The request is read and no answer begins.
    StallBeforeHeaders {
        /// For how long; without an end if absent. Then, the answer comes if the service acted,
        /// else the connection is reset.
        #[serde(default)]
        milliseconds: Option<u64>,
        /// Whether the service carries the request out first.
        #[serde(default)]
        acted: bool,
    },
    /// The answer stops in the middle of its body.
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
    /// The request is read to its end, and the connection is reset without an answer.
    ResetAfterRead {
        /// Whether the service carries the request out first.
        #[serde(default)]
        acted: bool,
    },
    /// The service acts, the answer's headers leave, and the connection is reset.
    ResetAfterHeaders,
    /// The service acts, and the connection ends in the middle of the body.
    TruncatedBody,
    /// The service acts, and `Content-Length` is wrong.
    ///
    /// If it promises too much the connection ends after the body; if too little the surplus stays
    /// on the open connection.
    WrongContentLength {
        /// What is added to the true length.
        off_by: i64,
    },
    /// A proxy's HTML instead of the answer.
    Html {
        /// The HTTP status.
        status: u16,
        /// Whether the service carries the request out first.
        #[serde(default)]
        acted: bool,
    },
    /// An answer without a body.
    EmptyBody {
        /// The HTTP status.
        status: u16,
        /// Whether the service carries the request out first.
        #[serde(default)]
        acted: bool,
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
        /// Whether the service carries the request out first.
        #[serde(default)]
        acted: bool,
    },
    /// HTTP 429 from the gateway, with a code that says: too many requests, not received.
    TooManyRequests {
        /// The `Retry-After` header, if any.
        #[serde(default)]
        retry_after: Option<RetryAfter>,
    },
    /// A redirect, not carried out.
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
        /// Whether the service acts first; the frame then says that the stream may have been
        /// processed, else that none was.
        #[serde(default)]
        acted: bool,
    },
    /// The answer is complete and promises to keep the connection, which then ends at once.
    ///
    /// On HTTP/2 it ends when the next request arrives on it.
    CloseAfterAnswer {
        /// Whether it ends with a reset instead of a silent end.
        #[serde(default)]
        reset: bool,
    },
    /// So many blanks before the answer; streamed, never in memory as a whole.
    LargeAnswer {
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
    /// Every object of the answer holds a field that nobody documented.
    UnknownFields,
    /// Every enumeration of the answer has a value that nobody documented.
    UnknownEnumValues,
    /// Every number of the answer is written as a string.
    NumbersAsStrings,
    /// Values are `null`.
    Nulls {
        /// The fields; empty: all but identities, tokens and the envelope.
        #[serde(default)]
        fields: Vec<String>,
    },
    /// Web Security Checker: the answer stands under `resources` of the common envelope.
    Wrapped,
    /// The token that comes with the request is ended by force before it is looked at.
    ExpireToken,
    /// The gateway's clock is off by so much more during this call.
    ClockOffset {
        /// Negative: behind.
        milliseconds: i64,
    },
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
    /// Whether the service carries the request out under this fault.
    #[must_use]
    pub const fn acts(&self) -> bool {
        match self {
            Self::StallBeforeHeaders { acted, .. }
            | Self::ResetAfterRead { acted }
            | Self::Html { acted, .. }
            | Self::EmptyBody { acted, .. }
            | Self::Error { acted, .. }
            | Self::GoAway { acted } => *acted,
            Self::ConnectionRefused { .. }
            | Self::ResetBeforeRead
            | Self::TooManyRequests { .. }
            | Self::Redirect { .. }
            | Self::RefusedStream => false,
            Self::Latency { .. }
            | Self::StallInBody { .. }
            | Self::ResetAfterHeaders
            | Self::TruncatedBody
            | Self::WrongContentLength { .. }
            | Self::CloseAfterAnswer { .. }
            | Self::LargeAnswer { .. }
            | Self::GzipBomb { .. }
            | Self::UnknownFields
            | Self::UnknownEnumValues
            | Self::NumbersAsStrings
            | Self::Nulls { .. }
            | Self::Wrapped
            | Self::ExpireToken
            | Self::ClockOffset { .. } => true,
        }
    }

    /// Whether the fault leaves the call its end, so that others may join it.
    pub(crate) const fn joins(&self) -> bool {
        matches!(
            self,
            Self::Latency { .. }
                | Self::UnknownFields
                | Self::UnknownEnumValues
                | Self::NumbersAsStrings
                | Self::Nulls { .. }
                | Self::Wrapped
                | Self::ExpireToken
                | Self::ClockOffset { .. }
        )
    }

    /// The fault's name, as in JSON.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Latency { .. } => "latency",
            Self::StallBeforeHeaders { .. } => "stall-before-headers",
            Self::StallInBody { .. } => "stall-in-body",
            Self::ConnectionRefused { .. } => "connection-refused",
            Self::ResetBeforeRead => "reset-before-read",
            Self::ResetAfterRead { .. } => "reset-after-read",
            Self::ResetAfterHeaders => "reset-after-headers",
            Self::TruncatedBody => "truncated-body",
            Self::WrongContentLength { .. } => "wrong-content-length",
            Self::Html { .. } => "html",
            Self::EmptyBody { .. } => "empty-body",
            Self::Error { .. } => "error",
            Self::TooManyRequests { .. } => "too-many-requests",
            Self::Redirect { .. } => "redirect",
            Self::RefusedStream => "refused-stream",
            Self::GoAway { .. } => "go-away",
            Self::CloseAfterAnswer { .. } => "close-after-answer",
            Self::LargeAnswer { .. } => "large-answer",
            Self::GzipBomb { .. } => "gzip-bomb",
            Self::UnknownFields => "unknown-fields",
            Self::UnknownEnumValues => "unknown-enum-values",
            Self::NumbersAsStrings => "numbers-as-strings",
            Self::Nulls { .. } => "nulls",
            Self::Wrapped => "wrapped",
            Self::ExpireToken => "expire-token",
            Self::ClockOffset { .. } => "clock-offset",
        }
    }
}
