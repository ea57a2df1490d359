//! NHN Cloud Server Security Check.

mod admission;
mod details;
mod summary;
mod texts;

pub(crate) use details::details;
pub(crate) use summary::summary;
