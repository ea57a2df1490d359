//! NAVER Cloud: credentials, where they are found, and signature version 2.

mod chain;
mod configure;
mod credentials;
mod signature;
mod signer;
mod source;

pub use chain::CredentialChain;
pub use configure::{ConfigureFile, ConfigureProfile, parse_configure};
pub use credentials::{FoundCredentials, NcpCredentialSource, NcpCredentials};
pub use signature::{NcpSignatureHeaders, NcpSigningKey};
pub use signer::NcpSigner;
pub use source::{ConfigureFileSource, EnvironmentSource, MetadataSource, ServerRoleSource};
