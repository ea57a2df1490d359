use std::io::{self, IsTerminal as _};
use std::pin::pin;
use std::time::Duration;

use futures_util::StreamExt as _;
use korea_cloud_security::ncp_wsc::{Client, Job, Wait, WaitError, WaitEvent};

use super::watched::Watched;
use crate::context::Context;
use crate::exit::{Failure, Outcome, Status, status_of, unwritten};
use crate::lang::words;
use crate::output::clean;
use crate::progress;

/// Six hours, as long as the library waits.
const LONGEST: Duration = Duration::from_secs(6 * 60 * 60);

pub(super) async fn run(
    context: &Context,
    client: &Client,
    mut watched: Watched,
    timeout: Option<Duration>,
) -> Outcome {
    let wait = client
        .wait(&watched.id)
        .with_deadline(timeout.unwrap_or(LONGEST));
    let outcome = follow(context, &mut watched, wait).await;
    match outcome {
        Ok(job) => write(context, &watched.seen(&job)),
        Err(WaitError::Expired(job)) => {
            watched = watched.seen(&job);
            write(context, &watched)?;
            context.note(&context.fill(
                words(
                    "작업 {0}은 끝났지만 보고서를 더 이상 볼 수 없습니다(보관 기간 1년)",
                    "job {0} is finished, but its report can no longer be read; reports are kept for one year",
                    "ジョブ{0}は終了していますが、レポートはもう見られません（保存期間は1年）",
                ),
                &[&watched.id],
            ));
            Ok(())
        }
        Err(error) => {
            if let Some(job) = error.job() {
                watched = watched.seen(job);
            }
            // A number that may be wrong is not repeated as if it were a job's.
            let is_known = watched.marker.is_some() || watched.last.is_some();
            if is_known || matches!(error, WaitError::DeadlinePassed { .. }) {
                write(context, &watched)?;
            }
            Err(Failure::new(status(&error), line(&error)))
        }
    }
}

/// Ends a script's wait with the job on standard output, however the wait ended.
fn write(context: &Context, watched: &Watched) -> Outcome {
    watched
        .write(&context.output)
        .map_err(|error| match (&watched.marker, error.kind()) {
            (None, io::ErrorKind::BrokenPipe) => error.into(),
            _ => unwritten(&watched.named(), &error),
        })
}

fn status(error: &WaitError) -> Status {
    match error {
        WaitError::Failed(_) | WaitError::Cancelled(_) | WaitError::Stopped(_) => {
            Status::CheckFailed
        }
        WaitError::NotFound { .. } => Status::Rejected,
        WaitError::Abandoned { .. } => Status::Interrupted,
        WaitError::DeadlinePassed { .. } => Status::NotFinished,
        WaitError::Call(error) => status_of(error),
        _ => Status::Network,
    }
}

/// The line that says why the wait ended. A job that is missing is no service's refusal: the lists
/// answered, so that there is a call to name but no code.
fn line(error: &WaitError) -> String {
    match error {
        WaitError::NotFound { id, last: None } => format!(
            "getJobs: no list holds job {id} (the service answered, so there is no code); check the id with 'kcsec wsc jobs --all'"
        ),
        WaitError::NotFound { .. } => format!("getJobs: {error}"),
        _ => error.to_string(),
    }
}

/// Waits with a bar on a terminal, and with a line at each change of status elsewhere.
pub(crate) async fn follow(
    context: &Context,
    watched: &mut Watched,
    wait: Wait,
) -> Result<Job, WaitError> {
    keep(context, watched);
    let id = watched.id.clone();
    let bar = progress::percent_bar(context, &clean(id.as_str()));
    let has_bar = io::stderr().is_terminal();
    let mut shown = None;
    let mut events = pin!(wait.events());
    let mut result = Err(WaitError::Abandoned { id: id.clone() });
    while let Some(event) = events.next().await {
        match event {
            Ok(WaitEvent::Progress(progress)) => {
                let Some(job) = progress.job else { continue };
                *watched = watched.clone().seen(&job);
                keep(context, watched);
                let percent = job.progress.and_then(|percent| u64::try_from(percent).ok());
                bar.set_position(percent.unwrap_or(0).min(100));
                let status = job.status.unwrap_or_default();
                let status = clean(&status).into_owned();
                bar.set_message(status.clone());
                if !has_bar && shown.as_ref() != Some(&status) {
                    context.note(&format!("{id} {:>3}% {status}", percent.unwrap_or(0)));
                    shown = Some(status);
                }
            }
            Ok(WaitEvent::Finished(job)) => result = Ok(job),
            Ok(_) => {}
            Err(error) => result = Err(error),
        }
    }
    if result.is_ok() {
        bar.set_position(100);
    }
    bar.finish_and_clear();
    context.interrupts_lose_nothing();
    result
}

/// If an interrupt ends the wait, the job is written as it was seen last.
fn keep(context: &Context, watched: &Watched) {
    let watched = watched.clone();
    context.on_interrupt(move |output| watched.interrupted(output));
}

#[cfg(test)]
mod tests {
    use super::*;
    use korea_cloud_security::ncp_wsc::JobId;

    #[test]
    fn a_job_that_no_list_holds_is_told_with_the_call_and_without_a_code() {
        let missing = WaitError::NotFound {
            id: JobId::from(99_999),
            last: None,
        };
        assert_eq!(status(&missing), Status::Rejected);
        let line = line(&missing);
        for told in ["getJobs: ", "job 99999", "no code", "kcsec wsc jobs"] {
            assert!(line.contains(told), "{told}: {line}");
        }
    }
}
