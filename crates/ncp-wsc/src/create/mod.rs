//! The request for a scan.

mod body;
mod headers;
mod request;
mod speed;
mod user_agent;
mod vuln_items;

pub use request::CreateJob;
pub use speed::Speed;
pub use user_agent::UserAgent;
pub use vuln_items::VulnItems;
