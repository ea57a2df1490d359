//! Reading all pages of a list, so that it is whole or says what is missing.
//!
//! What the service announces is a hint: pages are read until one brings nothing new. Where fewer
//! rows came than were announced, or the announced total fell meanwhile, the list is read once
//! more; each row found comes once, and what is still missing ends the stream with an error.
//! Page numbers cannot show rows that were removed in front of those read while as many came.

mod pass;
#[cfg(test)]
mod tests;
mod walk;

pub use walk::read_pages;

use crate::error::{CallError, ErrorKind};

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

/// What is missing of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Incomplete {
    /// How many rows were found.
    pub found: u64,
    /// How many there are by what the service announced.
    pub announced: u64,
}

/// An error that the reading of a list can end in: that of any service.
pub trait ListError:
    From<CallError> + AsRef<CallError> + std::fmt::Display + Send + 'static
{
    /// Fewer rows came than the service announced.
    fn incomplete(operation: &'static str, incomplete: Incomplete) -> Self {
        CallError::incomplete(operation, incomplete.found, incomplete.announced).into()
    }

    /// The list has more pages than any real list.
    fn endless(operation: &'static str, most_pages: u32) -> Self {
        CallError::unreadable_response(
            operation,
            format!("the list goes on after {most_pages} pages"),
        )
        .with_remediation("ask for more rows a page, or for a shorter range")
        .into()
    }

    /// Whether it says that fewer rows came than were announced.
    fn is_incomplete(&self) -> bool {
        self.as_ref().kind() == ErrorKind::Incomplete
    }

    /// Whether the service may have rejected the page because there is none of that number.
    fn is_missing_page(&self) -> bool {
        let error = self.as_ref();
        error.kind() == ErrorKind::Rejected
            && !error.is_auth()
            && !error.is_throttled()
            && !error.is_retryable()
    }
}

impl<E: From<CallError> + AsRef<CallError> + std::fmt::Display + Send + 'static> ListError for E {}
