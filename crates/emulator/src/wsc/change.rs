//! cancelJob before the start, stopJob while running.

use serde_json::Value;

use super::job::Phase;
use super::{Refused, changed};
use crate::answer::Answer;
use crate::call::Call;
use crate::state::World;

pub(super) fn cancel(world: &World, call: &Call<'_>) -> Result<Answer, Refused> {
    change(world, call, |job, phase, now_ms| {
        let waiting = phase == Phase::Waiting;
        if waiting {
            job.cancelled_ms = Some(now_ms);
        }
        waiting
    })
}

pub(super) fn stop(world: &World, call: &Call<'_>) -> Result<Answer, Refused> {
    change(world, call, |job, phase, now_ms| {
        let running = phase.is_running();
        if running {
            job.stopped_ms = Some(now_ms);
        }
        running
    })
}

fn change(
    world: &World,
    call: &Call<'_>,
    act: impl FnOnce(&mut super::job::Job, Phase, i64) -> bool,
) -> Result<Answer, Refused> {
    let number = call
        .segment(3)
        .parse()
        .map_err(|_| Refused::no_such_job())?;
    let now_ms = world.clock.now_ms();
    let pace = &world.options.job_pace;
    world.jobs.with(world, |jobs| {
        if jobs.find(number).is_none() {
            return Err(Refused::no_such_job());
        }
        // A job of the past is over: there is nothing to change.
        let executed = jobs.find_created(number).is_some_and(|job| {
            let phase = job.standing(now_ms, pace).phase;
            act(job, phase, now_ms)
        });
        if executed {
            Ok(changed(&Value::Null))
        } else {
            Err(Refused::new(160_842, "the job is not in a state for this"))
        }
    })
}
