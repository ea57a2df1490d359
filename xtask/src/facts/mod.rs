//! What a page says, taken from its blocks, before pages are put together.

mod blocks;
mod cell;
mod columns;
mod curl;
mod model;
mod reader;
mod tables;
mod words;

pub use curl::{Curl, strip_host};
pub use model::{
    Call, Example, Facts, Listed, PageError, Row, Side, fits, is_call, is_placeholder,
    last_segment, same_path,
};
pub use reader::read;
