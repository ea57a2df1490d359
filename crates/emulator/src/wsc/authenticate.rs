//! NAVER Cloud's gateway: who signed this, when, and exactly what?

use crate::answer::Answer;
use crate::call::Call;
use crate::credentials::same;
use crate::envelope::ncp_gateway;
use crate::log::mask_target;
use crate::metadata::RoleKeys;
use crate::signature::{Signed, SigningKey};
use crate::state::World;

/// How far a timestamp may be from the gateway's clock.
const WINDOW_MS: i64 = 5 * 60 * 1_000;

fn failed(details: &str) -> Answer {
    ncp_gateway(200, details)
}

pub(super) fn authenticate(world: &World, call: &Call<'_>) -> Result<(), Answer> {
    let header = |name: &str| call.header(name).filter(|value| !value.is_empty());
    let Some(timestamp) = header("x-ncp-apigw-timestamp") else {
        return Err(failed("x-ncp-apigw-timestamp is missing."));
    };
    let Some(access_key) = header("x-ncp-iam-access-key") else {
        return Err(failed("x-ncp-iam-access-key is missing."));
    };
    let Some(signature) = header("x-ncp-apigw-signature-v2") else {
        return Err(failed("x-ncp-apigw-signature-v2 is missing."));
    };
    let Some(key) = signing_key(world, access_key) else {
        return Err(failed("Invalid access key."));
    };
    let signed_at = timestamp
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| timestamp.parse());
    let Some(Ok(signed_at)) = signed_at else {
        return Err(failed("Invalid timestamp."));
    };
    let age_ms = call.gateway_ms.saturating_sub(signed_at);
    if age_ms.saturating_abs() > WINDOW_MS {
        let mut refusal = failed("Expired timestamp.");
        refusal.note = Some(format!(
            "200 Authentication Failed: the timestamp is {} s {} the gateway's clock, 300 s are \
             allowed",
            age_ms.unsigned_abs() / 1_000,
            if age_ms > 0 { "behind" } else { "ahead of" },
        ));
        return Err(refusal);
    }
    let signed = Signed {
        method: call.method.as_str(),
        target: call.target(),
        timestamp,
        access_key,
    };
    if same(&signed.signature(&key), signature) {
        return Ok(());
    }
    let mut refusal = failed("Invalid signature.");
    refusal.note = Some(explanation(world, &signed));
    Err(refusal)
}

fn signing_key(world: &World, access_key: &str) -> Option<SigningKey> {
    let account = world
        .accounts
        .iter()
        .find(|account| account.keys.ncp_access_key == access_key);
    match account {
        Some(account) => Some(account.signing_key.clone()),
        None => RoleKeys::named(world, access_key).map(|keys| keys.signing_key()),
    }
}

/// What should have been signed. A target that may hold a secret is masked, and that is said.
fn explanation(world: &World, signed: &Signed<'_>) -> String {
    let masked = mask_target(signed.target, &world.known());
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
