//! A scan that is followed, and what is known of it when a signal ends the command.

use std::io;

use korea_cloud_security::ncp_wsc::{Job, JobId};
use serde::Serialize;

use super::columns::{CREATED, JOB};
use crate::exit::{Failure, Outcome, Status, unwritten};
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

    /// What is left to do where a signal ends the wait: the scan goes on all the same.
    pub(super) fn interrupted(&self, output: &Output) -> Outcome {
        self.write(output)
            .map_err(|error| unwritten(&format!("interrupted; {}", self.named()), &error))?;
        let id = &self.id;
        Err(Failure::new(
            Status::Interrupted,
            format!(
                "interrupted; job {id} goes on: 'kcsec wsc wait {id}' follows it, 'kcsec wsc stop {id}' ends it"
            ),
        ))
    }

    /// What an error line says of it: what was billed by this command, or which job it is.
    pub(crate) fn named(&self) -> String {
        match &self.marker {
            Some(marker) => format!("billed: job {}, marker {marker}", self.id),
            None => format!("job {}", self.id),
        }
    }
}
