use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::counts::{Counts, ItemSummary, ServerSummary, Totals, TotalsGroup, TrendPoint};
use super::filter::{Filter, StatusFilter};
use super::row::{Change, Judgement, Row, Side};
use crate::diff::{ChangeCounts, Class};
use crate::gate::{GateOptions, GateResult};
use crate::model::{Severity, SnapshotInfo, Status, Unread};
use crate::register::{Entry, Register, RegisterEntry};
use crate::score::Score;
use crate::state::{State, StateRow};

/// What a state is judged by.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct JudgeOptions {
    /// The day in Korea that ages and last days are judged by.
    pub today: NaiveDate,
    /// What the gate asks for; `None` is no gate.
    pub gate: Option<GateOptions>,
    /// The register of decisions.
    pub register: Option<Register>,
    /// What is shown.
    pub filter: Filter,
    /// The names of servers that must have been inspected.
    pub expected: Vec<String>,
    /// Whether reports show the score.
    pub score: bool,
    /// Whether accepted failures count as passed in the score.
    pub score_accepted_as_passed: bool,
    /// The roles of the approval box, such as 담당, 팀장 and 부서장.
    pub approvals: Vec<String>,
    /// The points of a history, oldest first.
    pub trend: Vec<TrendPoint>,
}

impl JudgeOptions {
    /// No gate, no register, no filter.
    pub fn new(today: NaiveDate) -> Self {
        Self {
            today,
            gate: None,
            register: None,
            filter: Filter::default(),
            expected: Vec::new(),
            score: false,
            score_accepted_as_passed: false,
            approvals: Vec::new(),
            trend: Vec::new(),
        }
    }
}

/// A state, judged: the one list that every output is made from.
///
/// Rows take about 30 bytes each and are made on the way out, so that a list of a million rows can
/// be written without holding its texts.
#[derive(Debug)]
pub struct Judged {
    state: State,
    previous: Option<State>,
    options: JudgeOptions,
    rows: Vec<JudgedRow>,
    changes: Vec<StoredChange>,
    change_counts: Option<ChangeCounts>,
    servers: Vec<StoredServer>,
    items: Vec<StoredItem>,
    totals: Totals,
    missing: Vec<String>,
    register: Vec<RegisterEntry>,
    gate: Option<GateResult>,
}

#[derive(Debug, Clone, Copy)]
struct JudgedRow {
    inspection: u32,
    row: u32,
    judgement: Judgement,
    class: Option<Class>,
    entry: Option<u32>,
    previous: Option<Place>,
}

/// A row of the earlier state.
#[derive(Debug, Clone, Copy)]
struct Place {
    inspection: u32,
    row: u32,
}

#[derive(Debug, Clone, Copy)]
struct StoredChange {
    class: Class,
    /// The index in `Judged::rows`.
    current: Option<u32>,
    previous: Option<Place>,
}

#[derive(Debug, Clone, Copy)]
struct StoredServer {
    inspection: u32,
    counts: Counts,
    score: Score,
    too_old: bool,
}

#[derive(Debug, Clone, Copy)]
struct StoredItem {
    item: u32,
    counts: Counts,
    servers: u64,
    failed_servers: u64,
}

impl Judged {
    /// Judges a state.
    pub fn new(state: State, options: JudgeOptions) -> Self {
        let mut judged = Self {
            previous: None,
            rows: Vec::with_capacity(state.row_count()),
            changes: Vec::new(),
            change_counts: None,
            servers: Vec::new(),
            items: Vec::new(),
            totals: Totals::default(),
            missing: Vec::new(),
            register: Vec::new(),
            gate: None,
            state,
            options,
        };
        judged.fill();
        judged
    }

    /// The snapshots that the state was read from, oldest first.
    pub fn snapshots(&self) -> &[SnapshotInfo] {
        self.state.snapshots()
    }

    /// The snapshots of the earlier state; empty where there is none.
    pub fn previous_snapshots(&self) -> &[SnapshotInfo] {
        self.previous.as_ref().map_or(&[], State::snapshots)
    }

    /// What the state was judged by.
    pub fn options(&self) -> &JudgeOptions {
        &self.options
    }

