//! Reading all pages of a list, so that it is whole or says what is missing.
//!
//! What the service announces is a hint: pages are read until one brings nothing new. Where fewer
//! rows came than were announced, or the announced total fell meanwhile, the list is read once
//! more; each row found comes once, and what is still missing ends the stream with an error.
//! Page numbers cannot show rows that were removed in front of those read while as many came.

mod page_stream;
mod pass;
#[cfg(test)]
mod tests;

pub use page_stream::read_pages;

/// One page of a list.
#[derive(Debug, Clone)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// How many records of the page have no identity that can be read.
    pub skipped: usize,
    /// How many rows the service says that there are on all pages.
    pub total_rows: Option<u64>,
    /// How many pages the service says that there are.
    pub total_pages: Option<u64>,
}
