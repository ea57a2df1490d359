//! NHN Cloud's token service.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use crate::envelope::Envelope;
use crate::request::{Pairs, ServiceRequest, credentials_of};
use crate::response::{ServiceResponse, to_bytes};
use crate::state::AppState;

/// `POST /oauth2/token/create`.
pub(crate) fn create(state: &AppState, request: &ServiceRequest<'_>) -> ServiceResponse {
    let (account, form) = match admitted(state, request) {
        Ok(admitted) => admitted,
        Err(rejection) => return rejection,
    };
    match form.get("grant_type") {
        Some("client_credentials") => {}
        Some(_) => {
            return reject(
                state,
                400,
                "unsupported_grant_type",
                "grant_type is not supported",
            );
        }
        None => return reject(state, 400, "invalid_request", "grant_type is missing"),
    }
    let life = state.options.token_lifetime;
    let token = state
        .tokens
        .issue(account, life, state.clock.now_ms(), state.seed());
    state.log.counts.token_issued();
    ServiceResponse::json(&json!({
        "access_token": token, "token_type": "Bearer", "expires_in": life.as_secs()
    }))
}

/// `POST /oauth2/token/revoke`.
pub(crate) fn revoke(state: &AppState, request: &ServiceRequest<'_>) -> ServiceResponse {
    let (account, form) = match admitted(state, request) {
        Ok(admitted) => admitted,
        Err(rejection) => return rejection,
    };
    let Some(token) = form.get("token").filter(|token| !token.is_empty()) else {
        return reject(state, 400, "invalid_request", "token is missing");
    };
    // As RFC 7009 has it, revoking a token that is not there is a success too.
    if state.tokens.revoke(account, token) {
        state.log.counts.token_revoked();
    }
    ServiceResponse::success("", Vec::new())
}

/// The account behind the Basic credentials, and the form.
fn admitted<'a>(
    state: &AppState,
    request: &ServiceRequest<'a>,
) -> Result<(usize, Pairs<'a>), ServiceResponse> {
    if !request.has_content_type("application/x-www-form-urlencoded") {
        return Err(reject(
            state,
            400,
            "invalid_request",
            "the content type is not a form",
        ));
    }
    let account = request
        .header("authorization")
        .and_then(|value| credentials_of(value, "Basic"))
        .and_then(|encoded| STANDARD.decode(encoded).ok())
        .and_then(|pair| String::from_utf8(pair).ok())
        .and_then(|pair| {
            let (id, secret) = pair.split_once(':')?;
            state.accounts.iter().position(|account| {
                account.keys.nhn_user_access_key_id == id
                    && account.keys.nhn_secret_access_key == secret
            })
        });
    let Some(account) = account else {
        let mut rejection = reject(state, 401, "invalid_client", "client authentication failed");
        rejection.extra_header = Some(("www-authenticate", "Basic".to_owned()));
        return Err(rejection);
    };
    match std::str::from_utf8(request.body) {
        Ok(form) => Ok((account, Pairs::read(form))),
        Err(_) => Err(reject(
            state,
            400,
            "invalid_request",
            "the form is not UTF-8",
        )),
    }
}

fn reject(state: &AppState, status: u16, error: &str, description: &str) -> ServiceResponse {
    let body = match state.options.oauth_errors {
        Envelope::Rfc6749 => to_bytes(&json!({
            "error": error, "error_description": description
        })),
        other => other.body(if status == 401 { -6 } else { 400 }, description),
    };
    ServiceResponse::rejection(status, body, format!("{error}: {description}"))
}
