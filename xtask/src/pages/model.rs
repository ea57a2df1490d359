//! What a page is made of.

use std::collections::BTreeMap;

/// A page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The `key: value` lines of its front matter.
    pub(crate) front: BTreeMap<String, String>,
    /// Its sections, in reading order; the first is what stands before any heading.
    pub(crate) sections: Vec<Section>,
}

/// A heading and what stands under it, up to the next heading.
#[derive(Clone, Debug, Default)]
pub(crate) struct Section {
    /// 1 to 6; 0 for what stands before any heading.
    pub(crate) level: u8,
    pub(crate) heading: String,
    /// The section that this one is part of.
    pub(crate) parent: Option<usize>,
    pub(crate) blocks: Vec<Block>,
    /// The whole section as written, without layout.
    pub(crate) source: String,
}

/// One block of a section.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Block {
    /// A paragraph, a quoted line or the summary of a fold.
    Text(String),
    /// The items of a list, nested ones in their order.
    List(Vec<String>),
    /// A table.
    Table(Table),
    /// A fenced block: its info word and its text.
    Code(String, String),
}

/// A table: its head and its rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Table {
    /// The texts of the head.
    pub(crate) head: Vec<String>,
    /// The rows, each as wide as the head.
    pub(crate) rows: Vec<Vec<Cell>>,
}

/// One cell: its text without mark-up, and the code spans in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Cell {
    /// The text; HTML line breaks, paragraphs and list items are line ends.
    pub(crate) text: String,
    /// The inline code.
    pub(crate) codes: Vec<String>,
}

impl Page {
    /// The section and those that it is part of, from the inside out.
    pub(crate) fn above(&self, section: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(section), |at| self.sections[*at].parent)
    }

    /// True if `section` is `outer` or a part of it.
    pub(crate) fn is_inside(&self, section: usize, outer: usize) -> bool {
        self.above(section).any(|at| at == outer)
    }
}
