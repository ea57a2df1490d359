use std::time::Duration;

pub(super) use crate::error::Retry;
use crate::error::RetryClass;
use crate::{Effect, Jitter};

const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(20);

/// How far a failed request certainly came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// The service received nothing.
    NotReceived,
    /// A documented code under its documented status says that the gateway rejected it.
    RejectedBeforeService,
    /// The service says in its own words that it rejected it.
    Rejected,
    /// It may have been processed.
    Unknown,
}

/// What a failure allows: the one place where that is decided.
pub(super) fn retry(effect: Effect, class: RetryClass, reach: Reach) -> Retry {
    let is_harmless = effect.is_idempotent()
        || matches!(reach, Reach::NotReceived | Reach::RejectedBeforeService);
    match class {
        _ if !is_harmless => Retry::Never,
        RetryClass::Never => Retry::Never,
        RetryClass::Reauthenticate => Retry::SignAgain,
        RetryClass::Throttled | RetryClass::IfIdempotent => Retry::Later,
    }
}

/// How long to pause before the retry after `attempts` attempts: what the service asked for, or
/// exponential back-off with full jitter; never longer than 20 s.
pub(super) fn pause(attempts: u32, asked: Option<Duration>, jitter: &dyn Jitter) -> Duration {
    match asked {
        Some(asked) if !asked.is_zero() => asked.min(LONGEST_PAUSE),
        // "At once" is no pause: three attempts in a row help nobody.
        _ => {
            let doubled = FIRST_PAUSE.saturating_mul(1 << attempts.saturating_sub(1).min(16));
            doubled
                .min(LONGEST_PAUSE)
                .mul_f64(jitter.fraction().clamp(0.0, 1.0))
        }
    }
}
