//! NAVER Cloud Web Security Checker.

mod authenticate;
mod change;
mod create;
mod job;
mod list;
mod report;
mod store;
mod target;

use serde_json::json;

use crate::answer::Answer;
use crate::call::Call;
use crate::envelope::{Envelope, ncp_gateway};
use crate::errors::Source;
use crate::json::to_bytes;
use crate::operation::Operation;
use crate::state::World;

pub(crate) use store::JobStore;

/// Answers any of the six calls.
pub(crate) fn answer(world: &World, call: &Call<'_>) -> Answer {
    if let Err(refusal) = authenticate::authenticate(world, call) {
        return refusal;
    }
    if !call.has_content_type("application/json") {
        return ncp_gateway(100, "Content-Type must be application/json.");
    }
    let outcome = match call.operation {
        Operation::GetJobs => list::get_jobs(world, call),
        Operation::SearchJobs => list::search_jobs(world, call),
        Operation::CancelJob => change::cancel(world, call),
        Operation::StopJob => change::stop(world, call),
        Operation::GetReport => report::report(world, call),
        _ => create::create(world, call),
    };
    outcome.unwrap_or_else(|refused| refused.answer(world))
}

/// A refusal by the service itself: its code, and which part of the request is to blame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Refused {
    code: i64,
    blame: &'static str,
}

impl Refused {
    const fn new(code: i64, blame: &'static str) -> Self {
        Self { code, blame }
    }

    /// A value that is not of the documented type.
    const fn wrong(field: &'static str) -> Self {
        Self::new(160_431, field)
    }

    /// A value that is required and missing.
    const fn missing(field: &'static str) -> Self {
        Self::new(160_432, field)
    }

    /// A value that is not in the documented list.
    const fn undefined(field: &'static str) -> Self {
        Self::new(160_433, field)
    }

    /// No job has this number.
    const fn no_such_job() -> Self {
        Self::new(901, "instanceId")
    }

    fn answer(self, world: &World) -> Answer {
        let (status, message) = Source::Wsc.find(self.code, self.blame);
        let status = if world.options.service_errors_as_200 {
            200
        } else {
            status
        };
        let body = Envelope::NcpNumber.body(self.code, &message);
        Answer::refusal(
            status,
            body,
            format!("{} {message}: {}", self.code, self.blame),
        )
    }
}

/// The common envelope of a change that was made.
fn changed(resources: &serde_json::Value) -> Answer {
    Answer::json(to_bytes(&json!({
        "returnCode": "0",
        "returnDesc": "Request Success",
        "returnMessage": "Success",
        "resources": resources
    })))
}
