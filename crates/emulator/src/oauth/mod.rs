//! NHN Cloud's token service.

mod store;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use crate::answer::Answer;
use crate::call::{Call, Pairs};
use crate::credentials::same;
use crate::envelope::Envelope;
use crate::json::to_bytes;
use crate::state::World;

pub(crate) use store::TokenStore;

/// `POST /oauth2/token/create`.
pub(crate) fn create(world: &World, call: &Call<'_>) -> Answer {
    let (account, form) = match admitted(world, call) {
        Ok(admitted) => admitted,
        Err(refusal) => return refusal,
    };
    match form.get("grant_type").as_deref() {
        Some("client_credentials") => {}
        Some(_) => {
            return refuse(
                world,
                400,
                "unsupported_grant_type",
                "grant_type is not supported",
            );
        }
        None => return refuse(world, 400, "invalid_request", "grant_type is missing"),
    }
    let life = world.options.token_lifetime;
    let token = world
        .tokens
        .issue(account, life, world.clock.now_ms(), world.seed());
    world.log.counts.token_issued();
    Answer::json(to_bytes(&json!({
        "access_token": token, "token_type": "Bearer", "expires_in": life.as_secs()
    })))
}

/// `POST /oauth2/token/revoke`.
pub(crate) fn revoke(world: &World, call: &Call<'_>) -> Answer {
    let (account, form) = match admitted(world, call) {
        Ok(admitted) => admitted,
        Err(refusal) => return refusal,
    };
    let Some(token) = form.get("token").filter(|token| !token.is_empty()) else {
        return refuse(world, 400, "invalid_request", "token is missing");
    };
    // As RFC 7009 has it, revoking a token that is not there is a success too.
    if world.tokens.revoke(account, &token) {
        world.log.counts.token_revoked();
    }
    Answer {
        content_type: "",
        ..Answer::json(Vec::new())
    }
}

/// The account behind the Basic credentials, and the form.
fn admitted<'a>(world: &World, call: &Call<'a>) -> Result<(usize, Pairs<'a>), Answer> {
    if !call.has_content_type("application/x-www-form-urlencoded") {
        return Err(refuse(
            world,
            400,
            "invalid_request",
            "the content type is not a form",
        ));
    }
    let account = call
        .header("authorization")
        .and_then(|value| value.strip_prefix("Basic "))
        .and_then(|encoded| STANDARD.decode(encoded).ok())
        .and_then(|pair| String::from_utf8(pair).ok())
        .and_then(|pair| {
            let (id, secret) = pair.split_once(':')?;
            world.accounts.iter().position(|account| {
                account.keys.nhn_user_access_key_id == id
                    && same(&account.keys.nhn_secret_access_key, secret)
            })
        });
    let Some(account) = account else {
        let mut refusal = refuse(world, 401, "invalid_client", "client authentication failed");
        refusal.extra_header = Some(("www-authenticate", "Basic".to_owned()));
        return Err(refusal);
    };
    match std::str::from_utf8(call.body) {
        Ok(form) => Ok((account, Pairs::read(form))),
        Err(_) => Err(refuse(
            world,
            400,
            "invalid_request",
            "the form is not UTF-8",
        )),
    }
}

fn refuse(world: &World, status: u16, error: &str, description: &str) -> Answer {
    let body = match world.options.oauth_errors {
        Envelope::Rfc6749 => to_bytes(&json!({
            "error": error, "error_description": description
        })),
        other => other.body(if status == 401 { -6 } else { 400 }, description),
    };
    Answer::refusal(status, body, format!("{error}: {description}"))
}
