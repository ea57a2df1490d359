//! What is known when Ctrl-C or another signal ends a command.

use std::io;

use korea_cloud_security::ncp_wsc::{Job, JobId};
use serde::Serialize;

use crate::commands::wsc::{CREATED, JOB};
use crate::exit::{Failure, Status};
use crate::output::Output;

/// A scan that is watched: what a script needs to find it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Watched {
    pub(crate) id: JobId,
    /// The marker in its memo, if it was created by this very command.
    pub(crate) marker: Option<String>,
    pub(crate) last: Option<Box<Job>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Known<'a> {
    instance_no: &'a JobId,
    #[serde(skip_serializing_if = "Option::is_none")]
    marker: Option<&'a str>,
}

impl Watched {
    /// The same, seen as this job.
    pub(crate) fn seen(mut self, job: &Job) -> Self {
        self.last = Some(Box::new(job.clone()));
        self
    }

    /// Writes the job as it was seen last, or else by what it is known.
    pub(crate) fn write(&self, output: &Output) -> io::Result<()> {
        match &self.last {
            Some(job) => output.record(JOB, job),
            None => output.record(
                CREATED,
                &Known {
                    instance_no: &self.id,
                    marker: self.marker.as_deref(),
                },
            ),
        }
    }

    /// What an error line says of it: what was billed by this command, or which job it is.
    pub(crate) fn named(&self) -> String {
        match &self.marker {
            Some(marker) => format!("billed: job {}, marker {marker}", self.id),
            None => format!("job {}", self.id),
        }
    }
}

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
    Waiting(Watched),
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
            Self::Waiting(Watched { id, .. }) => Failure::new(
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
        let waiting = Stage::Waiting(Watched {
            id: JobId::from(7),
            marker: None,
            last: None,
        })
        .failure();
        assert_eq!(waiting.status, Status::Interrupted);
        assert!(waiting.to_string().contains("kcsec wsc wait 7"));
    }
}
