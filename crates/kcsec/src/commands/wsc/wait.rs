use std::io::{self, IsTerminal as _};
use std::pin::pin;
use std::time::Duration;

use futures_util::StreamExt as _;
use korea_cloud_security::ncp_wsc::{Client, Job, JobId, Wait, WaitError, WaitEvent};

use super::JOB;
use crate::context::Context;
use crate::exit::{Failure, Outcome, Status, status_of};
use crate::interrupt::Stage;
use crate::output::clean;
use crate::progress;

/// Six hours, as long as the library waits.
const LONGEST: Duration = Duration::from_secs(6 * 60 * 60);

pub(super) async fn run(
    context: &Context,
    client: &Client,
    id: &JobId,
    timeout: Option<Duration>,
) -> Outcome {
    let wait = client.wait(id).with_deadline(timeout.unwrap_or(LONGEST));
    match follow(context, id, wait).await {
        Ok(job) => {
            context.output.record(JOB, &job)?;
            Ok(())
        }
        Err(WaitError::Expired(job)) => {
            context.output.record(JOB, &job)?;
            context.note(&WaitError::Expired(job).to_string());
            Ok(())
        }
        Err(error) => {
            let status = match &error {
                WaitError::Failed(_) | WaitError::Cancelled(_) | WaitError::Stopped(_) => {
                    Status::CheckFailed
                }
                WaitError::NotFound { .. } => Status::Refused,
                WaitError::Abandoned { .. } => Status::Interrupted,
                WaitError::Call(error) => status_of(error),
                _ => Status::Network,
            };
            if status == Status::CheckFailed
                && let Some(job) = error.job()
            {
                context.output.record(JOB, job)?;
            }
            Err(Failure::new(status, error.to_string()))
        }
    }
}

/// Waits with a bar on a terminal, and with a line at each change of status elsewhere.
pub(crate) async fn follow(context: &Context, id: &JobId, wait: Wait) -> Result<Job, WaitError> {
    context.enter(Stage::Waiting { id: id.to_string() });
    let bar = progress::percent_bar(context, &clean(id.as_str()));
    let has_bar = io::stderr().is_terminal();
    let mut shown = None;
    let mut events = pin!(wait.events());
    let mut result = Err(WaitError::Abandoned { id: id.clone() });
    while let Some(event) = events.next().await {
        match event {
            Ok(WaitEvent::Progress(progress)) => {
                let Some(job) = progress.job else { continue };
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
    context.enter(Stage::Harmless);
    result
}
