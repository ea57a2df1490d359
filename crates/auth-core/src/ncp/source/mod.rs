//! Where NAVER Cloud credentials are found: the environment, a file, the server's role.

mod configure_file;
mod environment;
mod server_role;

pub use configure_file::ConfigureFileSource;
pub use environment::EnvironmentSource;
pub use server_role::{MetadataSource, ServerRoleSource};
