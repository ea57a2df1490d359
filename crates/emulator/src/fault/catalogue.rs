//! One named example of every fault, for tests that walk them all.

use super::kind::Fault;
use crate::errors::documented;
use crate::operation::Operation;

/// A line a fault: its name and its JSON. `elsewhere.invalid` is reserved by RFC 6761.
const CATALOGUE: &str = include_str!("catalogue.tsv");

impl Fault {
    /// Every fault of the failure matrix with its name, each ready to be made a rule.
    ///
    /// The documented errors of a call come from [`documented_errors`](Self::documented_errors).
    pub fn catalogue() -> impl Iterator<Item = (&'static str, Self)> {
        CATALOGUE.lines().filter_map(|line| {
            let (name, fault) = line.split_once('\t')?;
            Some((name, serde_json::from_str(fault).ok()?))
        })
    }
}

impl Fault {
    /// Every documented error of a call, each as a fault that is not executed.
    ///
    /// ```
    /// use korea_cloud_security_emulator::{Fault, Operation};
    ///
    /// assert_eq!(Fault::documented_errors(Operation::CreateJob).count(), 21 + 11);
    /// ```
    pub fn documented_errors(operation: Operation) -> impl Iterator<Item = Self> {
        documented(operation).iter().flat_map(|(rows, envelope)| {
            rows.iter().map(|(status, code, message)| Self::Error {
                status: *status,
                code: *code,
                message: message.replace("{}", "details of the emulator"),
                envelope: *envelope,
                executed: false,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::fault::FaultRule;

    #[test]
    fn names_are_unique_and_every_fault_survives_json() {
        let mut names = BTreeSet::new();
        assert_eq!(Fault::catalogue().count(), CATALOGUE.lines().count());
        for (name, fault) in Fault::catalogue() {
            assert!(names.insert(name), "{name} twice");
            let rule = FaultRule::new(fault).times(3);
            let text = serde_json::to_string(&rule).unwrap();
            assert_eq!(
                serde_json::from_str::<FaultRule>(&text).unwrap(),
                rule,
                "{text}"
            );
            assert!(text.contains(rule.fault.name()), "{text}");
        }
    }

    #[test]
    fn a_misspelt_fault_is_refused() {
        for text in [
            r#"{"fault":"latency"}"#,
            r#"{"fault":"latencies","milliseconds":1}"#,
            r#"{"fault":"latency","milliseconds":1,"operatoin":"summary"}"#,
            r#"{"fault":"latency","milliseconds":1,"operation":"sumary"}"#,
        ] {
            assert!(serde_json::from_str::<FaultRule>(text).is_err(), "{text}");
        }
    }
}
