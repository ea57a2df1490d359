//! The metadata service of a NAVER Cloud server: the keys of its role.

use serde_json::json;

use crate::request::ServiceRequest;
use crate::response::{ServiceResponse, to_bytes};
use crate::state::AppState;
use crate::time_text::utc_text;

/// `GET /latest/meta-data/iam/security-credentials/`: the role's name.
pub(crate) fn names(state: &AppState) -> ServiceResponse {
    let body = format!("{}\n", state.options.role).into_bytes();
    ServiceResponse::success("text/plain", body)
}

/// `GET /latest/meta-data/iam/security-credentials/{role}`: the role's keys.
pub(crate) fn keys(state: &AppState, request: &ServiceRequest<'_>) -> ServiceResponse {
    if request.segment(4) != state.options.role {
        let body = to_bytes(&json!({ "Code": "NotFound", "Message": "no such role" }));
        return ServiceResponse::rejection(404, body, "no such role");
    }
    let keys = state.role_keys().current(state.clock.now_ms());
    ServiceResponse::json(&json!({
        "AccessKeyId": keys.access_key,
        "SecretAccessKey": keys.secret_key,
        "Expiration": utc_text(keys.expires_ms),
        "Code": "Success",
        "Message": ""
    }))
}
