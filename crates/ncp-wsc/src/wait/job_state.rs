use std::fmt;

use crate::{Client, Error, Job, JobStatus, ResultButton, SearchQuery};

/// What a job's row says of its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JobState {
    Unfinished,
    Finished,
    Expired,
    Failed,
    Cancelled,
    Stopped,
}

impl JobState {
    /// Whether it ended without a result.
    pub(crate) fn is_failure(self) -> bool {
        matches!(self, Self::Failed | Self::Cancelled | Self::Stopped)
    }
}

/// As the end of a sentence about a job.
impl fmt::Display for JobState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unfinished => "is not finished",
            Self::Finished => "is finished",
            Self::Expired => "is finished, but its report can no longer be read",
            Self::Failed => "failed",
            Self::Cancelled => "was cancelled before it started",
            Self::Stopped => "was stopped while it was running",
        })
    }
}

/// The ends that a job may have come to although its button does not say so.
const UNTOLD: [JobStatus; 2] = [JobStatus::Cancelled, JobStatus::Stopped];

/// Decides by the button, and where that does not say enough, by a search for documented codes; the
/// status text is for display.
///
/// The vendor's pages gloss the buttons `cancel` and `terminate` as "job cancel state" and "job stop
/// state", the console as what can be done with the job: `look_closer` asks which of them it is.
pub(crate) async fn job_state(
    client: &Client,
    job: &Job,
    look_closer: bool,
) -> Result<JobState, Error> {
    match job.button() {
        Some(ResultButton::Report) => Ok(JobState::Finished),
        Some(ResultButton::Expired) => Ok(JobState::Expired),
        Some(ResultButton::Cancel | ResultButton::Terminate) => {
            if !look_closer && !job.has_end_date() {
                return Ok(JobState::Unfinished);
            }
            let state = first_match(client, job, &UNTOLD).await;
            Ok(state.ok().flatten().unwrap_or(JobState::Unfinished))
        }
        Some(ResultButton::Cause) => {
            // It ended badly; why is worth a search, but not a failed poll.
            let state = first_match(client, job, &UNTOLD).await;
            Ok(state.ok().flatten().unwrap_or(JobState::Failed))
        }
        None | Some(ResultButton::Other(_)) => {
            let ends = [
                JobStatus::ScanCompleted,
                JobStatus::Cancelled,
                JobStatus::Stopped,
                JobStatus::ScanFailed,
                JobStatus::CollectionFailed,
            ];
            let state = first_match(client, job, &ends).await?;
            Ok(state.unwrap_or(JobState::Unfinished))
        }
    }
}

/// The first of these statuses under which a search finds the job. One search that fails does not
/// hide what the others find.
async fn first_match(
    client: &Client,
    job: &Job,
    statuses: &[JobStatus],
) -> Result<Option<JobState>, Error> {
    let mut failure = None;
    for status in statuses {
        match has_status(client, job, *status).await {
            Ok(false) => {}
            Ok(true) => {
                return Ok(Some(match status {
                    JobStatus::ScanCompleted => JobState::Finished,
                    JobStatus::Cancelled => JobState::Cancelled,
                    JobStatus::Stopped => JobState::Stopped,
                    _ => JobState::Failed,
                }));
            }
            Err(error) => failure = Some(error),
        }
    }
    failure.map_or(Ok(None), Err)
}

async fn has_status(client: &Client, job: &Job, status: JobStatus) -> Result<bool, Error> {
    let query = match job.start_url.as_deref() {
        Some(url) if !url.is_empty() => SearchQuery::by_url(url),
        _ => SearchQuery::everything(),
    };
    let mut jobs = client.search_jobs_stream(&query.with_status(status));
    while let Some(found) = jobs.try_next().await? {
        if found.id == job.id {
            return Ok(true);
        }
    }
    Ok(false)
}
