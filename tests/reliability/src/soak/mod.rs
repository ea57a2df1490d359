//! Many calls at once, of every kind, with faults among them: nothing may be lost, billed twice or
//! left behind.

mod admin;
mod calls;
mod memory;
mod plan;
mod report;
mod tally;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::task::JoinSet;
use tokio::time::Instant;
use transport_core::ClientOptions;

pub use plan::Plan;
pub use report::Report;

use admin::Admin;
use calls::Calls;
use memory::Memory;
use tally::Tally;

/// Makes the calls against the emulator with these settings, as its banner has them.
///
/// # Panics
///
/// When the emulator cannot be asked.
pub async fn run(
    plan: &Plan,
    settings: &[(String, String)],
    app_id: &str,
    options: &ClientOptions,
) -> Report {
    let tasks_before = tasks();
    let admin = Arc::new(Admin::new(settings, options));
    let calls = Calls::new(settings, app_id, options, plan.seed, admin.clone()).await;
    let calls = Arc::new(calls);
    admin.add_faults(plan.faults).await;
    let tally = Arc::new(Tally::new(plan.warm_up + plan.calls));
    let next = Arc::new(AtomicU64::new(0));
    let mut memory = Memory::new(plan.warm_up, plan.calls);
    let started = Instant::now();

    let mut workers = JoinSet::new();
    for _ in 0..plan.at_once {
        let (calls, tally, next) = (calls.clone(), tally.clone(), next.clone());
        let count = plan.warm_up + plan.calls;
        workers.spawn(async move {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= count {
                    return;
                }
                let begun = Instant::now();
                let (call, end) = calls.make(number).await;
                tally.note(number, call, end, begun.elapsed());
            }
        });
    }
    let mut panics = 0;
    while !workers.is_empty() {
        tokio::select! {
            ended = workers.join_next() => panics += u64::from(ended.is_some_and(|end| end.is_err())),
            () = tally.another_hundredth() => {}
        }
        memory.look(tally.ended());
    }
    let took = started.elapsed();
    memory.look(tally.ended());

    admin.clear_faults().await;
    let state = admin.state().await;
    drop((calls, admin));
    Report {
        plan: plan.clone(),
        took,
        panics,
        tally: Arc::into_inner(tally).expect("all workers have ended"),
        memory,
        tasks_left: tasks_left(tasks_before).await,
        state,
    }
}

fn tasks() -> usize {
    tokio::runtime::Handle::current()
        .metrics()
        .num_alive_tasks()
}

/// How many tasks are left that were not there before, once those that end have ended.
async fn tasks_left(before: usize) -> usize {
    let patience = Instant::now() + std::time::Duration::from_secs(10);
    while tasks() > before && Instant::now() < patience {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    tasks().saturating_sub(before)
}
