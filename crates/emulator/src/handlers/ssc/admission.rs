//! Who may read Server Security Check: token and Appkey.

use serde_json::{Value, json};

use crate::envelope::Envelope;
use crate::errors::Source;
use crate::request::{ServiceRequest, credentials_of};
use crate::response::ServiceResponse;
use crate::state::AppState;

/// Checks token and Appkey, in the order of the gateway.
pub(super) fn admit(state: &AppState, request: &ServiceRequest<'_>) -> Result<(), ServiceResponse> {
    let Some(value) = request.header("x-nhn-authorization") else {
        return Err(ServiceResponse::nhn_gateway(4_012_001));
    };
    let token = match credentials_of(value, "Bearer") {
        Some(token) => token,
        None if state.options.accept_raw_token => value,
        None => return Err(ServiceResponse::nhn_gateway(4_012_002)),
    };
    let Some(owner) = state.tokens.owner(token, state.clock.now_ms()) else {
        let rejection = state.options.token_rejection;
        let source = if rejection.envelope == Envelope::NhnHeader && rejection.code != 80_007 {
            (Source::NhnGateway, 4_012_003)
        } else {
            (Source::NhnFramework, 80_007)
        };
        let (_, message) = source.0.find(source.1, "");
        let body = rejection.envelope.body(rejection.code, &message);
        return Err(ServiceResponse::rejection(
            rejection.status,
            body,
            format!("{} {message}", rejection.code),
        ));
    };
    let appkey = request.segment(3);
    if state
        .accounts
        .get(owner)
        .is_some_and(|account| account.keys.ssc_appkey == appkey)
    {
        return Ok(());
    }
    // Somebody else's Appkey is a matter of permission, an unknown one a wrong key.
    if state
        .accounts
        .iter()
        .any(|account| account.keys.ssc_appkey == appkey)
    {
        Err(ServiceResponse::nhn_error(Source::NhnFramework, -6, ""))
    } else {
        Err(ServiceResponse::nhn_gateway(4_031_012))
    }
}

/// The header of every success of this service.
pub(super) fn success_header() -> Value {
    json!({ "isSuccessful": true, "resultCode": 0, "resultMessage": "SUCCESS", "success": true })
}
