//! NHN AppGuard integrity verification: a token is read once and is gone.

use serde_json::json;

use crate::errors::Source;
use crate::request::{ServiceRequest, credentials_of, segment_decode};
use crate::response::ServiceResponse;
use crate::rng::pick;
use crate::state::AppState;

/// `GET /integrity-api/v1.0/client/apps/{appId}/token-info`.
pub(crate) fn token_info(state: &AppState, request: &ServiceRequest<'_>) -> ServiceResponse {
    let Some(value) = request
        .header("authorization")
        .filter(|value| !value.is_empty())
    else {
        return ServiceResponse::nhn_gateway(4_012_001);
    };
    let Some(token) = credentials_of(value, "Bearer") else {
        return ServiceResponse::nhn_gateway(4_012_002);
    };
    let app_id = segment_decode(request.segment(4)).unwrap_or_default();
    let read = state
        .integrity_tokens
        .consume(token, &app_id, state.clock.now_ms());
    let (verdict, expires_ms) = match read {
        Ok(read) => read,
        Err(why) => return ServiceResponse::nhn_error(Source::NhnGateway, 4_012_003, why),
    };
    state.log.counts.integrity_consumed();
    let hash = |purpose| {
        let chance = pick(state.seed(), purpose, app_id.len() as u64);
        format!("{chance:016x}{:016x}", pick(chance, purpose, 1))
    };
    ServiceResponse::json(&json!({
        "header": { "isSuccessful": true, "resultCode": 0, "resultMessage": "SUCCESS" },
        "body": {
            "appId": app_id,
            "expireAt": expires_ms,
            "integrityInfo": { "codeHash": hash(41), "signature": hash(42) },
            "integrityResult": {
                "codeHashMatch": verdict.code_hash_match,
                "signatureMatch": verdict.signature_match,
                "integrityChecked": {
                    "rootingDetected": verdict.rooting_detected,
                    "emulatorDetected": verdict.emulator_detected,
                    "debugDetected": verdict.debug_detected,
                    "hookingDetected": verdict.hooking_detected,
                    "untrustedEnv": verdict.untrusted_env
                }
            }
        }
    }))
}
