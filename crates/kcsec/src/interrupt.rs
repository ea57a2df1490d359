//! What is known when Ctrl-C ends a command.

use crate::exit::{Failure, Status};

/// How far a command is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Nothing is lost by ending here.
    Harmless,
    /// A scan is being created; it may have been billed.
    Creating { memo: Option<String>, url: String },
    /// An integrity token is being read; it may be used up.
    ReadingToken,
    /// A scan goes on whether it is watched or not.
    Waiting { id: String },
}

impl Stage {
    pub(crate) fn failure(&self) -> Failure {
        match self {
            Self::Harmless => Failure::new(Status::Interrupted, "interrupted"),
            Self::Creating { memo, url } => Failure::new(
                Status::OutcomeUnknown,
                format!(
                    "interrupted while the scan of {url} was being created: it may have been created and billed; \
                     look for it with 'kcsec wsc search {}' before you create it again",
                    match memo {
                        Some(memo) => format!("--memo '{memo}'"),
                        None => format!("--url '{url}'"),
                    }
                ),
            ),
            Self::ReadingToken => Failure::new(
                Status::OutcomeUnknown,
                "interrupted while the token was being read: it may be used up, so get a new one",
            ),
            Self::Waiting { id } => Failure::new(
                Status::Interrupted,
                format!(
                    "interrupted; job {id} goes on: 'kcsec wsc wait {id}' follows it, 'kcsec wsc stop {id}' ends it"
                ),
            ),
        }
    }
}
