//! The other side: what a person writes for the one call.

pub mod details;
pub mod http;
pub mod report;
pub mod signature;
pub mod summary;
pub mod token_info;
