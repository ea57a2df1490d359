//! A page that was read.

use crate::facts::Facts;
use crate::pages::Page;
use crate::sources::Source;

/// A page that was read.
#[derive(Debug)]
pub struct Read {
    /// Its line in the table of pages.
    pub source: &'static Source,
    /// Its file, under the documents' root.
    pub file: String,
    /// Its sections.
    pub page: Page,
    /// Its facts.
    pub facts: Facts,
}
