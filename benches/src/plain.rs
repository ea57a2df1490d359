//! The other side: what a person writes for the one call, and the plainest structs.

pub mod answers;
pub mod http;
pub mod report;
pub mod signature;
