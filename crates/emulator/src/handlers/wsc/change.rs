//! cancelJob before the start, stopJob while running.

use serde_json::Value;

use super::rejection::{Rejection, changed};
use crate::request::ServiceRequest;
use crate::response::ServiceResponse;
use crate::state::AppState;
use crate::stores::job::{Job, Phase};

pub(super) fn cancel(
    state: &AppState,
    request: &ServiceRequest<'_>,
) -> Result<ServiceResponse, Rejection> {
    change(state, request, |job, phase, now_ms| {
        let waiting = phase == Phase::Waiting;
        if waiting {
            job.cancelled_ms = Some(now_ms);
        }
        waiting
    })
}

pub(super) fn stop(
    state: &AppState,
    request: &ServiceRequest<'_>,
) -> Result<ServiceResponse, Rejection> {
    change(state, request, |job, phase, now_ms| {
        let running = phase.is_running();
        if running {
            job.stopped_ms = Some(now_ms);
        }
        running
    })
}

fn change(
    state: &AppState,
    request: &ServiceRequest<'_>,
    act: impl FnOnce(&mut Job, Phase, i64) -> bool,
) -> Result<ServiceResponse, Rejection> {
    let number = request
        .segment(3)
        .parse()
        .map_err(|_| Rejection::no_such_job())?;
    let now_ms = state.clock.now_ms();
    let pace = &state.options.job_pace;
    state.with_jobs(|jobs| {
        if jobs.find(number).is_none() {
            return Err(Rejection::no_such_job());
        }
        // A job of the past is over: there is nothing to change.
        let executed = jobs.find_created(number).is_some_and(|job| {
            let phase = job.status_at(now_ms, pace).phase;
            act(job, phase, now_ms)
        });
        if executed {
            Ok(changed(&Value::Null))
        } else {
            Err(Rejection::new(
                160_842,
                "the job is not in a state for this",
            ))
        }
    })
}
