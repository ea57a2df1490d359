use wildmatch::WildMatch;

use crate::model::{Inspection, Severity};

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

/// A filter, ready to be applied.
pub(super) struct Scope {
    standard: Option<String>,
    kind: Option<String>,
    servers: Vec<WildMatch>,
    severity: Option<Severity>,
}

impl Scope {
    pub(super) fn new(filter: &Filter) -> Self {
        let servers = filter.servers.iter().map(|glob| WildMatch::new(glob));
        Self {
            standard: filter.standard.clone(),
            kind: filter.kind.clone(),
            servers: servers.collect(),
            severity: filter.severity,
        }
    }

    /// Whether an inspection takes part.
    pub(super) fn takes(&self, inspection: &Inspection) -> bool {
        let is = |wanted: &Option<String>, found: &str| {
            wanted.as_deref().is_none_or(|wanted| wanted == found)
        };
        let server = &inspection.server;
        is(&self.standard, &inspection.standard)
            && is(&self.kind, &inspection.kind)
            && (self.servers.is_empty() || self.servers.iter().any(|glob| glob.matches(server)))
    }

    /// Whether rows of a severity are shown.
    pub(super) fn shows(&self, severity: Severity) -> bool {
        let threshold = self.severity;
        threshold.is_none_or(|threshold| severity.is_at_least(threshold))
    }
}
