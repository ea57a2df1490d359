use std::io::{self, Write};

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;

use super::list::Judged;
use super::row::{Judgement, Row};
use crate::diff::Class;
use crate::gate::{GateReason, GateVerdict};
use crate::model::{Service, Severity, SnapshotInfo, Status};
use crate::register::{Action, Entry, EntryState};

/// The schema of what [`write_gate`] writes.
const SCHEMA: &str = "kcsec.gate/1";

/// Writes what the gate says as one JSON document: the verdict, the reasons, and the rows that
/// count, are accepted, or are covered by entries whose last day is over.
///
/// Rows are written one by one, so memory does not grow with them. Without a gate nothing was
/// judged, and the verdict says so. The document's schema is `schemas/gate.json`.
///
/// # Errors
///
/// When the output cannot be written to.
pub fn write_gate(judged: &Judged, out: &mut impl Write) -> io::Result<()> {
    let gate = judged.gate();
    let verdict = gate.map_or(GateVerdict::NotJudged, |gate| gate.verdict);
    let reasons = gate.map_or(&[][..], |gate| &gate.reasons);
    let mut words: Vec<&str> = reasons.iter().map(GateReason::as_str).collect();
    words.dedup();
    let head = Head {
        schema: SCHEMA,
        passed: verdict == GateVerdict::Passed,
        verdict: verdict.as_str(),
        reasons: words,
        details: reasons.iter().map(Detail::of).collect(),
        today: judged.options().today,
        counted_total: gate.map_or(0, |gate| gate.counted),
        complete: judged.is_complete(),
        servers: judged.totals().servers,
        snapshots: judged.snapshots().iter().map(Source::of).collect(),
        baseline: judged.previous_snapshots().iter().map(Source::of).collect(),
        by_counts: gate
            .map_or(&[][..], |gate| &gate.by_counts)
            .iter()
            .map(|(server, counted)| ByCounts {
                server,
                counted: *counted,
            })
            .collect(),
    };
    let mut text = serde_json::to_string(&head)?;
    // The lists are the last fields of the document.
    text.pop();
    out.write_all(text.as_bytes())?;
    for (name, judgement) in [
        ("counted", Judgement::Counted),
        ("accepted", Judgement::Accepted),
    ] {
        let rows = judged.rows().filter(|row| row.judgement == judgement);
        list(out, name, rows.map(|row| GateRow::of(&row)))?;
    }
    let expired = judged.register().iter();
    let expired = expired.filter(|entry| entry.state == EntryState::Expired);
    list(
        out,
        "expired",
        expired.map(|entry| GateEntry::of(&entry.entry)),
    )?;
    out.write_all(b"}\n")
}

fn list<T: Serialize>(
    out: &mut impl Write,
    name: &str,
    values: impl Iterator<Item = T>,
) -> io::Result<()> {
    write!(out, ",\"{name}\":[")?;
    for (index, value) in values.enumerate() {
        if index > 0 {
            out.write_all(b",")?;
        }
        serde_json::to_writer(&mut *out, &value)?;
    }
    out.write_all(b"]")
}

#[derive(Serialize)]
struct Head<'a> {
    schema: &'a str,
    passed: bool,
    verdict: &'a str,
    reasons: Vec<&'a str>,
    details: Vec<Detail<'a>>,
    today: NaiveDate,
    counted_total: u64,
    complete: bool,
    servers: u64,
    snapshots: Vec<Source<'a>>,
    baseline: Vec<Source<'a>>,
    by_counts: Vec<ByCounts<'a>>,
}

#[derive(Serialize)]
struct ByCounts<'a> {
    server: &'a str,
    counted: u64,
}

/// One reason with what belongs to it.
#[derive(Serialize)]
struct Detail<'a> {
    reason: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<u64>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    servers: &'a [String],
}

impl<'a> Detail<'a> {
    fn of(reason: &'a GateReason) -> Self {
        let (found, limit, servers) = match reason {
            GateReason::TooMany { counted, max } => (Some(*counted), Some(*max), &[][..]),
            GateReason::TooFewServers { found, min } => (Some(*found), Some(*min), &[][..]),
            GateReason::MissingServers(names) | GateReason::TooOld(names) => {
                (None, None, names.as_slice())
            }
            GateReason::Incomplete { unread } => (Some(*unread), None, &[][..]),
        };
        Self {
            reason: reason.as_str(),
            found,
            limit,
            servers,
        }
    }
}

#[derive(Serialize)]
struct Source<'a> {
    file: &'a str,
    sha256: &'a str,
    collected_at: DateTime<FixedOffset>,
    complete: bool,
}

impl<'a> Source<'a> {
    fn of(info: &'a SnapshotInfo) -> Self {
        Self {
            file: &info.file,
            sha256: &info.sha256,
            collected_at: info.run.collected_at,
            complete: info.end.complete,
        }
    }
}

#[derive(Serialize)]
struct GateRow<'a> {
    service: Service,
    project: &'a str,
    region: &'a str,
    standard: &'a str,
    kind: &'a str,
    server: &'a str,
    check: &'a str,
    item: Option<&'a str>,
    location: &'a str,
    severity: Severity,
    status: Status,
    class: Option<Class>,
    inspection: &'a str,
    checked_at: Option<DateTime<FixedOffset>>,
    fingerprint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<GateEntry<'a>>,
}

impl<'a> GateRow<'a> {
    fn of(row: &Row<'a>) -> Self {
        let inspection = row.inspection;
        Self {
            service: inspection.service,
            project: &inspection.project,
            region: &inspection.region,
            standard: &inspection.standard,
            kind: &inspection.kind,
            server: &inspection.server,
            check: &row.item.check,
            item: row.item.item.as_deref(),
            location: row.location,
            severity: row.item.severity,
            status: row.status,
            class: row.class,
            inspection: &inspection.inspection,
            checked_at: inspection.checked_at,
            fingerprint: row.fingerprint(),
            entry: row.entry.map(GateEntry::of),
        }
    }
}

/// What was decided, by whom, and for how long.
#[derive(Serialize)]
struct GateEntry<'a> {
    line: u64,
    action: Action,
    check: &'a [String],
    server: &'a [String],
    reason: &'a str,
    approver: Option<&'a str>,
    until: Option<NaiveDate>,
    due: Option<NaiveDate>,
    ticket: Option<&'a str>,
}

impl<'a> GateEntry<'a> {
    fn of(entry: &'a Entry) -> Self {
        Self {
            line: entry.line,
            action: entry.action,
            check: &entry.check,
            server: &entry.server,
            reason: &entry.reason,
            approver: entry.approver.as_deref(),
            until: entry.until,
            due: entry.due,
            ticket: entry.ticket.as_deref(),
        }
    }
}
