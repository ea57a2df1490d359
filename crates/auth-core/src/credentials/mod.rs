//! The credentials of the four services, as types that cannot be printed.

mod access_token;
mod appkey;
mod integrity_token;
mod user_access_key;

pub use access_token::AccessToken;
pub use appkey::Appkey;
pub use integrity_token::IntegrityToken;
pub use user_access_key::UserAccessKey;
