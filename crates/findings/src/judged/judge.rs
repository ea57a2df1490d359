//! How a state becomes a judged list.

use std::collections::{BTreeMap, HashMap};

use super::counts::{Counts, TotalsGroup};
use super::filter::Scope;
use super::options::JudgeOptions;
use super::order::{item_places, place, sort_changes, sort_rows};
use super::row::Judgement;
use super::stored::{Lists, StoredChange, StoredItem, StoredRow, StoredServer};
use super::verdict::{Facts, documented, judgement};
use crate::diff::{ChangeCounts, Comparison};
use crate::gate::{Coverage, GateReason, GateResult};
use crate::model::{Severity, Status};
use crate::register::{Action, Decider, Register};
use crate::score::Score;
use crate::state::{Place, State};

/// Judges every row of a state.
pub(super) fn judge(
    state: &State,
    comparison: Option<&Comparison>,
    options: &mut JudgeOptions,
) -> Lists {
    let register = options.register.take();
    let actions = register.as_ref().map(actions).unwrap_or_default();
    let mut judge = Judge {
        state,
        comparison,
        scope: Scope::new(&options.filter),
        decider: register.map(|register| Decider::new(register, options.today)),
        actions,
        item_places: item_places(state),
        lists: Lists::default(),
        groups: BTreeMap::new(),
        items: HashMap::new(),
        coverage: Coverage::default(),
        counted: 0,
        by_counts: Vec::new(),
        options,
    };
    judge.lists.change_counts = comparison.map(|_| ChangeCounts::default());
    for inspection in 0..state.inspections.len() {
        judge.inspection(inspection);
    }
    judge.gone();
    judge.finish()
}

fn actions(register: &Register) -> Vec<Action> {
    register.entries.iter().map(|entry| entry.action).collect()
}

struct Judge<'a> {
    state: &'a State,
    comparison: Option<&'a Comparison>,
    options: &'a JudgeOptions,
    scope: Scope,
    decider: Option<Decider>,
    /// The actions of the register's entries.
    actions: Vec<Action>,
    item_places: Vec<u32>,
    lists: Lists,
    groups: BTreeMap<(&'a str, &'a str, Severity), Counts>,
    items: HashMap<u32, StoredItem>,
    coverage: Coverage,
    counted: u64,
    by_counts: Vec<(String, u64)>,
}

