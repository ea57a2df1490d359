use std::io::{self, IsTerminal as _};
use std::pin::pin;
use std::time::Duration;

use futures_util::StreamExt as _;
use korea_cloud_security::ncp_wsc::{Client, Job, Wait, WaitError, WaitEvent};

use crate::context::Context;
use crate::exit::{Failure, Outcome, Status, status_of, unwritten};
use crate::interrupt::{Stage, Watched};
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
            write(context, &watched.seen(&job))?;
            context.note(&WaitError::Expired(job).to_string());
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
            Err(Failure::new(status(&error), error.to_string()))
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
        WaitError::NotFound { .. } => Status::Refused,
        WaitError::Abandoned { .. } => Status::Interrupted,
        WaitError::Call(error) => status_of(error),
        _ => Status::Network,
    }
}

/// Waits with a bar on a terminal, and with a line at each change of status elsewhere.
pub(crate) async fn follow(
    context: &Context,
    watched: &mut Watched,
    wait: Wait,
) -> Result<Job, WaitError> {
    context.enter(Stage::Waiting(watched.clone()));
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
                context.enter(Stage::Waiting(watched.clone()));
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
