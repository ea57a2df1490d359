use std::io::{self, IsTerminal as _};
use std::time::Duration;

use korea_cloud_security::ncp_wsc::{Error, Job, Wait, WaitError, WaitEvent};

use super::watched::Watched;
use crate::context::Context;
use crate::exit::{Failure, Outcome, Status, status_of};
use crate::lang::{call_error, job_named, say, wait_error, words};
use crate::output::{Output, clean};
use crate::progress;

/// Six hours, as long as the library waits.
const LONGEST: Duration = Duration::from_secs(6 * 60 * 60);

/// Follows a job to its end and writes it; a scan that finished is returned.
pub(super) async fn run(
    context: &Context,
    mut watched: Watched,
    wait: Wait,
    timeout: Option<Duration>,
) -> Result<Job, Failure> {
    let wait = wait.with_timeout(timeout.unwrap_or(LONGEST));
    let outcome = follow(context, &mut watched, wait).await;
    match outcome {
        Ok(job) => {
            write(context, &watched.seen(&job))?;
            Ok(job)
        }
        Err(WaitError::Expired(job)) => {
            watched = watched.seen(&job);
            write(context, &watched)?;
            context.note(&context.fill(
                words(
                    "작업 {0}은 끝났지만 보고서를 더 이상 볼 수 없습니다(보관 기간 1년)",
                    "job {0} is finished, but its report can no longer be read; reports are kept for one year",
                    "ジョブ{0}は終了していますが、レポートはもう見られません（保存期間は1年）",
                ),
                &[&job.id],
            ));
            Ok(*job)
        }
        Err(error) => {
            if let Some(job) = error.job() {
                watched = watched.seen(job);
            }
            // A number that may be wrong is not repeated as if it were a job's.
            let is_known = watched.created.is_some() || watched.last.is_some();
            if is_known || matches!(error, WaitError::TimedOut { .. }) {
                write(context, &watched)?;
            }
            Err(Failure::new(status(&error), line(&error)))
        }
    }
}

/// Ends a script's wait with the job on standard output, however the wait ended.
fn write(context: &Context, watched: &Watched) -> Outcome {
    context.interrupts.end_as(Err(watched.interrupted()));
    watched.write_or_name(&context.output)?;
    context.interrupts.lose_nothing();
    Ok(())
}

fn status(error: &WaitError) -> Status {
    match error {
        WaitError::Failed(_) | WaitError::Cancelled(_) | WaitError::Stopped(_) => {
            Status::CheckFailed
        }
        WaitError::NotFound { .. } => Status::Rejected,
        WaitError::TimedOut { .. } => Status::NotFinished,
        WaitError::Call(error) => status_of(error),
        _ => Status::Network,
    }
}

/// The line that says why the wait ended. A job that is missing is no service's refusal: the lists
/// answered, so that there is a call to name but no code.
fn line(error: &WaitError) -> String {
    match error {
        WaitError::NotFound { job, last: None } => say!(
            "getJobs: {}: 어느 목록에도 없습니다(서비스가 응답했으므로 코드는 없음). 'kcsec wsc jobs --all'로 번호를 확인하세요",
            "getJobs: {} not found: no list holds it (the service answered, so there is no code); check the id with 'kcsec wsc jobs --all'",
            job_named(job)
        ),
        WaitError::NotFound { .. } => format!("getJobs: {}", wait_error(error)),
        _ => wait_error(error),
    }
}

/// Waits with a bar on a terminal, and with a line at each change of status elsewhere.
pub(crate) async fn follow(
    context: &Context,
    watched: &mut Watched,
    wait: Wait,
) -> Result<Job, WaitError> {
    keep(context, watched);
    let bar = progress::percent_bar(context, &clean(&watched.named()));
    let has_bar = io::stderr().is_terminal();
    let mut shown = None;
    let mut outage = false;
    let mut events = wait.events();
    let result = loop {
        match events.next().await {
            Some(Ok(WaitEvent::Progress(progress))) => {
                tell_outage(context, &mut outage, progress.failure.as_ref());
                let Some(job) = progress.job else { continue };
                *watched = watched.clone().seen(&job);
                keep(context, watched);
                let percent = job.progress.and_then(|percent| u64::try_from(percent).ok());
                bar.set_position(percent.unwrap_or(0).min(100));
                let status = job.status.unwrap_or_default();
                let status = clean(&status).into_owned();
                bar.set_message(status.clone());
                if !has_bar && shown.as_ref() != Some(&status) {
                    let id = &job.id;
                    context.note(&format!("{id} {:>3}% {status}", percent.unwrap_or(0)));
                    shown = Some(status);
                }
            }
            Some(Ok(WaitEvent::Finished(job))) => {
                tell_outage(context, &mut outage, None);
                break Ok(job);
            }
            Some(Ok(_)) => {}
            Some(Err(error)) => break Err(error),
            // A stream of events ends with one of those above.
            None => std::future::pending().await,
        }
    };
    if result.is_ok() {
        bar.set_position(100);
    }
    bar.finish_and_clear();
    result
}

/// Says once that polls have begun to fail, and once that they succeed again.
fn tell_outage(context: &Context, outage: &mut bool, failure: Option<&Error>) {
    match failure {
        Some(error) if !*outage => context.note(&context.fill(
            words(
                "상태를 조회할 수 없습니다. 계속 기다립니다: {0}",
                "the job cannot be polled for now, and the wait goes on: {0}",
                "状態を取得できません。待機を続けます: {0}",
            ),
            &[&call_error(error)],
        )),
        None if *outage => context.note(context.word(words(
            "다시 상태를 조회할 수 있습니다",
            "the job can be polled again",
            "再び状態を取得できます",
        ))),
        _ => {}
    }
    *outage = failure.is_some();
}

/// If an interrupt ends the wait, the job is written as it was seen last.
fn keep(context: &Context, watched: &Watched) {
    let end = watched.interrupted();
    let watched = watched.clone();
    let write = move |output: &Output| watched.write_or_name(output);
    context.interrupts.write_and_end_as(write, Err(end));
}

#[cfg(test)]
mod tests {
    use super::*;
    use korea_cloud_security::ncp_wsc::JobId;

    #[test]
    fn a_job_that_no_list_holds_is_told_with_the_call_and_without_a_code() {
        let missing = WaitError::NotFound {
            job: JobId::from(99_999).into(),
            last: None,
        };
        assert_eq!(status(&missing), Status::Rejected);
        let line = line(&missing);
        for told in ["getJobs: ", "job 99999", "no code", "kcsec wsc jobs"] {
            assert!(line.contains(told), "{told}: {line}");
        }
    }
}
