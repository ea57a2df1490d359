use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

/// A difference that no signature is rejected for, and that `Date` with its whole seconds and the
/// round trip may show anyway.
const TOLERATED_MS: u64 = 30_000;

/// When an attempt was made, by this machine's clock.
#[derive(Debug, Clone, Copy)]
pub(super) struct Timing {
    /// The correction that it was signed with, in milliseconds.
    pub(super) offset: i64,
    pub(super) received_at: SystemTime,
    /// By the monotonic clock: the wall clock may be set meanwhile.
    pub(super) round_trip: Duration,
}

/// How far the service's clock is ahead of this machine's, as far as is known.
#[derive(Debug, Default)]
pub(super) struct ClockOffset {
    millis: AtomicI64,
}

impl ClockOffset {
    /// Learns from the date of a response that rejected what was signed; returns whether signing
    /// again would now show another time.
    pub(super) fn learn(&self, timing: Timing, date: SystemTime) -> bool {
        // The service wrote its date somewhere in the round trip; the middle errs least. Counted
        // back from the end, by the clock as it now stands.
        let received = timing.received_at;
        let middle = received
            .checked_sub(timing.round_trip / 2)
            .unwrap_or(received);
        let offset = millis_between(middle, date);
        let differs = offset.abs_diff(timing.offset) > TOLERATED_MS;
        if differs {
            self.millis.store(offset, Ordering::Relaxed);
        }
        differs
    }

    pub(super) fn millis(&self) -> i64 {
        self.millis.load(Ordering::Relaxed)
    }
}

/// The time so many milliseconds later, or earlier if they are negative.
pub(super) fn shifted(time: SystemTime, millis: i64) -> SystemTime {
    let by = Duration::from_millis(millis.unsigned_abs());
    let moved = if millis >= 0 {
        time.checked_add(by)
    } else {
        time.checked_sub(by)
    };
    moved.unwrap_or(time)
}

fn millis_between(from: SystemTime, to: SystemTime) -> i64 {
    let millis = |by: Duration| i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
    match to.duration_since(from) {
        Ok(ahead) => millis(ahead),
        Err(behind) => -millis(behind.duration()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
    }

    fn timing(offset: i64, received_at: u64, round_trip: u64) -> Timing {
        Timing {
            offset,
            received_at: at(received_at),
            round_trip: Duration::from_secs(round_trip),
        }
    }

    #[test]
    fn the_offset_is_taken_at_the_middle_of_the_round_trip() {
        let offset = ClockOffset::default();
        assert!(offset.learn(timing(0, 1_010, 10), at(1_605)));
        assert_eq!(offset.millis(), 600_000);
        assert_eq!(shifted(at(2_000), offset.millis()), at(2_600));
    }

    #[test]
    fn clocks_that_agree_give_no_reason_to_sign_again() {
        let offset = ClockOffset::default();
        assert!(!offset.learn(timing(0, 1_001, 1), at(1_003)));
        assert_eq!(offset.millis(), 0);
    }

    #[test]
    fn a_call_that_was_signed_before_another_learned_is_signed_again_too() {
        let offset = ClockOffset::default();
        assert!(offset.learn(timing(0, 1_000, 0), at(1_600)));
        assert!(offset.learn(timing(0, 1_000, 0), at(1_600)));
        assert!(!offset.learn(timing(600_000, 1_000, 0), at(1_601)));
    }

    #[test]
    fn a_clock_that_was_set_right_is_believed_again() {
        let offset = ClockOffset::default();
        assert!(offset.learn(timing(0, 1_000, 0), at(1_600)));
        assert!(offset.learn(timing(600_000, 1_601, 0), at(1_601)));
        assert_eq!(offset.millis(), 0);
    }

    #[test]
    fn a_clock_that_is_days_ahead_is_corrected_back() {
        let offset = ClockOffset::default();
        assert!(offset.learn(timing(0, 1_000_000, 0), at(100_000)));
        assert_eq!(shifted(at(1_000_001), offset.millis()), at(100_001));
    }
}
