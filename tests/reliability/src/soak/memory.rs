/// The memory of this process, looked at after each tenth of the calls.
#[derive(Debug)]
pub(super) struct Memory {
    warm_up: u64,
    calls: u64,
    /// Resident KiB after the first tenth, the second and so on.
    tenths: Vec<u64>,
}

impl Memory {
    pub(super) fn new(warm_up: u64, calls: u64) -> Self {
        Self {
            warm_up,
            calls,
            tenths: Vec::with_capacity(10),
        }
    }

    /// Told how many calls have ended.
    pub(super) fn look(&mut self, ended: u64) {
        let tenth = ended.saturating_sub(self.warm_up) * 10 / self.calls.max(1);
        while (self.tenths.len() as u64) < tenth.min(10) {
            self.tenths.push(resident_kib());
        }
    }

    pub(super) fn tenths(&self) -> &[u64] {
        &self.tenths
    }

    /// How much more is resident at the end than after the first tenth, as a share of that.
    pub(super) fn growth(&self) -> f64 {
        match (self.tenths.first(), self.tenths.last()) {
            (Some(&first), Some(&last)) if first > 0 => last as f64 / first as f64 - 1.0,
            _ => 0.0,
        }
    }
}

/// `VmRSS`; 0 where the system does not tell.
fn resident_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .and_then(|rest| rest.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}
