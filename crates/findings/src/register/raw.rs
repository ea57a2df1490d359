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
