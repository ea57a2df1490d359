//! NAVER Cloud: credentials, where they are found, and signature version 2.

mod chain;
mod configure_file;
mod credentials;
mod signature;
mod signer;

pub use chain::{
    ConfigureFileSource, CredentialChain, EnvironmentSource, FoundCredentials, MetadataSource,
    NcpCredentialSource, ServerRoleSource,
};
pub use configure_file::{ConfigureFile, ConfigureProfile, parse_configure};
pub use credentials::NcpCredentials;
pub use signature::{NcpSignatureHeaders, NcpSigningKey};
pub use signer::NcpSigner;
