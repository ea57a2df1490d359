use std::fmt::{self, Write as _};
use std::time::Duration;

use super::admin::State;
use super::calls::memo;
use super::memory::Memory;
use super::plan::Plan;
use super::tally::{End, Tally};
use crate::Call;

/// How much the resident memory may grow from the first tenth of the calls to their end.
const MOST_GROWTH: f64 = 0.10;

/// What came of a soak; `Display` is a table.
#[derive(Debug)]
pub struct Report {
    pub(super) plan: Plan,
    pub(super) took: Duration,
    pub(super) panics: u64,
    pub(super) tally: Tally,
    pub(super) memory: Memory,
    pub(super) tasks_left: usize,
    pub(super) state: State,
}

impl Report {
    /// Everything that must not be, except for memory; empty if all is well.
    pub fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        let mut must_be_none = |what: &str, count: u64| {
            if count > 0 {
                problems.push(format!("{count} {what}"));
            }
        };
        must_be_none("calls never ended", self.tally.lost());
        must_be_none("calls ended twice", self.tally.twice());
        must_be_none("workers panicked", self.panics);
        must_be_none("tasks are left behind", self.tasks_left as u64);
        let billed = |number| self.state.billed.get(&memo(number)).copied().unwrap_or(0);
        let created = |end| self.tally.of(Call::CreateJob, end);
        let twice = self.state.billed.values().filter(|count| **count > 1);
        must_be_none("scans were billed twice", twice.count() as u64);
        let free = created(End::Success).filter(|number| billed(*number) == 0);
        must_be_none("successes were never created", free.count() as u64);
        let silent = created(End::Refused).chain(created(End::Failed));
        let silent = silent.filter(|number| billed(*number) > 0);
        must_be_none(
            "scans were billed that were said not to be",
            silent.count() as u64,
        );
        let read = self.tally.count(Call::TokenInfo, End::Success);
        let unknown = self.tally.count(Call::TokenInfo, End::Unknown);
        let consumed = self.state.integrity_consumed;
        must_be_none(
            "tokens were read that never were",
            read.saturating_sub(consumed),
        );
        must_be_none(
            "tokens were consumed that were said not to be",
            consumed.saturating_sub(read + unknown),
        );
        problems
    }

    /// Whether the resident memory grew by more than a tenth after the first tenth of the calls.
    pub fn memory_problem(&self) -> Option<String> {
        let growth = self.memory.growth();
        (growth > MOST_GROWTH).then(|| format!("resident memory grew by {:.1} %", growth * 100.0))
    }

    /// How many faults happened.
    pub fn faults(&self) -> u64 {
        self.state.faults
    }

    fn endings(&self) -> Result<String, fmt::Error> {
        let mut table = "| call | success | refused | unknown | failed |\n\
                         | --- | ---: | ---: | ---: | ---: |\n"
            .to_owned();
        for call in Call::ALL {
            write!(table, "| {} |", call.name())?;
            for end in End::ALL {
                write!(table, " {} |", self.tally.count(call, end))?;
            }
            table.push('\n');
        }
        Ok(table)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { plan, state, .. } = self;
        let millis = |share| self.tally.percentile(share).as_secs_f64() * 1e3;
        let seconds = self.took.as_secs_f64();
        let memory = self.memory.tenths().iter();
        let memory: Vec<_> = memory
            .map(|kib| format!("{:.1}", *kib as f64 / 1024.0))
            .collect();
        let rows = [
            (
                "calls to warm up and calls, so many at once",
                format!("{} + {}, {}", plan.warm_up, plan.calls, plan.at_once),
            ),
            (
                "faults that happened",
                format!("{} of {} requests", state.faults, state.requests),
            ),
            (
                "time, calls a second",
                format!("{seconds:.1} s, {:.0}", self.tally.ended() as f64 / seconds),
            ),
            (
                "latency p50, p99, p99.9",
                format!(
                    "{:.1} ms, {:.1} ms, {:.0} ms",
                    millis(0.5),
                    millis(0.99),
                    millis(0.999)
                ),
            ),
            (
                "calls without an end, ended twice",
                format!("{}, {}", self.tally.lost(), self.tally.twice()),
            ),
            (
                "scans: billed, known to be, unknown outcomes",
                format!(
                    "{}, {}, {}",
                    state.billed.values().sum::<u64>(),
                    self.tally.count(Call::CreateJob, End::Success),
                    self.tally.count(Call::CreateJob, End::Unknown),
                ),
            ),
            (
                "integrity tokens: issued, consumed, known to be, unknown outcomes",
                format!(
                    "{}, {}, {}, {}",
                    state.integrity_issued,
                    state.integrity_consumed,
                    self.tally.count(Call::TokenInfo, End::Success),
                    self.tally.count(Call::TokenInfo, End::Unknown),
                ),
            ),
            (
                "access tokens issued, connections opened",
                format!("{}, {}", state.tokens_issued, state.connections),
            ),
            ("resident MiB after each tenth", memory.join(", ")),
            (
                "growth after the first tenth",
                format!("{:+.1} %", self.memory.growth() * 100.0),
            ),
            (
                "tasks and panics left behind",
                format!("{}, {}", self.tasks_left, self.panics),
            ),
        ];
        writeln!(f, "| what | measured |\n| --- | --- |")?;
        for (what, measured) in rows {
            writeln!(f, "| {what} | {measured} |")?;
        }
        write!(f, "\n{}", self.endings()?)
    }
}
