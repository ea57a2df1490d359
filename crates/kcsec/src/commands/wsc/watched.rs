//! A scan that is followed, and what is known of it when a signal ends the command.

use std::io;

use korea_cloud_security::ncp_wsc::{CreatedJob, Job, JobId};
use serde::Serialize;

use super::columns::{CREATED, JOB};
use crate::exit::{Failure, Outcome, Status, unwritten};
use crate::lang::say;
use crate::output::Output;

/// A scan that is watched: what a script needs to find it again.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Watched {
    /// The id, if it is known.
    pub(crate) id: Option<JobId>,
    /// What this very command created or joined.
    pub(crate) created: Option<Box<CreatedJob>>,
    pub(crate) last: Option<Box<Job>>,
}

/// A job in the end of `create --wait`: as lists show it, and whether it was there before.
#[derive(Serialize)]
struct Followed<'a> {
    #[serde(flatten)]
    job: &'a Job,
    joined: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Known<'a> {
    instance_no: &'a Option<JobId>,
}

impl Watched {
    /// A job that this command did not create.
    pub(crate) fn existing(id: JobId) -> Self {
        Self {
            id: Some(id),
            created: None,
            last: None,
        }
    }

    pub(crate) fn created(created: CreatedJob) -> Self {
        Self {
            id: created.id.clone(),
            created: Some(Box::new(created)),
            last: None,
        }
    }

    /// The same, seen as this job.
    pub(crate) fn seen(mut self, job: &Job) -> Self {
        self.id = Some(job.id.clone());
        self.last = Some(Box::new(job.clone()));
        self
    }

    /// Writes the job as it was seen last, or else by what it is known.
    pub(crate) fn write(&self, output: &Output) -> io::Result<()> {
        match (&self.last, &self.created) {
            (Some(job), Some(created)) => output.deliver(
                JOB,
                &Followed {
                    job,
                    joined: created.joined,
                },
            ),
            (Some(job), None) => output.record(JOB, job),
            (None, Some(created)) => output.deliver(CREATED, created),
            (None, None) => output.record(
                CREATED,
                &Known {
                    instance_no: &self.id,
                },
            ),
        }
    }

    /// Writes it, or says what would have been written: who reads misses a number.
    pub(super) fn write_or_name(&self, output: &Output) -> Outcome {
        self.write(output)
            .map_err(|error| match (&self.created, error.kind()) {
                (None, io::ErrorKind::BrokenPipe) => error.into(),
                _ => unwritten(&self.named(), &error),
            })
    }

    /// How a signal ends the wait: the scan goes on all the same, unless it was seen finished.
    pub(super) fn interrupted(&self) -> Failure {
        let last = self.last.as_ref();
        let is_finished = last.is_some_and(|job| job.is_finished() || job.is_failed());
        let next = match &self.id {
            Some(id) if !is_finished => say!(
                "작업 {id}은(는) 계속됩니다: 'kcsec wsc wait {id}'로 기다리고, 'kcsec wsc stop {id}'로 중지합니다",
                "job {id} goes on: 'kcsec wsc wait {id}' follows it, 'kcsec wsc stop {id}' ends it"
            ),
            Some(_) => self.named(),
            None => say!("{}: 계속됩니다", "{} goes on", self.named()),
        };
        Failure::new(
            Status::Interrupted,
            say!("중단되었습니다; {next}", "interrupted; {next}"),
        )
    }

    /// What an error line says of it: what was billed by this command, or which job it is.
    pub(crate) fn named(&self) -> String {
        let job = self.id.as_ref().map_or_else(
            || say!("번호를 모르는 작업", "a job whose number is not known"),
            |id| say!("작업 {id}", "job {id}"),
        );
        match &self.created {
            Some(created) => {
                let verb = if created.joined {
                    say!("합류", "joined")
                } else {
                    say!("과금", "billed")
                };
                let tag = created.reconcile_tag.as_deref().unwrap_or_default();
                say!(
                    "{verb}: {job}, 조정 태그 {tag}",
                    "{verb}: {job}, reconcile tag {tag}"
                )
            }
            None => job,
        }
    }
}
