//! NHN Cloud's User Access Key token: issued, cached, put on requests.

mod issuer;
mod signer;

pub use issuer::{IssuedToken, TokenIssuer};
pub use signer::TokenSigner;