    /// The rows, sorted by project, region, standard, kind, server, check (U-2 before U-10), text
    /// and location; filtered.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> + Clone {
        let fail_only = self.options.filter.status == Some(StatusFilter::Fail);
        let rows = self.rows.iter().map(|row| self.row(*row));
        rows.filter(move |row| !fail_only || row.status == Status::Fail)
    }

    /// What changed since the earlier state, sorted by standard, severity, class, server and check;
    /// filtered. Empty where there is no earlier state.
    pub fn changes(&self) -> impl ExactSizeIterator<Item = Change<'_>> + Clone {
        self.changes.iter().map(|change| self.change(*change))
    }

    /// How many checks each class has; `None` where there is no earlier state.
    pub fn change_counts(&self) -> Option<&ChangeCounts> {
        self.change_counts.as_ref()
    }

    /// The inspections with their counts, in the order of the rows.
    pub fn servers(&self) -> impl ExactSizeIterator<Item = ServerSummary<'_>> + Clone {
        self.servers.iter().map(|server| {
            let stored = &self.state.inspections[server.inspection as usize];
            ServerSummary {
                inspection: &stored.inspection,
                snapshot: &self.state.snapshots[stored.snapshot as usize],
                counts: server.counts,
                score: server.score,
                too_old: server.too_old,
            }
        })
    }

    /// The checks with their counts over all servers, sorted by standard, kind, check and text.
    pub fn items(&self) -> impl ExactSizeIterator<Item = ItemSummary<'_>> + Clone {
        self.items.iter().map(|item| ItemSummary {
            item: &self.state.items[item.item as usize],
            counts: item.counts,
            servers: item.servers,
            failed_servers: item.failed_servers,
        })
    }

    /// The counts of everything that is shown.
    pub fn totals(&self) -> &Totals {
        &self.totals
    }

    /// The expected servers that no inspection was found of.
    pub fn missing_servers(&self) -> &[String] {
        &self.missing
    }

    /// The inspections whose details could not be read and that no later one replaces.
    pub fn unread(&self) -> &[Unread] {
        self.state.unread()
    }

    /// Whether everything that was asked for was read.
    pub fn is_complete(&self) -> bool {
        self.state.is_complete()
    }

    /// The entries of the register beside what they do here; empty where there is none.
    pub fn register(&self) -> &[RegisterEntry] {
        &self.register
    }

    /// What the gate says; `None` where there is no gate.
    pub fn gate(&self) -> Option<&GateResult> {
        self.gate.as_ref()
    }

    fn row(&self, row: JudgedRow) -> Row<'_> {
        let stored = self.state.row(row.inspection as usize, row.row as usize);
        Row {
            inspection: stored.inspection,
            item: stored.item,
            location: stored.location,
            status: stored.status,
            status_raw: stored.status_raw,
            count: stored.count,
            judgement: row.judgement,
            entry: self.entry(row),
            class: row.class,
            previous: row.previous.and_then(|place| self.place(place)).map(side),
        }
    }

    fn change(&self, change: StoredChange) -> Change<'_> {
        let row = change.current.map(|row| self.rows[row as usize]);
        let current = row.map(|row| self.state.row(row.inspection as usize, row.row as usize));
        let previous = change.previous.and_then(|place| self.place(place));
        Change {
            class: change.class,
            location: current.or(previous).map_or("", |row| row.location),
            current: current.map(side),
            previous: previous.map(side),
            judgement: row.map(|row| row.judgement),
            entry: row.and_then(|row| self.entry(row)),
        }
    }

    fn place(&self, place: Place) -> Option<StateRow<'_>> {
        let previous = self.previous.as_ref()?;
        Some(previous.row(place.inspection as usize, place.row as usize))
    }

    fn entry(&self, row: JudgedRow) -> Option<&Entry> {
        Some(&self.register.get(row.entry? as usize)?.entry)
    }

    fn fill(&mut self) {
        let mut groups: BTreeMap<(String, String, Severity), Counts> = BTreeMap::new();
        let mut names = BTreeSet::new();
        for (index, stored) in self.state.inspections.iter().enumerate() {
            let mut counts = Counts::default();
            let mut score = Score::default();
            for row in stored.rows.clone() {
                let view = self.state.row(index, row as usize);
                let judgement = match view.status {
                    Status::Pass => Judgement::Passed,
                    Status::Fail => Judgement::Counted,
                    Status::Unknown => Judgement::Unknown,
                };
                let severity = view.item.severity;
                counts.add(severity, view.status, judgement);
                score.add(severity, view.status);
                self.totals.all.add(severity, view.status, judgement);
                let group = (view.item.standard.clone(), view.item.kind.clone(), severity);
                groups
                    .entry(group)
                    .or_default()
                    .add(severity, view.status, judgement);
                self.rows.push(JudgedRow {
                    inspection: index as u32,
                    row,
                    judgement,
                    class: None,
                    entry: None,
                    previous: None,
                });
            }
            names.insert(&stored.inspection.server);
            self.totals.score.merge(score);
            self.servers.push(StoredServer {
                inspection: index as u32,
                counts,
                score,
                too_old: false,
            });
        }
        self.totals.servers = names.len() as u64;
        let groups = groups.into_iter();
        self.totals.groups = groups
            .map(|((standard, kind, severity), counts)| TotalsGroup {
                standard,
                kind,
                severity,
                counts,
            })
            .collect();
        let expected = self.options.expected.iter();
        self.missing = expected
            .filter(|name| !names.contains(name))
            .cloned()
            .collect();
    }
}

fn side(row: StateRow<'_>) -> Side<'_> {
    Side {
        inspection: row.inspection,
        item: row.item,
        status: row.status,
    }
}
