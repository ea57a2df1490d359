//! What a page is made of.

use std::collections::BTreeMap;

/// A page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The `key: value` lines of its front matter.
    pub front: BTreeMap<String, String>,
    /// Its sections, in reading order; the first is what stands before any heading.
    pub sections: Vec<Section>,
}

/// A heading and what stands under it, up to the next heading.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// 1 to 6; 0 for what stands before any heading.
    pub level: u8,
    /// The heading.
    pub heading: String,
    /// The section that this one is part of.
    pub parent: Option<usize>,
    /// What stands under the heading.
    pub blocks: Vec<Block>,
    /// The whole section as written, without layout.
    pub source: String,
}

/// One block of a section.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
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
pub struct Table {
    /// The texts of the head.
    pub head: Vec<String>,
    /// The rows, each as wide as the head.
    pub rows: Vec<Vec<Cell>>,
}

/// One cell: its text without mark-up, and the code spans in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// The text; HTML line breaks, paragraphs and list items are line ends.
    pub text: String,
    /// The inline code.
    pub codes: Vec<String>,
}

impl Page {
    /// The section and those that it is part of, from the inside out.
    pub fn above(&self, section: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(section), |at| self.sections[*at].parent)
    }

    /// True if `section` is `outer` or a part of it.
    pub fn is_inside(&self, section: usize, outer: usize) -> bool {
        self.above(section).any(|at| at == outer)
    }
}
