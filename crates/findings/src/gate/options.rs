use crate::model::Severity;

/// What a gate asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct GateOptions {
    /// The lowest severity that counts; the default is [`Severity::High`]. An unknown severity
    /// always counts.
    pub fail_on: Severity,
    /// How many counted checks are tolerated; the default is 0.
    pub max: u64,
    /// Whether checks with an unknown result count as failed ones.
    pub strict: bool,
    /// The lowest number of inspected servers; the default is 1.
    pub min_servers: u64,
    /// The greatest age in days of a server's newest inspection.
    pub max_age_days: Option<u32>,
    /// Whether snapshots that lack some inspections are judged all the same.
    pub allow_incomplete: bool,
}

impl Default for GateOptions {
    fn default() -> Self {
        Self {
            fail_on: Severity::High,
            max: 0,
            strict: false,
            min_servers: 1,
            max_age_days: None,
            allow_incomplete: false,
        }
    }
}
