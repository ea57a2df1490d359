use crate::facts::Facts;
use crate::pages::Page;
use crate::sources::Source;

/// A page that was read.
#[derive(Debug)]
pub(crate) struct Read {
    /// Its line in the table of pages.
    pub(crate) source: &'static Source,
    /// Under the documents' root.
    pub(crate) file: String,
    pub(crate) page: Page,
    pub(crate) facts: Facts,
}
