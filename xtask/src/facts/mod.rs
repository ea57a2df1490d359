//! What a page says, taken from its blocks, before pages are put together.

mod blocks;
mod cell;
mod columns;
pub(crate) mod curl;
mod model;
mod reader;
mod tables;
mod words;

pub(crate) use model::{Call, Facts, Side, fits, is_call, last_segment, placeholder, same_path};
pub use reader::read;
