//! What is sent for one token, and what is refused before.

use auth_core::IntegrityToken;
use http::HeaderValue;
use http::header::AUTHORIZATION;
use transport_core::CallRequest;

use crate::Error;
use crate::operations::TOKEN_INFO;

/// The header that a token goes out in, and the field that is named when a token is unusable.
pub(crate) const TOKEN_FIELD: &str = "Authorization";

/// Servers cut headers off at 8 KiB or little above, mostly without an answer in the service's own
/// words: a player could force an unclear outcome with a token that is longer.
const LONGEST_TOKEN: usize = 8 * 1024;

pub(crate) fn request(app_id: &str, token: IntegrityToken) -> Result<CallRequest, Error> {
    Ok(CallRequest::new()
        .path("/integrity-api/v1.0/client/apps")
        .segment("appId", app_id)
        .map_err(|error| error.for_operation(TOKEN_INFO.name))?
        .path("/token-info")
        .header(AUTHORIZATION, bearer(token)?))
}

fn bearer(token: IntegrityToken) -> Result<HeaderValue, Error> {
    let refuse = |problem| Error::invalid_input(TOKEN_INFO.name, TOKEN_FIELD, problem);
    let token = trimmed(token);
    if token.is_blank() {
        return Err(refuse("holds no token"));
    }
    if token.expose().len() > LONGEST_TOKEN {
        return Err(refuse("holds a token of more than 8,192 bytes"));
    }
    // Stricter than a header has to be: what a gateway makes of other bytes is anybody's guess.
    if !token.expose().bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(refuse(
            "holds a token with a space or a character that is not ASCII",
        ));
    }
    token
        .authorization()
        .map_err(|_| refuse("holds an unusable token"))
}

/// Without the line break and the spaces that the way from the app may have put around it.
fn trimmed(token: IntegrityToken) -> IntegrityToken {
    let text = token.expose().trim();
    if text.len() == token.expose().len() {
        return token;
    }
    IntegrityToken::new(text)
}