impl Judge<'_> {
    fn inspection(&mut self, index: usize) {
        let stored = &self.state.inspections[index];
        let inspection = &stored.inspection;
        let takes_part = self.scope.takes(inspection);
        let documented = documented(inspection);
        if let Some(decider) = &mut self.decider {
            decider.begin(inspection);
        }
        let mut rows: Vec<u32> = stored.rows.clone().collect();
        sort_rows(&mut rows, self.state, &self.item_places);
        let mut judged_rows = 0;
        let mut server = StoredServer {
            inspection: index as u32,
            counts: Counts::default(),
            score: Score::default(),
            too_old: false,
        };
        for row in rows {
            // An entry is in use wherever it matches, shown or not.
            let entry = match (&documented, &mut self.decider) {
                (None, Some(decider)) => decider.decide(&self.state.row(index, row as usize)),
                _ => None,
            };
            let status = self.state.rows[row as usize].status;
            judged_rows += u64::from(status != Status::Unknown);
            if takes_part {
                self.row(index, row, entry, documented.is_some(), &mut server);
            }
        }
        if !takes_part {
            return;
        }
        if let Some(levels) = documented {
            let counts = self.counted_of(levels);
            self.counted += counts;
            self.by_counts.push((inspection.server.clone(), counts));
        }
        self.coverage.add(inspection, judged_rows);
        self.lists.totals.score.merge(server.score);
        self.lists.servers.push(server);
    }

    fn row(
        &mut self,
        inspection: usize,
        row: u32,
        entry: Option<u32>,
        is_by_counts: bool,
        server: &mut StoredServer,
    ) {
        let view = self.state.row(inspection, row as usize);
        let (item, severity) = (view.item, view.item.severity);
        let compared = self.comparison.map(|comparison| {
            let compared = comparison.outcome.rows[row as usize];
            let old = compared.old.map(|place| comparison.old.row_at(place));
            (compared, old.map(|old| (old.status, old.item.severity)))
        });
        let known = compared.filter(|_| !is_by_counts);
        let facts = Facts {
            status: view.status,
            severity,
            action: entry.map(|entry| self.actions[entry as usize]),
            class: known.and_then(|(compared, _)| compared.class),
            old: known.and_then(|(_, old)| old),
        };
        let judgement = judgement(facts, self.options.gate.as_ref());
        self.counted += u64::from(judgement == Judgement::Counted && !is_by_counts);
        let accepted = judgement == Judgement::Accepted && self.options.score_accepted_as_passed;
        match judgement {
            Judgement::NotApplicable => {}
            _ if accepted => server.score.add(severity, Status::Pass),
            _ => server.score.add(severity, view.status),
        }
        if !self.scope.shows(severity) {
            return;
        }
        let count = |counts: &mut Counts| counts.add(severity, view.status, judgement);
        count(&mut server.counts);
        count(&mut self.lists.totals.all);
        let group = (item.standard.as_str(), item.kind.as_str(), severity);
        count(self.groups.entry(group).or_default());
        let number = self.state.rows[row as usize].item;
        let summary = self.items.entry(number).or_default();
        count(&mut summary.counts);
        summary.item = number;
        let this = inspection as u32 + 1;
        summary.servers += u64::from(std::mem::replace(&mut summary.last, this) != this);
        if view.status == Status::Fail && judgement != Judgement::NotApplicable {
            let last = std::mem::replace(&mut summary.last_failed, this);
            summary.failed_servers += u64::from(last != this);
        }
        let compared = compared.map(|(compared, _)| compared).unwrap_or_default();
        if let Some(counts) = &mut self.lists.change_counts {
            let old = known_status(self.comparison, compared.old);
            match compared.class {
                Some(class) => {
                    counts.add(class, severity, old, Some(view.status));
                    self.lists.changes.push(StoredChange {
                        class,
                        current: Some(self.lists.rows.len() as u32),
                        previous: compared.old,
                    });
                }
                None => counts.passed += u64::from(compared.old.is_some()),
            }
        }
        self.lists.rows.push(StoredRow {
            place: place(inspection, row),
            judgement,
            class: compared.class,
            entry: entry.map_or(0, |entry| entry + 1),
        });
    }

    /// Adds what the earlier state has and this one has not.
    fn gone(&mut self) {
        let Some(comparison) = self.comparison else {
            return;
        };
        for &(place, class) in &comparison.outcome.gone {
            let old = comparison.old.row_at(place);
            let severity = old.item.severity;
            if !self.scope.takes(old.inspection) || !self.scope.shows(severity) {
                continue;
            }
            if let Some(counts) = &mut self.lists.change_counts {
                counts.add(class, severity, Some(old.status), None);
            }
            self.lists.changes.push(StoredChange {
                class,
                current: None,
                previous: Some(place),
            });
        }
        let states = (self.state, &comparison.old);
        sort_changes(&mut self.lists.changes, &self.lists.rows, states);
    }

    /// How many of the failures of each severity the gate counts.
    fn counted_of(&self, levels: [u64; 4]) -> u64 {
        let threshold = self.options.gate.as_ref().map(|gate| gate.fail_on);
        let levels = Severity::ALL.into_iter().zip(levels);
        let counted = levels.filter(|(severity, _)| {
            threshold.is_none_or(|threshold| severity.is_at_least(threshold))
        });
        counted.map(|(_, count)| count).sum()
    }

    fn finish(mut self) -> Lists {
        let mut lists = std::mem::take(&mut self.lists);
        lists.totals.servers = self.coverage.servers();
        lists.totals.groups = self
            .groups
            .iter()
            .map(|(&(standard, kind, severity), &counts)| TotalsGroup {
                standard: standard.to_owned(),
                kind: kind.to_owned(),
                severity,
                counts,
            })
            .collect();
        lists.items = self.items.values().copied().collect();
        lists.items.sort_by_key(|summary| {
            let item = &self.state.items[summary.item as usize];
            let place = self.item_places[summary.item as usize];
            (&item.standard, &item.kind, place)
        });
        lists.missing = self.coverage.missing(&self.options.expected);
        lists.register = self.decider.take().map(Decider::finish).unwrap_or_default();
        lists.gate = self.gate(&mut lists);
        lists
    }

    fn gate(&mut self, lists: &mut Lists) -> Option<GateResult> {
        let options = self.options.gate.clone()?;
        let today = self.options.today;
        let mut reasons = Vec::new();
        let (found, min) = (self.coverage.servers(), options.min_servers);
        if found < min {
            reasons.push(GateReason::TooFewServers { found, min });
        }
        if !lists.missing.is_empty() {
            reasons.push(GateReason::MissingServers(lists.missing.clone()));
        }
        if let Some(days) = options.max_age_days {
            for server in &mut lists.servers {
                let stored = &self.state.inspections[server.inspection as usize];
                server.too_old = self.coverage.is_too_old(&stored.inspection, today, days);
            }
            let names = self.coverage.too_old(today, days);
            if !names.is_empty() {
                reasons.push(GateReason::TooOld(names));
            }
        }
        if !self.state.is_complete() && !options.allow_incomplete {
            let unread = self.state.unread().len() as u64;
            reasons.push(GateReason::Incomplete { unread });
        }
        let by_counts = std::mem::take(&mut self.by_counts);
        Some(GateResult::new(options, self.counted, by_counts, reasons))
    }
}

fn known_status(comparison: Option<&Comparison>, old: Option<Place>) -> Option<Status> {
    Some(comparison?.old.row_at(old?).status)
}
