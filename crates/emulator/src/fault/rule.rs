//! When a fault happens.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::kind::Fault;
use crate::operation::Operation;

/// A fault with the calls that it happens to.
///
/// ```
/// use korea_cloud_security_emulator::{Fault, FaultRule, Operation};
///
/// // The next two scans are created and billed, and nobody hears of it.
/// let rule = FaultRule::new(Fault::ResetAfterRead { executed: true })
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
    /// Only to requests with these parameters: fields of the query, of a JSON or form body, and `id`,
    /// which is the path's own (`usageStasNo`, `instanceId`, `appId`).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub when: BTreeMap<String, String>,
    /// It begins so many milliseconds after the rule was added, by the emulator's clock.
    #[serde(default)]
    pub after_ms: u64,
    /// It ends so many milliseconds after its beginning; without an end if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_ms: Option<u64>,
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
            when: BTreeMap::new(),
            after_ms: 0,
            for_ms: None,
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

impl FaultRule {
    /// Only requests with this parameter, be it in the query, in the body, or the path's `id`.
    ///
    /// ```
    /// use korea_cloud_security_emulator::{Fault, FaultRule, Operation};
    ///
    /// // Page 3 is empty.
    /// let rule = FaultRule::new(Fault::set("/results", Vec::<u8>::new()))
    ///     .on(Operation::Summary)
    ///     .when("page", 3);
    /// # let _ = rule;
    /// ```
    #[must_use]
    pub fn when(mut self, parameter: &str, value: impl ToString) -> Self {
        self.when.insert(parameter.to_owned(), value.to_string());
        self
    }

    /// Only from so long after the rule is added, by the emulator's clock.
    #[must_use]
    pub fn after_time(mut self, time: Duration) -> Self {
        self.after_ms = milliseconds(time);
        self
    }

    /// Only for so long from its beginning, by the emulator's clock: an outage that ends.
    #[must_use]
    pub fn for_time(mut self, time: Duration) -> Self {
        self.for_ms = Some(milliseconds(time));
        self
    }
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

impl From<Fault> for FaultRule {
    fn from(fault: Fault) -> Self {
        Self::new(fault)
    }
}
