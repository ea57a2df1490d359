use crate::model::{Severity, Status};

/// How the checks of one target and one group came out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// By severity: passed, failed, unknown.
    counts: [[u32; 3]; 4],
}

impl Tally {
    pub(super) fn add(&mut self, severity: Severity, status: Status) {
        self.counts[severity as usize][place(status)] += 1;
    }

    pub(super) fn each(&self) -> impl Iterator<Item = (Severity, Status, u64)> + '_ {
        let severities = Severity::ALL.into_iter().zip(&self.counts);
        severities.flat_map(|(severity, counts)| {
            let statuses = [Status::Pass, Status::Fail, Status::Unknown];
            let counts = statuses.into_iter().zip(counts);
            counts.map(move |(status, count)| (severity, status, u64::from(*count)))
        })
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (counts, others) in self.counts.iter_mut().zip(&other.counts) {
            for (count, other) in counts.iter_mut().zip(others) {
                *count += other;
            }
        }
    }
}

fn place(status: Status) -> usize {
    match status {
        Status::Pass => 0,
        Status::Fail => 1,
        Status::Unknown => 2,
    }
}
