//! What the judgement makes of one row.

use super::row::Judgement;
use crate::diff::{Class, is_raised};
use crate::gate::GateOptions;
use crate::model::{Inspection, Service, Severity, Status};
use crate::register::Action;

/// What a row is judged by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts {
    pub(super) status: Status,
    pub(super) severity: Severity,
    /// What the register decided.
    pub(super) action: Option<Action>,
    /// What became of it since the baseline, with the result and severity there.
    pub(super) class: Option<Class>,
    pub(super) old: Option<(Status, Severity)>,
}

pub(super) fn judgement(facts: Facts, gate: Option<&GateOptions>) -> Judgement {
    let is_strict = gate.is_some_and(|gate| gate.strict);
    match (facts.action, facts.status) {
        (Some(Action::Na), _) => Judgement::NotApplicable,
        (_, Status::Pass) => Judgement::Passed,
        (_, Status::Unknown) if !is_strict => Judgement::Unknown,
        (Some(Action::Accept), _) => Judgement::Accepted,
        _ => match gate {
            Some(gate) if !facts.severity.is_at_least(gate.fail_on) => Judgement::BelowThreshold,
            Some(_) if is_known(facts) => Judgement::Known,
            _ => Judgement::Counted,
        },
    }
}

/// Whether the baseline was no better. What it could not judge does not excuse a failure.
fn is_known(facts: Facts) -> bool {
    match (facts.class, facts.old) {
        (Some(Class::Still), _) => true,
        (Some(Class::Severity), Some((_, old))) => !is_raised(old, facts.severity),
        (Some(Class::Unknown), Some((old, _))) => {
            facts.status == Status::Unknown && old != Status::Pass
        }
        _ => false,
    }
}

/// The failures of a web scan by the report's own counts (high, medium, low, and what no level
/// holds), where they and not the rows decide.
pub(super) fn documented(inspection: &Inspection) -> Option<[u64; 4]> {
    if inspection.service != Service::Wsc || !inspection.mismatch {
        return None;
    }
    let levels = [inspection.high, inspection.medium, inspection.low];
    if inspection.check_count.is_none() && levels.iter().all(Option::is_none) {
        return None;
    }
    let [high, medium, low] = levels.map(Option::unwrap_or_default);
    let total = inspection.check_count.unwrap_or_default();
    let rest = total.saturating_sub(high.saturating_add(medium).saturating_add(low));
    Some([high, medium, low, rest])
}
