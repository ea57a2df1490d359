#![doc = include_str!("../README.md")]

#[cfg(any(feature = "ncp", feature = "nhn-token"))]
mod cache;
mod credentials;
mod environment;
mod error;
mod key;
#[cfg(feature = "ncp")]
mod ncp;
mod secret;
mod signer;
mod static_headers;
mod text;
mod time;
#[cfg(feature = "nhn-token")]
mod token;

pub use credentials::{AccessToken, Appkey, IntegrityToken, UserAccessKey};
pub use environment::{Environment, FixedEnvironment, NotUnicode, SystemEnvironment};
pub use error::{SigningError, SigningErrorKind, TokenServiceFailure};
pub use key::{InvalidKey, validate_key};
#[cfg(feature = "ncp")]
pub use ncp::{
    ConfigureFile, ConfigureFileSource, ConfigureProfile, CredentialChain, EnvironmentSource,
    FoundCredentials, MetadataSource, NcpCredentialSource, NcpCredentials, NcpSignatureHeaders,
    NcpSigner, NcpSigningKey, ServerRoleSource, parse_configure,
};
pub use secret::Secret;
pub use signer::{CredentialVersion, Signer, UnsignedSigner};
pub use static_headers::StaticHeaderSigner;
pub use text::{decode_settings, is_unsafe_to_print};
pub use time::{Clock, ManualClock, Sleep, SystemClock};
#[cfg(feature = "nhn-token")]
pub use token::{IssuedToken, TokenIssuer, TokenSigner};
