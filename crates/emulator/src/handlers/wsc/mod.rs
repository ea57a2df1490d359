//! NAVER Cloud Web Security Checker.

mod authenticate;
mod change;
mod create;
mod list;
mod rejection;
mod report;
mod target;

use crate::operation::Operation;
use crate::request::ServiceRequest;
use crate::response::ServiceResponse;
use crate::state::AppState;

/// Answers any of the six calls.
pub(crate) fn handle(state: &AppState, request: &ServiceRequest<'_>) -> ServiceResponse {
    if let Err(rejection) = authenticate::authenticate(state, request) {
        return rejection;
    }
    if !request.has_content_type("application/json") {
        return ServiceResponse::ncp_gateway(100, "Content-Type must be application/json.");
    }
    let result = match request.operation {
        Operation::GetJobs => list::get_jobs(state, request),
        Operation::SearchJobs => list::search_jobs(state, request),
        Operation::CancelJob => change::cancel(state, request),
        Operation::StopJob => change::stop(state, request),
        Operation::GetReport => report::report(state, request),
        _ => create::create(state, request),
    };
    result.unwrap_or_else(|rejection| rejection.response(state.options.service_errors_as_200))
}
