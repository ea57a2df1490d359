//! What is sent for one token, and what is rejected before.

use auth_core::IntegrityToken;
use http::HeaderValue;
use http::header::AUTHORIZATION;
use transport_core::CallRequest;

use crate::Error;
use crate::operations::TOKEN_INFO;

/// The header that a token goes out in, and the field that is named when the app's token is
/// malformed.
pub(crate) const TOKEN_FIELD: &str = "Authorization";

/// The field that is named when the caller passed on something else than the app's token.
const CALLER_FIELD: &str = "token";

/// Servers cut headers off at 8 KiB or little above, mostly without a response of the service's own: a player could force an unclear outcome with a token that is longer.
const LONGEST_TOKEN: usize = 8 * 1024;

pub(crate) fn request(app_id: &str, token: IntegrityToken) -> Result<CallRequest, Error> {
    Ok(CallRequest::new()
        .path("/integrity-api/v1.0/client/apps")
        .segment("appId", app_id)
        .path("/token-info")
        .header(AUTHORIZATION, bearer(token)?))
}

/// Whether the token stands in a header as RFC 6750 writes tokens: letters, digits, `-._~+/`, and
/// `=` at the end.
fn is_b64token(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/".contains(&byte);
    !body.is_empty() && body.bytes().all(allowed)
}

fn bearer(token: IntegrityToken) -> Result<HeaderValue, Error> {
    let reject = |field, problem| Error::invalid_input(TOKEN_INFO.name, field, problem);
    if token.expose().is_empty() {
        return Err(reject(CALLER_FIELD, "is empty; pass on what the app sent"));
    }
    // Before what is behind it is trimmed off: the name of the scheme alone is no token either.
    let start = token.expose().trim_start().as_bytes();
    let scheme = start.get(.."bearer ".len());
    if scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case(b"bearer ")) {
        return Err(reject(
            CALLER_FIELD,
            "begins with 'Bearer '; pass the token alone, without the name of the scheme",
        ));
    }
    let token = trimmed(token);
    let text = token.expose();
    if text.len() > LONGEST_TOKEN {
        return Err(reject(
            TOKEN_FIELD,
            "holds a token of more than 8,192 bytes",
        ));
    }
    if !is_b64token(text) {
        return Err(reject(
            TOKEN_FIELD,
            "holds a token with a character that no token has",
        ));
    }
    token
        .authorization()
        .map_err(|_| reject(TOKEN_FIELD, "holds an unusable token"))
}

/// Without the line break and the spaces that the way from the app may have put around it.
fn trimmed(token: IntegrityToken) -> IntegrityToken {
    let text = token.expose().trim();
    if text.len() == token.expose().len() {
        return token;
    }
    IntegrityToken::new(text)
}
