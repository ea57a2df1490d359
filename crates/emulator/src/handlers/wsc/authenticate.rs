//! NAVER Cloud's gateway: who signed this, when, and exactly what?

use crate::request::ServiceRequest;
use crate::request_log::mask_target;
use crate::response::ServiceResponse;
use crate::signature::{Signed, SigningKey};
use crate::state::AppState;

/// How far a timestamp may be from the gateway's clock.
const WINDOW_MS: i64 = 5 * 60 * 1_000;

fn failed(details: &str) -> ServiceResponse {
    ServiceResponse::ncp_gateway(200, details)
}

pub(super) fn authenticate(
    state: &AppState,
    request: &ServiceRequest<'_>,
) -> Result<(), ServiceResponse> {
    let header = |name: &str| request.header(name).filter(|value| !value.is_empty());
    let Some(timestamp) = header("x-ncp-apigw-timestamp") else {
        return Err(failed("x-ncp-apigw-timestamp is missing."));
    };
    let Some(access_key) = header("x-ncp-iam-access-key") else {
        return Err(failed("x-ncp-iam-access-key is missing."));
    };
    let Some(signature) = header("x-ncp-apigw-signature-v2") else {
        return Err(failed("x-ncp-apigw-signature-v2 is missing."));
    };
    let Some(key) = signing_key(state, access_key) else {
        return Err(failed("Invalid access key."));
    };
    let signed_at = timestamp
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| timestamp.parse());
    let Some(Ok(signed_at)) = signed_at else {
        return Err(failed("Invalid timestamp."));
    };
    let age_ms = request.gateway_ms.saturating_sub(signed_at);
    if age_ms.saturating_abs() > WINDOW_MS {
        let mut rejection = failed("Expired timestamp.");
        rejection.note = Some(format!(
            "200 Authentication Failed: the timestamp is {} s {} the gateway's clock, 300 s are \
             allowed",
            age_ms.unsigned_abs() / 1_000,
            if age_ms > 0 { "behind" } else { "ahead of" },
        ));
        return Err(rejection);
    }
    let signed = Signed {
        method: request.method.as_str(),
        target: request.target(),
        timestamp,
        access_key,
    };
    if signed.signature(&key) == signature {
        return Ok(());
    }
    let mut rejection = failed("Invalid signature.");
    rejection.note = Some(explanation(state, &signed));
    Err(rejection)
}

fn signing_key(state: &AppState, access_key: &str) -> Option<SigningKey> {
    let account = state
        .accounts
        .iter()
        .find(|account| account.keys.ncp_access_key == access_key);
    match account {
        Some(account) => Some(account.signing_key.clone()),
        None => state
            .role_keys()
            .signing_key(access_key, state.clock.now_ms()),
    }
}

/// What should have been signed. A target that may hold a secret is masked, and that is said.
fn explanation(state: &AppState, signed: &Signed<'_>) -> String {
    let masked = mask_target(signed.target, &state.log.mask_rules);
    let remark = if masked == signed.target {
        ""
    } else {
        " (parts of the target are masked)"
    };
    let text = Signed {
        target: &masked,
        ..*signed
    }
    .text()
    .escape_debug()
    .to_string();
    format!("200 Authentication Failed: expected the signature of \"{text}\"{remark}")
}
