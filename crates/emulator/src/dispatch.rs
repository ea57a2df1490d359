//! Which handler executes which call.

use bytes::Bytes;
use http::request::Parts;

use crate::handlers::{appguard, integrity, metadata, oauth, ssc, wsc};
use crate::operation::Operation;
use crate::quirks::Quirks;
use crate::request::ServiceRequest;
use crate::response::ServiceResponse;
use crate::state::AppState;

/// Lets the service execute the request, and counts it if it did.
pub(crate) fn execute(
    state: &AppState,
    operation: Operation,
    parts: &Parts,
    body: &Bytes,
    gateway_ms: i64,
    quirks: &Quirks,
) -> ServiceResponse {
    let request = ServiceRequest {
        operation,
        method: &parts.method,
        uri: &parts.uri,
        headers: &parts.headers,
        body,
        gateway_ms,
        quirks,
    };
    let response = match operation {
        Operation::Create => oauth::create(state, &request),
        Operation::Revoke => oauth::revoke(state, &request),
        Operation::Summary => ssc::summary(state, &request),
        Operation::Details => ssc::details(state, &request),
        Operation::GetJobs
        | Operation::SearchJobs
        | Operation::CancelJob
        | Operation::StopJob
        | Operation::GetReport
        | Operation::CreateJob => wsc::handle(state, &request),
        Operation::AbnormalStatus => appguard::abnormal_status(state, &request),
        Operation::TokenInfo => integrity::token_info(state, &request),
        Operation::RoleNames => metadata::names(state),
        Operation::RoleKeys => metadata::keys(state, &request),
        Operation::Unknown if parts.uri.path().starts_with("/api/") => {
            ServiceResponse::ncp_gateway(300, "URL not found.")
        }
        Operation::Unknown => ServiceResponse::nhn_gateway(4_041_007),
    };
    if response.executed {
        state.log.counts.executed_now(operation);
    }
    response
}

pub(crate) fn too_large(operation: Operation) -> ServiceResponse {
    if operation.is_ncp() {
        ServiceResponse::ncp_gateway(430, "The request is over 10 MB.")
    } else {
        ServiceResponse::nhn_gateway(4_131_000)
    }
}
