//! A vendor's page as sections, and a section as blocks. Nothing here knows a vendor.

pub(crate) mod lock;
mod markdown;
mod model;
mod repair;

pub use markdown::page;
pub(crate) use markdown::pattern;
pub use model::Page;
pub(crate) use model::{Block, Cell, Table};
