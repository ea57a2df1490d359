use std::collections::HashMap;

use chrono::{DateTime, FixedOffset};
use serde::Deserialize;

use crate::model::{Finding, Inspection, Service, Severity, Status, TargetKey};

/// The fields of a finding that are the same for all checks of an inspection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) service: Service,
    pub(crate) project: String,
    pub(crate) region: String,
    pub(crate) standard: String,
    pub(crate) kind: String,
    pub(crate) server: String,
    pub(crate) os: Option<String>,
    pub(crate) os_version: Option<String>,
    pub(crate) script_version: Option<String>,
    pub(crate) inspection: String,
    pub(crate) checked_at: Option<DateTime<FixedOffset>>,
}

/// The fields of a finding that belong to the check.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Tail {
    pub(crate) check: String,
    pub(crate) category: Option<String>,
    pub(crate) item: Option<String>,
    pub(crate) location: String,
    pub(crate) severity: Severity,
    pub(crate) status: Status,
    pub(crate) status_raw: Option<String>,
    pub(crate) count: Option<u64>,
}

impl Head {
    pub(crate) fn target(&self) -> TargetKey {
        TargetKey {
            service: self.service,
            project: self.project.clone(),
            region: self.region.clone(),
            standard: self.standard.clone(),
            kind: self.kind.clone(),
            server: self.server.clone(),
        }
    }

    pub(super) fn is_of(&self, inspection: &Inspection) -> bool {
        self.server == inspection.server
            && self.standard == inspection.standard
            && self.kind == inspection.kind
            && self.region == inspection.region
            && self.project == inspection.project
            && self.service == inspection.service
    }
}

/// How many different ends of lines are remembered: servers share their checks, so there are few.
const MAX_TAILS: usize = 16_384;

/// Where the fields of the check begin in a line.
const SPLIT: &[u8] = b",\"check\":";

/// Parses finding records, each different part of a line once.
///
/// The lines of an inspection begin alike, and the lines of a check end alike on every server. So
/// a line whose first part is that of the line before, and whose second part was seen before, needs
/// no parsing at all.
#[derive(Default)]
pub(super) struct FindingParser {
    start: Vec<u8>,
    head: Option<Head>,
    known: HashMap<Box<[u8]>, u32>,
    tails: Vec<Tail>,
    generation: u32,
    current: u32,
}

impl FindingParser {
    /// Parses a line. What it says is in `head` and `tail` until the next call.
    pub(super) fn parse(&mut self, line: &[u8]) -> serde_json::Result<()> {
        let Some(at) = split(line) else {
            return self.parse_whole(line, None);
        };
        let (start, end) = line.split_at(at);
        if self.head.is_some()
            && self.start == start
            && let Some(index) = self.known.get(end)
        {
            self.current = *index;
            return Ok(());
        }
        self.parse_whole(line, Some(at))
    }

    pub(super) fn head(&self) -> Option<&Head> {
        self.head.as_ref()
    }

    pub(super) fn tail(&self) -> Option<&Tail> {
        self.tails.get(self.current as usize)
    }

    /// A number that the same tail has each time, as long as the generation is the same.
    pub(super) fn tail_id(&self) -> (u32, u32) {
        (self.generation, self.current)
    }

    fn parse_whole(&mut self, line: &[u8], at: Option<usize>) -> serde_json::Result<()> {
        let finding: Finding<'_> = serde_json::from_slice(line)?;
        let (head, tail) = parts(finding);
        if self.tails.len() >= MAX_TAILS {
            self.tails.clear();
            self.known.clear();
            self.generation += 1;
        }
        self.start.clear();
        self.head = Some(head);
        if let Some(at) = at {
            self.start.extend_from_slice(&line[..at]);
            if let Some(index) = self.known.get(&line[at..]) {
                self.current = *index;
                return Ok(());
            }
            self.known
                .insert(line[at..].into(), self.tails.len() as u32);
        } else {
            self.head_is_for_one_line();
        }
        self.current = self.tails.len() as u32;
        self.tails.push(tail);
        Ok(())
    }

    /// An empty start matches no line, as every line has a first byte.
    fn head_is_for_one_line(&mut self) {
        self.start.clear();
    }
}

/// The place of the split in a line as this crate writes it. A brace before it could be the start
/// of an inner object, so such a line is parsed as a whole.
fn split(line: &[u8]) -> Option<usize> {
    let at = line
        .windows(SPLIT.len())
        .position(|window| window == SPLIT)?;
    let braces = line[..at].iter().filter(|byte| matches!(byte, b'{' | b'['));
    (braces.count() == 1).then_some(at)
}

fn parts(finding: Finding<'_>) -> (Head, Tail) {
    let owned = |text: Option<std::borrow::Cow<'_, str>>| text.map(|text| text.into_owned());
    (
        Head {
            service: finding.service,
            project: finding.project.into_owned(),
            region: finding.region.into_owned(),
            standard: finding.standard.into_owned(),
            kind: finding.kind.into_owned(),
            server: finding.server.into_owned(),
            os: owned(finding.os),
            os_version: owned(finding.os_version),
            script_version: owned(finding.script_version),
            inspection: finding.inspection.into_owned(),
            checked_at: finding.checked_at,
        },
        Tail {
            check: finding.check.into_owned(),
            category: owned(finding.category),
            item: owned(finding.item),
            location: finding.location.into_owned(),
            severity: finding.severity,
            status: finding.status,
            status_raw: owned(finding.status_raw),
            count: finding.count,
        },
    )
}

/// A finding as a whole, borrowed from its parts.
pub(super) fn joined<'a>(head: &'a Head, tail: &'a Tail) -> Finding<'a> {
    Finding {
        service: head.service,
        project: (&head.project).into(),
        region: (&head.region).into(),
        standard: (&head.standard).into(),
        kind: (&head.kind).into(),
        server: (&head.server).into(),
        os: head.os.as_deref().map(Into::into),
        os_version: head.os_version.as_deref().map(Into::into),
        script_version: head.script_version.as_deref().map(Into::into),
        inspection: (&head.inspection).into(),
        checked_at: head.checked_at,
        check: (&tail.check).into(),
        category: tail.category.as_deref().map(Into::into),
        item: tail.item.as_deref().map(Into::into),
        location: (&tail.location).into(),
        severity: tail.severity,
        status: tail.status,
        status_raw: tail.status_raw.as_deref().map(Into::into),
        count: tail.count,
    }
}

/// The kind of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RecordKind {
    Run,
    Item,
    Inspection,
    Finding,
    Detection,
    End,
    Other,
}

/// The kind that a line states, without parsing a line that begins as this crate writes it.
pub(super) fn record_kind(line: &[u8]) -> serde_json::Result<RecordKind> {
    const FINDING: &[u8] = b"{\"record\":\"finding\",";

    #[derive(Deserialize)]
    struct Stated<'a> {
        #[serde(borrow)]
        record: std::borrow::Cow<'a, str>,
    }

    if line.starts_with(FINDING) {
        return Ok(RecordKind::Finding);
    }
    let stated: Stated<'_> = serde_json::from_slice(line)?;
    Ok(match &*stated.record {
        "run" => RecordKind::Run,
        "item" => RecordKind::Item,
        "inspection" => RecordKind::Inspection,
        "finding" => RecordKind::Finding,
        "detection" => RecordKind::Detection,
        "end" => RecordKind::End,
        _ => RecordKind::Other,
    })
}
