//! The request for a scan, and what is checked before it is billed.

mod headers;
mod options;
mod request;
mod target;

pub use options::{Speed, UserAgent, VulnItems};
pub use request::CreateJob;
