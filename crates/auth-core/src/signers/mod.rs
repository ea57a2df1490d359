//! The signers that need nothing but their credentials.

mod bearer;
mod static_headers;
mod unsigned;

pub use bearer::BearerSigner;
pub use static_headers::StaticHeaderSigner;
pub use unsigned::UnsignedSigner;

use http::HeaderValue;

use crate::{SigningError, SigningErrorKind};

/// A header value marked sensitive, so that HTTP libraries neither log nor index it.
pub(crate) fn sensitive(text: &str, what: &str) -> Result<HeaderValue, SigningError> {
    let mut value = HeaderValue::from_str(text).map_err(|_| {
        SigningError::new(
            SigningErrorKind::Missing,
            format!("{what} holds a character that cannot stand in an HTTP header; check for line breaks"),
        )
    })?;
    value.set_sensitive(true);
    Ok(value)
}
