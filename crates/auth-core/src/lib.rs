#![doc = include_str!("../README.md")]

#[cfg(any(feature = "ncp", feature = "nhn-token"))]
mod cache;
mod credentials;
mod environment;
#[cfg(feature = "ncp")]
mod ncp;
mod secret;
mod signer;
mod signers;
mod time;
#[cfg(feature = "nhn-token")]
mod token;

pub use credentials::{AccessToken, Appkey, IntegrityToken, UserAccessKey};
pub use environment::{Environment, FixedEnvironment, SystemEnvironment};
#[cfg(feature = "ncp")]
pub use ncp::{
    ConfigureFile, ConfigureFileSource, ConfigureProfile, CredentialChain, EnvironmentSource,
    FoundCredentials, MetadataSource, NcpCredentialSource, NcpCredentials, NcpSignatureHeaders,
    NcpSigner, NcpSigningKey, ServerRoleSource, parse_configure,
};
pub use secret::Secret;
pub use signer::{Signed, Signer, SigningError, SigningErrorKind};
pub use signers::{BearerSigner, StaticHeaderSigner, UnsignedSigner};
pub use time::{Clock, ManualClock, Sleep, SystemClock};
#[cfg(feature = "nhn-token")]
pub use token::{IssuedToken, TokenIssuer, TokenSigner};
