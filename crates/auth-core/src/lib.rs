//! Credentials and request signers for NHN Cloud and NAVER Cloud APIs, without an HTTP client.

mod credentials;
mod environment;
mod secret;
mod signer;
mod signers;
mod time;

pub use credentials::{AccessToken, Appkey, IntegrityToken, UserAccessKey};
pub use environment::{Environment, FixedEnvironment, SystemEnvironment};
pub use secret::Secret;
pub use signer::{Signed, Signer, SigningError, SigningErrorKind};
pub use signers::{BearerSigner, StaticHeaderSigner, UnsignedSigner};
pub use time::{Clock, ManualClock, Sleep, SystemClock};
