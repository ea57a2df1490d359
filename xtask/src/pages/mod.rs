//! A vendor's page as sections, and a section as blocks. Nothing here knows a vendor.

pub mod lock;
mod markdown;
mod model;
mod repair;

pub use markdown::page;
pub(crate) use markdown::pattern;
pub use model::{Block, Cell, Page, Section, Table};
