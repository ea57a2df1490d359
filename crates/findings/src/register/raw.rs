use std::collections::BTreeMap;

/// An entry as it stands in a file, before anything is checked.
#[derive(Debug, Default)]
pub(super) struct RawEntry {
    /// The line it begins in, from 1.
    pub(super) line: u64,
    /// The fields by their names.
    pub(super) fields: BTreeMap<String, RawField>,
}

#[derive(Debug)]
pub(super) struct RawField {
    pub(super) line: u64,
    pub(super) value: RawValue,
}

#[derive(Debug)]
pub(super) enum RawValue {
    /// A text.
    Text(String),
    /// A list of texts.
    List(Vec<String>),
    /// A day as the file format has it.
    Day(String),
    /// Anything else, by the name of its type.
    Other(&'static str),
}

/// A problem and its line.
pub(super) type Problem = (u64, String);

/// Where the lines of a text begin.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let starts = text.match_indices('\n').map(|(at, _)| at + 1);
        Self(std::iter::once(0).chain(starts).collect())
    }

    /// The line of a byte, from 1.
    pub(super) fn number(&self, offset: usize) -> u64 {
        self.0.partition_point(|start| *start <= offset) as u64
    }
}
