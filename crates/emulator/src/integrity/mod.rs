//! NHN AppGuard integrity verification: a token is read once and is gone.

mod store;
mod verdict;

use serde_json::json;

use crate::answer::Answer;
use crate::call::{Call, segment_decode};
use crate::envelope::{nhn_error, nhn_gateway};
use crate::errors::Source;
use crate::json::to_bytes;
use crate::rng::pick;
use crate::state::World;

pub(crate) use store::IntegrityStore;
pub use verdict::IntegrityVerdict;

/// `GET /integrity-api/v1.0/client/apps/{appId}/token-info`.
pub(crate) fn token_info(world: &World, call: &Call<'_>) -> Answer {
    let Some(value) = call
        .header("authorization")
        .filter(|value| !value.is_empty())
    else {
        return nhn_gateway(4_012_001);
    };
    let Some(token) = value
        .strip_prefix("Bearer ")
        .filter(|token| !token.is_empty())
    else {
        return nhn_gateway(4_012_002);
    };
    let app_id = segment_decode(call.segment(4)).unwrap_or_default();
    let read = world
        .integrity
        .consume(token, &app_id, world.clock.now_ms());
    let (verdict, expires_ms) = match read {
        Ok(read) => read,
        Err(why) => return nhn_error(Source::NhnGateway, 4_012_003, why),
    };
    world.log.counts.integrity_consumed();
    let hash = |purpose| {
        let chance = pick(world.seed(), purpose, app_id.len() as u64);
        format!("{chance:016x}{:016x}", pick(chance, purpose, 1))
    };
    Answer::json(to_bytes(&json!({
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
    })))
}
