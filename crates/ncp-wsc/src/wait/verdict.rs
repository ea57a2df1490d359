use std::pin::pin;

use futures_util::TryStreamExt as _;

use crate::{Client, Error, Job, JobStatus, ResultButton, SearchQuery};

/// What a job's state means for a wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    GoesOn,
    Finished,
    Expired,
    Failed,
    Cancelled,
    Stopped,
}

/// Judges by the button, and where that does not say enough, by a search for documented codes; the
/// status text is for display.
pub(super) async fn judge(client: &Client, job: &Job) -> Result<Verdict, Error> {
    match job.result_button {
        Some(ResultButton::Report) => Ok(Verdict::Finished),
        Some(ResultButton::Expired) => Ok(Verdict::Expired),
        Some(ResultButton::Cancel | ResultButton::Terminate) => Ok(Verdict::GoesOn),
        Some(ResultButton::Cause) => {
            // "cause" says that it ended badly; why is worth a search, but not a failed wait.
            let ends = [JobStatus::Cancelled, JobStatus::Stopped];
            let verdict = first_match(client, job, &ends).await;
            Ok(verdict.ok().flatten().unwrap_or(Verdict::Failed))
        }
        None | Some(ResultButton::Other(_)) => {
            let ends = [
                JobStatus::ScanCompleted,
                JobStatus::Cancelled,
                JobStatus::Stopped,
                JobStatus::ScanFailed,
                JobStatus::CollectionFailed,
            ];
            let verdict = first_match(client, job, &ends).await?;
            Ok(verdict.unwrap_or(Verdict::GoesOn))
        }
    }
}

async fn first_match(
    client: &Client,
    job: &Job,
    statuses: &[JobStatus],
) -> Result<Option<Verdict>, Error> {
    for status in statuses {
        let query = match &job.start_url {
            Some(url) => SearchQuery::by_url(url.as_str()),
            None => SearchQuery::everything(),
        };
        let mut jobs = pin!(client.search_all_jobs(&query.with_status(*status)));
        while let Some(found) = jobs.try_next().await? {
            if found.instance_no == job.instance_no {
                return Ok(Some(match status {
                    JobStatus::ScanCompleted => Verdict::Finished,
                    JobStatus::Cancelled => Verdict::Cancelled,
                    JobStatus::Stopped => Verdict::Stopped,
                    _ => Verdict::Failed,
                }));
            }
        }
    }
    Ok(None)
}
