use std::cmp::Ordering;
use std::collections::HashMap;

use chrono::{DateTime, FixedOffset};

use crate::model::{Inspection, Scope, SnapshotInfo, TargetKey};
use crate::natural::natural;

/// Which of two inspections of a target is the later one: by their time, then by their number.
pub(crate) fn by_age(a: &Inspection, b: &Inspection) -> Ordering {
    age(a.checked_at, &a.inspection, b.checked_at, &b.inspection)
}

fn age(
    a_time: Option<DateTime<FixedOffset>>,
    a_number: &str,
    b_time: Option<DateTime<FixedOffset>>,
    b_number: &str,
) -> Ordering {
    let times = a_time.cmp(&b_time);
    times.then_with(|| natural(a_number, b_number))
}

/// Whether a later run should have found an inspection of this target and found none: its range
/// holds this one, and it was read as a whole.
pub(crate) fn is_gone(
    inspection: &Inspection,
    collected_at: DateTime<FixedOffset>,
    later: &SnapshotInfo,
) -> bool {
    let run = &later.run;
    let (Some(from), Some(time)) = (run.from, inspection.checked_at) else {
        return false;
    };
    later.end.complete
        && run.collected_at > collected_at
        && from <= time
        && time <= run.to.unwrap_or(run.collected_at)
        && run.scope().meets(&Scope::of(inspection))
}

/// A name that more than one server seems to have: two inspections of it differ in their operating
/// system. Only the latest of them would be seen.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SharedName {
    /// The name.
    pub server: String,
    /// The numbers of two inspections that differ.
    pub inspections: [String; 2],
    /// The two operating systems.
    pub os: [String; 2],
}

/// Keeps the latest inspection of each (project, region, server, kind, standard), in the order they
/// came; names what looks like two servers with one name.
///
/// The latest is the one with the latest `checked_at`, then the one with the larger number. An
/// inspection without a time is older than any with one.
pub fn latest_inspections(inspections: Vec<Inspection>) -> (Vec<Inspection>, Vec<SharedName>) {
    let mut places: HashMap<TargetKey, usize> = HashMap::new();
    let mut kept: Vec<Inspection> = Vec::new();
    let mut shared: Vec<SharedName> = Vec::new();
    for inspection in inspections {
        let place = *places
            .entry(TargetKey::of(&inspection))
            .or_insert(kept.len());
        let Some(known) = kept.get_mut(place) else {
            kept.push(inspection);
            continue;
        };
        if let (Some(one), Some(two)) = (&known.os, &inspection.os) {
            let is_new = shared.iter().all(|name| name.server != known.server);
            if !one.trim().eq_ignore_ascii_case(two.trim()) && is_new {
                shared.push(SharedName {
                    server: known.server.clone(),
                    inspections: [known.inspection.clone(), inspection.inspection.clone()],
                    os: [one.clone(), two.clone()],
                });
            }
        }
        if by_age(&inspection, known).is_gt() {
            *known = inspection;
        }
    }
    (kept, shared)
}
