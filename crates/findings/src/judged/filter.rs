use crate::model::Severity;

/// Which rows are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StatusFilter {
    /// Failed ones only.
    Fail,
    /// All, passed ones too.
    All,
}

/// What is shown: the same for every output of a run.
///
/// Standard, kind and server decide which inspections take part at all. The severity applies to
/// rows and counts. The status applies to rows only, so that a list of failures still says how many
/// checks there were. The score and the gate see every severity and status.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Filter {
    /// This standard only.
    pub standard: Option<String>,
    /// This kind of check only.
    pub kind: Option<String>,
    /// Servers whose name matches one of these globs; empty is every server.
    pub servers: Vec<String>,
    /// This severity and higher ones, and unknown ones.
    pub severity: Option<Severity>,
    /// Failed rows or all rows; `None` leaves it to each format.
    pub status: Option<StatusFilter>,
}

impl Filter {
    /// Whether nothing is left out.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
