use std::time::Duration;

use auth_core::{AccessToken, IssuedToken};
use serde_json::value::RawValue;

use crate::envelope::{ApiResponse, ErrorBody, NhnHeader};
use crate::wire::{Object, body_text, object_in};

/// The range of `expires_in` by the vendor's page, in seconds.
const MIN_TTL: u64 = 60;
const MAX_TTL: u64 = 86_400;

/// What the token service says of a new token.
pub(super) enum CreatedToken {
    Issued(IssuedToken),
    Rejected(ErrorBody),
}

impl ApiResponse for CreatedToken {
    /// Only a token is needed: whatever stands beside it, a token that works is not thrown away.
    fn decode(body: &[u8]) -> Result<Self, serde_json::Error> {
        use serde::de::Error as _;

        let text = body_text(body);
        let object = object_in(&text)?;
        if let Some(error) = rejection(&object) {
            return Ok(Self::Rejected(error));
        }
        let token = object
            .get("access_token")
            .and_then(|raw| serde_json::from_str::<String>(raw.get()).ok())
            .map(AccessToken::new)
            .filter(|token| !token.is_blank())
            .ok_or_else(|| serde_json::Error::missing_field("access_token"))?;
        let ttl = ttl_seconds(object.get("expires_in"));
        let issued = IssuedToken::new(token, Duration::from_secs(ttl));
        Ok(Self::Issued(issued))
    }

    fn error_body(&self) -> Option<ErrorBody> {
        match self {
            Self::Issued(_) => None,
            Self::Rejected(error) => Some(error.clone()),
        }
    }
}

fn rejection(object: &Object<'_>) -> Option<ErrorBody> {
    let header = object.get("header")?;
    let header: NhnHeader = serde_json::from_str(header.get()).ok()?;
    header.error_body()
}

/// `expires_in`, a number or the same as text: rounded down, and at most a day. What is missing,
/// not positive or unreadable counts as the shortest time, so that the token is renewed soon.
fn ttl_seconds(raw: Option<&RawValue>) -> u64 {
    let text = raw.map(RawValue::get).unwrap_or_default();
    let text = text.trim_matches('"').trim();
    // Only digits: the standard library also reads "inf" and "nan".
    let number = text
        .starts_with(|c: char| c.is_ascii_digit())
        .then(|| text.parse::<f64>().ok())
        .flatten();
    match number {
        // A float that is too large becomes the largest number.
        Some(seconds) if seconds >= 1.0 => (seconds as u64).min(MAX_TTL),
        _ => MIN_TTL,
    }
}

/// The empty response of a revocation; a body that says otherwise is believed.
pub(super) struct Revoked(Option<ErrorBody>);

impl ApiResponse for Revoked {
    fn decode(body: &[u8]) -> Result<Self, serde_json::Error> {
        use serde::de::Error as _;

        if body.trim_ascii().is_empty() {
            return Ok(Self(None));
        }
        let text = body_text(body);
        let object = object_in(&text)?;
        if object.get("header").is_none() {
            return Err(serde_json::Error::missing_field("header"));
        }
        Ok(Self(rejection(&object)))
    }

    fn error_body(&self) -> Option<ErrorBody> {
        self.0.clone()
    }
}
