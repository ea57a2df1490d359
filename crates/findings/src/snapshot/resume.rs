use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Seek};

use super::findings::{FindingParser, RecordKind, record_kind};
use super::question::{PartStart, Question};
use crate::model::{Inspection, Item, Status};

/// An inspection in a part, and where its lines stand.
#[derive(Debug, Clone)]
pub(super) struct Group {
    order: [Box<str>; 4],
    pub(super) offset: u64,
    pub(super) length: u64,
    pub(super) findings: u64,
    pub(super) weak: u64,
}

impl Group {
    pub(super) fn new(inspection: &Inspection, offset: u64, length: u64, weak: u64) -> Self {
        let (standard, kind, server, id) = super::content::order(inspection);
        Self {
            order: [standard.into(), kind.into(), server.into(), id.into()],
            offset,
            length,
            findings: inspection.items,
            weak,
        }
    }

    pub(super) fn id(&self) -> &str {
        &self.order[3]
    }

    pub(super) fn order(&self) -> &[Box<str>; 4] {
        &self.order
    }
}

/// What a part holds.
pub(super) struct Resumed {
    pub(super) question: Question,
    pub(super) groups: Vec<Group>,
    pub(super) items: HashSet<Item>,
    /// Where the last whole inspection ends. What follows was cut in writing.
    pub(super) length: u64,
}

/// Reads a part up to the end of its last whole inspection; `None` where it has no question.
pub(super) fn read_part(file: &mut File) -> io::Result<Option<Resumed>> {
    file.rewind()?;
    let mut lines = BufReader::with_capacity(128 * 1024, file);
    let mut line = Vec::new();
    let mut offset = lines.read_until(b'\n', &mut line)? as u64;
    let start: Option<PartStart> = whole(&line).and_then(|line| serde_json::from_slice(line).ok());
    let Some(start) = start.filter(|start| start.record == "question") else {
        return Ok(None);
    };
    let mut resumed = Resumed {
        question: start.question,
        groups: Vec::new(),
        items: HashSet::new(),
        length: offset,
    };
    let mut findings = FindingParser::default();
    let mut items = Vec::new();
    let mut open: Option<(Inspection, u64, u64, u64)> = None;
    loop {
        line.clear();
        let read = lines.read_until(b'\n', &mut line)? as u64;
        let Some(text) = whole(&line) else { break };
        match (record_kind(text), &mut open) {
            (Ok(RecordKind::Item), None) => match serde_json::from_slice::<Item>(text) {
                Ok(item) => items.push(item),
                Err(_) => break,
            },
            (Ok(RecordKind::Inspection), None) => match serde_json::from_slice(text) {
                Ok(inspection) => open = Some((inspection, offset, 0, 0)),
                Err(_) => break,
            },
            (Ok(RecordKind::Finding), Some((_, _, rows, weak))) => {
                let Some(status) = status(&mut findings, text) else {
                    break;
                };
                *rows += 1;
                *weak += u64::from(status == Status::Fail);
            }
            _ => break,
        }
        offset += read;
        if let Some((inspection, start, _, weak)) =
            open.take_if(|(inspection, _, rows, _)| *rows == inspection.items)
        {
            resumed
                .groups
                .push(Group::new(&inspection, start, offset - start, weak));
            resumed.items.extend(items.drain(..));
            resumed.length = offset;
        }
    }
    Ok(Some(resumed))
}

fn status(findings: &mut FindingParser, line: &[u8]) -> Option<Status> {
    findings.parse(line).ok()?;
    findings.tail().map(|tail| tail.status)
}

/// The line without its break; `None` where the break is missing.
fn whole(line: &[u8]) -> Option<&[u8]> {
    line.strip_suffix(b"\n")
}
