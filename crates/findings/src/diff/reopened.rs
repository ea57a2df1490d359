use std::collections::HashMap;
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};

use super::class::{Class, Compared};
use crate::fingerprint::identity_text;
use crate::model::{Item, Service, Status, TargetKey};
use crate::snapshot::{Entry, SnapshotError, SnapshotReader, Tail};
use crate::state::State;

/// A check that passed in the earlier state and fails now.
struct Candidate {
    row: usize,
    check: String,
    location: String,
    text: String,
    /// The inspection that it fails in now, and its time.
    inspection: String,
    failed_at: Option<DateTime<FixedOffset>>,
    first_failed: Option<DateTime<FixedOffset>>,
    last_passed: Option<DateTime<FixedOffset>>,
}

/// The rows that are new failures and failed once before they passed.
pub(super) fn find_reopened(
    old: &State,
    new: &State,
    compared: &[Compared],
    snapshots: &[PathBuf],
) -> Result<Vec<usize>, SnapshotError> {
    let mut candidates = candidates(old, new, compared);
    if candidates.is_empty() {
        return Ok(Vec::new());
    }
    for path in snapshots {
        let mut reader = SnapshotReader::open(path)?;
        let service = reader.run().service;
        let collected_at = reader.run().collected_at;
        let mut target: Option<(String, Option<&mut Vec<Candidate>>)> = None;
        while let Some(entry) = reader.next_entry()? {
            let Entry::Finding { head, tail, .. } = entry else {
                continue;
            };
            if target
                .as_ref()
                .is_none_or(|(inspection, _)| *inspection != head.inspection)
            {
                let key = head.target();
                target = Some((head.inspection.clone(), candidates.get_mut(&key)));
            }
            if let Some((inspection, Some(candidates))) = &mut target {
                let time = head.checked_at.unwrap_or(collected_at);
                for candidate in candidates.iter_mut() {
                    candidate.note(service, inspection, time, tail);
                }
            }
        }
    }
    let mut reopened: Vec<usize> = candidates
        .into_values()
        .flatten()
        .filter(Candidate::is_reopened)
        .map(|candidate| candidate.row)
        .collect();
    reopened.sort_unstable();
    Ok(reopened)
}

fn candidates(
    old: &State,
    new: &State,
    compared: &[Compared],
) -> HashMap<TargetKey, Vec<Candidate>> {
    let mut candidates: HashMap<TargetKey, Vec<Candidate>> = HashMap::new();
    for (index, stored) in new.inspections.iter().enumerate() {
        for row in stored.rows.clone() {
            let row = row as usize;
            let (Some(Class::New), Some(place)) = (compared[row].class, compared[row].old) else {
                continue;
            };
            let view = new.row(index, row);
            let before = old.row(place.inspection as usize, place.row as usize);
            let candidate = Candidate {
                row,
                check: view.item.check.clone(),
                location: view.location.to_owned(),
                text: identity_text(view.inspection.service, view.item),
                inspection: view.inspection.inspection.clone(),
                failed_at: view.inspection.checked_at,
                first_failed: None,
                last_passed: before.inspection.checked_at,
            };
            let key = TargetKey::of(&stored.inspection);
            candidates.entry(key).or_default().push(candidate);
        }
    }
    candidates
}

impl Candidate {
    /// Takes note of an earlier result of the same check.
    fn note(
        &mut self,
        service: Service,
        inspection: &str,
        time: DateTime<FixedOffset>,
        tail: &Tail,
    ) {
        if tail.check != self.check || tail.location != self.location {
            return;
        }
        let is_earlier = self.failed_at.is_none_or(|failed_at| time <= failed_at);
        if inspection == self.inspection || !is_earlier {
            return;
        }
        let mut item = Item::new(tail.check.as_str(), tail.severity);
        item.item.clone_from(&tail.item);
        if identity_text(service, &item) != self.text {
            return;
        }
        match tail.status {
            Status::Fail => {
                self.first_failed = Some(self.first_failed.map_or(time, |known| known.min(time)));
            }
            Status::Pass => {
                self.last_passed = Some(self.last_passed.map_or(time, |known| known.max(time)));
            }
            Status::Unknown => {}
        }
    }

    fn is_reopened(&self) -> bool {
        match (self.first_failed, self.last_passed) {
            (Some(failed), Some(passed)) => failed < passed,
            _ => false,
        }
    }
}
