use std::collections::HashMap;

use chrono::{Days, NaiveDate};

use super::entry::{Action, Entry, EntryState, Register, RegisterEntry};
use crate::fingerprint::normalize;
use crate::globs::Globs;
use crate::model::{Inspection, Service, Status};
use crate::state::StateRow;

/// How many days before its last one an entry is said to end soon.
const ENDS_SOON: u64 = 30;

/// Decides rows by a register, and keeps what each entry did.
pub(crate) struct Decider {
    entries: Vec<Compiled>,
    by_check: HashMap<String, Vec<usize>>,
    today: NaiveDate,
    /// The entries that hold for the inspection at hand.
    holds: Vec<bool>,
}

struct Compiled {
    entry: Entry,
    servers: Globs,
    locations: Globs,
    item: Option<String>,
    matched: u64,
    is_stale: bool,
}

impl Decider {
    pub(crate) fn new(register: Register, today: NaiveDate) -> Self {
        let mut by_check: HashMap<String, Vec<usize>> = HashMap::new();
        let compiled = register.entries.into_iter().enumerate();
        let entries: Vec<Compiled> = compiled
            .map(|(index, entry)| {
                for check in &entry.check {
                    let entries = by_check.entry(check.clone()).or_default();
                    if !entries.contains(&index) {
                        entries.push(index);
                    }
                }
                Compiled {
                    servers: Globs::new(&entry.server),
                    locations: Globs::new(&entry.location),
                    item: entry.item.as_deref().map(normalize),
                    entry,
                    matched: 0,
                    is_stale: false,
                }
            })
            .collect();
        Self {
            holds: vec![false; entries.len()],
            entries,
            by_check,
            today,
        }
    }

    /// Begins the rows of an inspection.
    pub(crate) fn begin(&mut self, inspection: &Inspection) {
        for (holds, compiled) in self.holds.iter_mut().zip(&self.entries) {
            let entry = &compiled.entry;
            let is = |wanted: &Option<String>, found: &str| {
                wanted.as_deref().is_none_or(|wanted| wanted == found)
            };
            *holds = is(&entry.project, &inspection.project)
                && is(&entry.region, &inspection.region)
                && is(&entry.standard, &inspection.standard)
                && compiled.servers.matches(&inspection.server);
        }
    }

    /// The entry that decides a row of the inspection, by its number.
    pub(crate) fn decide(&mut self, row: &StateRow<'_>) -> Option<u32> {
        let mut best: Option<usize> = None;
        for &index in self.by_check.get(&row.item.check)? {
            let compiled = &mut self.entries[index];
            if !self.holds[index] || !compiled.covers(row) {
                continue;
            }
            let text = || normalize(row.item.item.as_deref().unwrap_or_default());
            if compiled.item.as_ref().is_some_and(|item| *item != text()) {
                compiled.is_stale = true;
                continue;
            }
            compiled.matched += 1;
            if compiled.is_over(self.today) {
                continue;
            }
            // Accept before na before fix; then what holds longest; then the order of the file.
            let rank = |index: usize| {
                let entry = &self.entries[index].entry;
                let until = entry.until.unwrap_or(NaiveDate::MAX);
                (entry.action, std::cmp::Reverse(until), index)
            };
            if best.is_none_or(|best| rank(index) < rank(best)) {
                best = Some(index);
            }
        }
        best.map(|index| index as u32)
    }

    /// The entries with what they did.
    pub(crate) fn finish(self) -> Vec<RegisterEntry> {
        let today = self.today;
        let entries = self.entries.into_iter();
        let finished = entries.map(|compiled| {
            let soon = today.checked_add_days(Days::new(ENDS_SOON));
            let until = compiled.entry.until;
            let state = if compiled.is_over(today) {
                EntryState::Expired
            } else if compiled.matched == 0 && compiled.is_stale {
                EntryState::Stale
            } else if compiled.matched == 0 {
                EntryState::Unused
            } else if until.is_some() && until <= soon {
                EntryState::EndsSoon
            } else {
                EntryState::Active
            };
            RegisterEntry {
                state,
                rows: compiled.matched,
                entry: compiled.entry,
            }
        });
        finished.collect()
    }
}

impl Compiled {
    /// Whether the entry says anything about a row of its server and check.
    fn covers(&self, row: &StateRow<'_>) -> bool {
        let is_web = row.inspection.service == Service::Wsc;
        let silences = self.entry.action != Action::Fix;
        let in_place = match self.entry.location.is_empty() {
            // A decision about one page of a site is not one about the others.
            true => !(is_web && silences),
            false => self.locations.matches(row.location),
        };
        // What passes needs neither an acceptance nor a plan.
        in_place && (self.entry.action == Action::Na || row.status != Status::Pass)
    }

    fn is_over(&self, today: NaiveDate) -> bool {
        self.entry.until.is_some_and(|until| today > until)
    }
}
