//! What a caller is told of jobs that are there already, and of one that was not seen.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::time::{Duration, SystemTime};

use transport_core::CallError;

use super::Tag;
use super::find_created::Sighting;
use crate::service::CREATE_JOB;
use crate::wait::JobState;
use crate::{Error, ErrorKind, Job, JobId};

/// How many jobs a message names.
const MOST_NAMED: usize = 5;

/// A job of the same idempotency key.
pub(super) struct EarlierJob {
    pub(super) job: Job,
    pub(super) state: JobState,
    pub(super) is_too_old: bool,
    pub(super) is_of_other_url: bool,
}

/// What follows from the jobs of the same idempotency key.
#[derive(Debug)]
pub(super) enum Earlier {
    /// The scan that the caller wants is there.
    Join(Box<Job>),
    /// A new one is created; these are there and are not it.
    Create(HashSet<JobId>),
}

/// Decides whether an earlier job is joined.
///
/// # Errors
///
/// When the earlier jobs contradict one another or the request, or failed.
pub(super) fn judge_earlier(
    tag: &Tag,
    earlier: Vec<EarlierJob>,
    retry_failed: bool,
) -> Result<Earlier, Error> {
    let known = earlier
        .iter()
        .map(|earlier| earlier.job.id.clone())
        .collect();
    let young: Vec<_> = earlier.into_iter().filter(|job| !job.is_too_old).collect();
    if let Some(other) = young.iter().find(|earlier| earlier.is_of_other_url) {
        let job = name(&other.job);
        return Err(invalid(format!(
            "would begin with the idempotency key of {job}, which scans another URL"
        ))
        .with_remediation("nothing was created: give each deployment its own key"));
    }
    let (mut usable, failed): (Vec<_>, Vec<_>) = young
        .into_iter()
        .partition(|earlier| !earlier.state.is_failure());
    if usable.len() > 1 {
        let jobs: Vec<Job> = usable.into_iter().map(|earlier| earlier.job).collect();
        let error = several(tag.as_str(), &jobs);
        return Err(error.with_remediation("nothing was created: look at them in the console"));
    }
    match (usable.pop(), failed.first()) {
        (Some(earlier), _) => Ok(Earlier::Join(Box::new(earlier.job))),
        (None, Some(failed)) if !retry_failed => Err(Error::new(
            ErrorKind::Unsuccessful,
            CREATE_JOB.name,
            format!(
                "{} of this idempotency key {}",
                name(&failed.job),
                failed.state,
            ),
        )
        .with_remediation("nothing was created: see its cause in the console, then retry failed jobs or give another key")),
        (None, _) => Ok(Earlier::Create(known)),
    }
}

/// A look-up before the creation failed.
pub(super) fn nothing_created(error: Error) -> Error {
    let next = "nothing was created, as jobs of this idempotency key could not be looked up; try again later";
    error.with_remediation(next)
}

/// Several jobs have one tag.
pub(super) fn several(tag: &str, jobs: &[Job]) -> Error {
    let names = names(jobs);
    invalid(format!("begins with {tag} in several jobs: {names}"))
        .with_remediation("look at them in the console")
}

fn invalid(problem: String) -> Error {
    Error::invalid_input(CREATE_JOB.name, "Memo", problem)
}

/// Several jobs have one tag, after the call.
pub(super) fn with_several(error: Error, tag: &Tag, jobs: &[Job]) -> Error {
    of_unknown_outcome(error).with_remediation(format!(
        "several jobs have the tag {}, and each may be billed: {}; look at them in the console before you create another one",
        tag.as_str(),
        names(jobs)
    ))
}

/// The job was not seen in time: what is known for a person who looks for it.
pub(super) fn unknown(
    error: Error,
    tag: &Tag,
    timeout: Duration,
    seen: Result<Box<Sighting>, Error>,
    called_at: SystemTime,
) -> Error {
    let mut next = format!(
        "not seen within {} s, but it may have been created and billed; ",
        timeout.as_secs_f64()
    );
    let _ = match seen {
        Err(error) => write!(
            next,
            "the jobs could not be listed (the last try failed: {error})"
        ),
        Ok(sighting) => {
            let jobs: Vec<Job> = sighting.created_since(called_at).cloned().collect();
            if jobs.is_empty() {
                next.write_str("no job of this URL was listed that started since the call")
            } else {
                write!(next, "jobs of this URL since the call: {}", names(&jobs))
            }
        }
    };
    let tag = tag.as_str();
    let _ = write!(
        next,
        "; look in the console for a job whose memo begins with {tag} before you create another one"
    );
    of_unknown_outcome(error).with_remediation(next)
}

fn of_unknown_outcome(error: Error) -> Error {
    CallError::from(error).with_outcome_unknown().into()
}

fn names(jobs: &[Job]) -> String {
    let mut names: Vec<_> = jobs.iter().take(MOST_NAMED).map(name).collect();
    if jobs.len() > MOST_NAMED {
        names.push(format!("{} more", jobs.len() - MOST_NAMED));
    }
    names.join(", ")
}

fn name(job: &Job) -> String {
    let started = job.start_date.as_ref().map(ToString::to_string);
    match started.filter(|date| !date.is_empty()) {
        Some(date) => format!("job {} ({})", job.id, crate::redact::line(&date)),
        None => format!("job {}", job.id),
    }
}
