//! How the service says no, and what it says to a change that was made.

use serde_json::{Value, json};

use crate::envelope::Envelope;
use crate::errors::Source;
use crate::response::ServiceResponse;

/// A rejection by the service itself: its code, and which part of the request is to blame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rejection {
    code: i64,
    blame: &'static str,
}

impl Rejection {
    pub(super) const fn new(code: i64, blame: &'static str) -> Self {
        Self { code, blame }
    }

    /// A value that is not of the documented type.
    pub(super) const fn wrong(field: &'static str) -> Self {
        Self::new(160_431, field)
    }

    /// A value that is required and missing.
    pub(super) const fn missing(field: &'static str) -> Self {
        Self::new(160_432, field)
    }

    /// A value that is not in the documented list.
    pub(super) const fn undefined(field: &'static str) -> Self {
        Self::new(160_433, field)
    }

    /// No job has this number.
    pub(super) const fn no_such_job() -> Self {
        Self::new(901, "instanceId")
    }

    pub(super) fn response(self, as_200: bool) -> ServiceResponse {
        let (status, message) = Source::Wsc.find(self.code, self.blame);
        let status = if as_200 { 200 } else { status };
        let body = Envelope::NcpNumber.body(self.code, &message);
        ServiceResponse::rejection(
            status,
            body,
            format!("{} {message}: {}", self.code, self.blame),
        )
    }
}

/// The common envelope of a change that was made.
pub(super) fn changed(resources: &Value) -> ServiceResponse {
    ServiceResponse::json(&json!({
        "returnCode": "0",
        "returnDesc": "Request Success",
        "returnMessage": "Success",
        "resources": resources
    }))
}
