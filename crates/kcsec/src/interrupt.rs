//! What is known when Ctrl-C ends a command.

use crate::exit::{Failure, Status};

/// How far a command is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Nothing is lost by ending here.
    Harmless,
    /// A scan is being created under that marker; it may have been billed.
    Creating { marker: String },
    /// An integrity token is being read; it may be used up.
    ReadingToken,
    /// A scan goes on whether it is watched or not.
    Waiting { id: String },
}

impl Stage {
    pub(crate) fn failure(&self) -> Failure {
        match self {
            Self::Harmless => Failure::new(Status::Interrupted, "interrupted"),
            Self::Creating { marker } => Failure::new(
                Status::OutcomeUnknown,
                format!(
                    "createJob: interrupted, so the scan may have been created and billed; \
                     look with 'kcsec wsc search --memo {marker}' before you create it again"
                ),
            ),
            Self::ReadingToken => Failure::new(
                Status::OutcomeUnknown,
                "token-info: interrupted, so the token may be used up; get a new one",
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_have_been_billed_or_consumed_is_an_unknown_outcome() {
        let creating = Stage::Creating {
            marker: "kcs-1".into(),
        }
        .failure();
        assert_eq!(creating.status, Status::OutcomeUnknown);
        assert!(creating.to_string().contains("kcs-1"));
        assert_eq!(Stage::ReadingToken.failure().status, Status::OutcomeUnknown);
        let waiting = Stage::Waiting { id: "7".into() }.failure();
        assert_eq!(waiting.status, Status::Interrupted);
        assert!(waiting.to_string().contains("kcsec wsc wait 7"));
    }
}
