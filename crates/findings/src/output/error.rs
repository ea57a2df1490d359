use std::io;

/// Why an output could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OutputError {
    /// The output could not be written to.
    #[error("cannot write the report: {0}")]
    Io(#[from] io::Error),
    /// There are more results than the importers of a format take.
    #[error(
        "{format} takes at most {limit} results a run and there are {found}: filter by --severity or --server"
    )]
    TooManyResults {
        /// The format's name.
        format: &'static str,
        /// How many there are.
        found: usize,
        /// How many are taken.
        limit: usize,
    },
    /// There are more runs (service, project and region) than the importers of SARIF take.
    #[error("SARIF takes at most {limit} runs and there are {found}: report fewer regions at once")]
    TooManyRuns {
        /// How many there are.
        found: usize,
        /// How many are taken.
        limit: usize,
    },
    /// The workbook could not be made, for example because no temporary file can be written.
    #[error("cannot make the workbook: {0}")]
    Workbook(String),
}

impl OutputError {
    /// Whether there is more to write than the format takes: a narrower filter helps.
    pub fn is_too_large(&self) -> bool {
        matches!(self, Self::TooManyResults { .. } | Self::TooManyRuns { .. })
    }
}

impl From<serde_json::Error> for OutputError {
    fn from(error: serde_json::Error) -> Self {
        Self::Io(error.into())
    }
}

impl From<::csv::Error> for OutputError {
    fn from(error: ::csv::Error) -> Self {
        Self::Io(match error.into_kind() {
            ::csv::ErrorKind::Io(error) => error,
            other => io::Error::other(format!("{other:?}")),
        })
    }
}

impl From<rust_xlsxwriter::XlsxError> for OutputError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        match error {
            rust_xlsxwriter::XlsxError::IoError(error) => Self::Io(error),
            other => Self::Workbook(other.to_string()),
        }
    }
}
