//! The tables of the report.

use super::figures::severity_class;
use crate::diff::{ChangeCounts, Class};
use crate::judged::{Counts, Judged, ServerSummary};
use crate::model::{Severity, SnapshotInfo};
use crate::output::language::{Language, number};
use crate::output::text::line;
use crate::output::words;
use crate::register::EntryState;

/// The servers that are listed by name.
pub(super) const TOP_SERVERS: usize = 20;

pub(super) struct TotalRow {
    pub(super) standard: String,
    pub(super) kind: String,
    pub(super) class: &'static str,
    pub(super) severity: &'static str,
    pub(super) numbers: [String; 6],
}

pub(super) fn totals(judged: &Judged, language: Language) -> Vec<TotalRow> {
    let groups = judged.totals().groups.iter();
    let rows = groups.map(|group| TotalRow {
        standard: match group.standard.as_str() {
            "" => "–".to_owned(),
            standard => language.standard(standard),
        },
        kind: line(&group.kind).into_owned(),
        class: severity_class(group.severity),
        severity: language.severity(group.severity),
        numbers: numbers(&group.counts),
    });
    rows.collect()
}

pub(super) fn numbers(counts: &Counts) -> [String; 6] {
    [
        counts.checks,
        counts.passed,
        counts.failed,
        counts.accepted,
        counts.unknown,
        counts.not_applicable,
    ]
    .map(number)
}

pub(super) struct ChangeRow {
    pub(super) name: &'static str,
    pub(super) numbers: Vec<String>,
}

/// The severities that the table of changes has a column for: an unknown one only where there is one.
pub(super) fn severities(judged: &Judged) -> Vec<Severity> {
    let counts = judged.change_counts();
    let unknown = |counts: &ChangeCounts| {
        let mut classes = Class::ALL.into_iter();
        classes.any(|class| counts.get(class, Severity::Unknown) > 0)
    };
    let is_shown = |severity| severity != Severity::Unknown || counts.is_some_and(unknown);
    Severity::ALL
        .into_iter()
        .filter(|severity| is_shown(*severity))
        .collect()
}

pub(super) fn changes(judged: &Judged, language: Language) -> Vec<ChangeRow> {
    let Some(counts) = judged.change_counts() else {
        return Vec::new();
    };
    let severities = severities(judged);
    let rows = Class::ALL.into_iter().map(|class| {
        let by_severity = severities
            .iter()
            .map(|severity| counts.get(class, *severity));
        let numbers = by_severity.chain([counts.of(class)]).map(number);
        ChangeRow {
            name: language.class(class),
            numbers: numbers.collect(),
        }
    });
    rows.collect()
}

pub(super) struct ServerRow {
    pub(super) name: String,
    pub(super) scope: String,
    pub(super) numbers: [String; 5],
    pub(super) score: String,
    pub(super) checked_at: String,
}

/// The inspections with the most failures, high ones first.
pub(super) fn servers(judged: &Judged) -> Vec<ServerRow> {
    let mut servers: Vec<ServerSummary<'_>> = judged.servers().collect();
    servers.sort_by_key(|server| {
        let counts = server.counts;
        std::cmp::Reverse((counts.failed, counts.failed_by_severity))
    });
    let rows = servers.into_iter().take(TOP_SERVERS).map(|server| {
        let (inspection, counts) = (server.inspection, server.counts);
        let level = |severity| counts.failed_of(severity);
        ServerRow {
            name: words::server(inspection).into_owned(),
            scope: words::scope(inspection),
            numbers: [
                counts.checks,
                counts.failed,
                level(Severity::High),
                level(Severity::Medium),
                level(Severity::Low),
            ]
            .map(number),
            score: server.score.to_string(),
            checked_at: inspection
                .checked_at
                .map(words::minute)
                .unwrap_or_else(|| "–".to_owned()),
        }
    });
    rows.collect()
}

pub(super) struct RegisterRow {
    pub(super) action: &'static str,
    pub(super) check: String,
    pub(super) server: String,
    pub(super) reason: String,
    pub(super) approver: String,
    pub(super) until: String,
    pub(super) state: &'static str,
    pub(super) is_over: bool,
    pub(super) rows: String,
}

pub(super) fn register(judged: &Judged, language: Language) -> Vec<RegisterRow> {
    let entries = judged.register().iter();
    let rows = entries.map(|known| {
        let entry = &known.entry;
        let day = entry.until.or(entry.due);
        RegisterRow {
            action: language.entry_action(entry.action),
            check: line(&entry.check.join(", ")).into_owned(),
            server: line(&entry.server.join(", ")).into_owned(),
            reason: line(&entry.reason).into_owned(),
            approver: line(
                entry
                    .approver
                    .as_deref()
                    .or(entry.owner.as_deref())
                    .unwrap_or("–"),
            )
            .into_owned(),
            until: day.map_or_else(|| "–".to_owned(), |day| day.to_string()),
            state: language.entry_state(known.state),
            is_over: matches!(known.state, EntryState::Expired | EntryState::Stale),
            rows: number(known.rows),
        }
    });
    rows.collect()
}

pub(crate) struct EvidenceRow {
    pub(crate) file: String,
    pub(crate) collected_at: String,
    pub(crate) sha256: String,
}

pub(super) fn evidence(judged: &Judged) -> Vec<EvidenceRow> {
    evidence_of(judged.snapshots().iter().chain(judged.previous_snapshots()))
}

/// The files that numbers come from.
pub(crate) fn evidence_of<'a>(
    snapshots: impl Iterator<Item = &'a SnapshotInfo>,
) -> Vec<EvidenceRow> {
    let rows = snapshots.map(|info| EvidenceRow {
        file: line(&info.file).into_owned(),
        collected_at: words::minute(info.run.collected_at),
        sha256: line(&info.sha256).into_owned(),
    });
    rows.collect()
}
