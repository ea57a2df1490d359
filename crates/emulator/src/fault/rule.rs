//! When a fault happens.

use serde::{Deserialize, Serialize};

use super::kind::Fault;
use crate::operation::Operation;

/// A fault with the calls that it happens to.
///
/// ```
/// use korea_cloud_security_emulator::{Fault, FaultRule, Operation};
///
/// // The next two scans are created and billed, and nobody hears of it.
/// let rule = FaultRule::new(Fault::ResetAfterRead { acted: true })
///     .on(Operation::CreateJob)
///     .times(2);
/// // One call in a hundred, any call, takes a second longer.
/// let slow = FaultRule::new(Fault::Latency { milliseconds: 1_000 }).probability(0.01);
/// # let _ = (rule, slow);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FaultRule {
    /// The call; any call if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<Operation>,
    /// How many calls pass unharmed first.
    #[serde(default)]
    pub after: u64,
    /// How often it happens; without an end if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u64>,
    /// How likely it is, from 0 to 1, by the emulator's seed; certain if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probability: Option<f64>,
    /// What happens.
    #[serde(flatten)]
    pub fault: Fault,
}

impl FaultRule {
    /// A rule for every call, without an end.
    #[must_use]
    pub const fn new(fault: Fault) -> Self {
        Self {
            operation: None,
            after: 0,
            times: None,
            probability: None,
            fault,
        }
    }

    /// Only this call.
    #[must_use]
    pub const fn on(mut self, operation: Operation) -> Self {
        self.operation = Some(operation);
        self
    }

    /// Only the next so many calls.
    #[must_use]
    pub const fn times(mut self, times: u64) -> Self {
        self.times = Some(times);
        self
    }

    /// Only after so many calls have passed unharmed.
    #[must_use]
    pub const fn after(mut self, calls: u64) -> Self {
        self.after = calls;
        self
    }

    /// Only with this probability, from 0 to 1, drawn by the emulator's seed.
    #[must_use]
    pub const fn probability(mut self, probability: f64) -> Self {
        self.probability = Some(probability);
        self
    }
}

impl From<Fault> for FaultRule {
    fn from(fault: Fault) -> Self {
        Self::new(fault)
    }
}
