use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use serde::de::DeserializeOwned;

use super::SnapshotError;
use super::findings::{FindingParser, Head, RecordKind, Tail, joined, record_kind};
use super::item_check::ItemCheck;
use super::layout::file_name;
use super::lines::Lines;
use crate::model::SnapshotInfo;
use crate::model::{Detection, End, Finding, Inspection, Item, Run, SCHEMA, Status};

/// One record between the first and the last one of a snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Record<'a> {
    /// The texts of a check.
    Item(Item),
    /// An inspection of a server.
    Inspection(Inspection),
    /// A check of an inspection.
    Finding(Finding<'a>),
    /// A day of a device or user.
    Detection(Detection),
}

/// Reads a snapshot record by record, in flat memory.
///
/// Nothing that was read may be used before the end was reached: only there is it known that the
/// file is whole.
///
/// ```no_run
/// use korea_cloud_security_findings::{Record, SnapshotReader};
///
/// let mut reader = SnapshotReader::open("KR1-default-20261125T031500Z.ndjson.gz".as_ref())?;
/// let mut servers = 0;
/// while let Some(record) = reader.next_record()? {
///     servers += usize::from(matches!(record, Record::Inspection(_)));
/// }
/// let info = reader.finish()?;
/// println!("{servers} servers, complete: {}, {}", info.end.complete, info.sha256);
/// # Ok::<(), korea_cloud_security_findings::SnapshotError>(())
/// ```
pub struct SnapshotReader<R: Read = File> {
    file: String,
    lines: Lines<R>,
    run: Run,
    findings: FindingParser,
    items: ItemCheck,
    inspections: HashMap<String, Expected>,
    latest: Option<Inspection>,
    counted: End,
    end: Option<End>,
}

/// What is known of an inspection's rows.
#[derive(Default)]
struct Expected {
    /// Whether the inspection itself was there.
    seen: bool,
    /// How many rows are still to come; less than none where rows came first.
    rows: i64,
}

/// A record with what is needed to tell findings apart quickly.
pub(crate) enum Entry<'a> {
    Item(Item),
    Inspection(Inspection),
    Finding {
        head: &'a Head,
        tail: &'a Tail,
        tail_id: (u32, u32),
    },
    Detection(Detection),
}

impl SnapshotReader<File> {
    /// Opens a snapshot and reads its first record.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, is empty, is not a snapshot, or is one of a later version.
    pub fn open(path: &Path) -> Result<Self, SnapshotError> {
        let file = path.display().to_string();
        let lines = Lines::open(path).map_err(|error| SnapshotError::Read {
            file: file.clone(),
            message: error.to_string(),
        })?;
        Self::start(file, lines)
    }
}

impl<R: Read> SnapshotReader<R> {
    /// Reads a snapshot from any source; `file` is the name that errors say.
    ///
    /// # Errors
    ///
    /// As [`SnapshotReader::open`].
    pub fn new(file: impl Into<String>, input: R) -> Result<Self, SnapshotError> {
        Self::start(file.into(), Lines::new(input))
    }

    fn start(file: String, mut lines: Lines<R>) -> Result<Self, SnapshotError> {
        let read = lines.advance().map_err(|error| broken(&file, 1, &error))?;
        let line = match read {
            true => lines.line(),
            false => return Err(SnapshotError::Cut { file }),
        };
        if !matches!(record_kind(line), Ok(RecordKind::Run)) {
            return Err(damaged(&file, 1, "the first record is not a run"));
        }
        let stated: serde_json::Value =
            serde_json::from_slice(line).map_err(|error| damaged(&file, 1, &error.to_string()))?;
        let schema = stated["schema"].as_str().unwrap_or_default();
        if !is_readable(schema) {
            let schema = schema.to_owned();
            return Err(SnapshotError::Schema { file, schema });
        }
        let run = serde_json::from_value(stated)
            .map_err(|error| damaged(&file, 1, &error.to_string()))?;
        Ok(Self {
            file,
            lines,
            run,
            findings: FindingParser::default(),
            items: ItemCheck::default(),
            inspections: HashMap::new(),
            latest: None,
            counted: End::default(),
            end: None,
        })
    }

    /// What was asked.
    pub fn run(&self) -> &Run {
        &self.run
    }

    pub(crate) fn into_run(self) -> Run {
        self.run
    }

    /// The next record; `None` after the last one of a whole file. Records of a kind that this
    /// version does not know are skipped.
    ///
    /// # Errors
    ///
    /// When the file is cut or damaged.
    pub fn next_record(&mut self) -> Result<Option<Record<'_>>, SnapshotError> {
        Ok(self.next_entry()?.map(|entry| match entry {
            Entry::Item(item) => Record::Item(item),
            Entry::Inspection(inspection) => Record::Inspection(inspection),
            Entry::Finding { head, tail, .. } => Record::Finding(joined(head, tail)),
            Entry::Detection(detection) => Record::Detection(detection),
        }))
    }

    /// Reads what is left, and says what the file is.
    ///
    /// # Errors
    ///
    /// When the file is cut or damaged.
    pub fn finish(mut self) -> Result<SnapshotInfo, SnapshotError> {
        while self.next_entry()?.is_some() {}
        Ok(SnapshotInfo {
            sha256: self.lines.sha256(),
            file: file_name(Path::new(&self.file)),
            run: self.run,
            end: self.end.unwrap_or_default(),
        })
    }

    pub(crate) fn next_entry(&mut self) -> Result<Option<Entry<'_>>, SnapshotError> {
        loop {
            let number = self.lines.number() + 1;
            let more = self.lines.advance();
            if !more.map_err(|error| broken(&self.file, number, &error))? {
                return match self.end {
                    Some(_) => Ok(None),
                    None => Err(SnapshotError::Cut {
                        file: self.file.clone(),
                    }),
                };
            }
            if self.end.is_some() {
                return Err(self.damaged("there is a line after the last record"));
            }
            let kind = record_kind(self.lines.line()).map_err(|error| self.unreadable(&error))?;
            match kind {
                RecordKind::Run => return Err(self.damaged("there is a second run record")),
                RecordKind::Other => {}
                RecordKind::End => self.check_end()?,
                RecordKind::Item => {
                    let item = self.record()?;
                    self.items.item(&item);
                    return Ok(Some(Entry::Item(item)));
                }
                RecordKind::Detection => {
                    self.counted.detections += 1;
                    return Ok(Some(Entry::Detection(self.record()?)));
                }
                RecordKind::Inspection => {
                    let inspection: Inspection = self.record()?;
                    self.count_inspection(&inspection)?;
                    return Ok(Some(Entry::Inspection(inspection)));
                }
                RecordKind::Finding => return self.finding().map(Some),
            }
        }
    }

    fn finding(&mut self) -> Result<Entry<'_>, SnapshotError> {
        if let Err(error) = self.findings.parse(self.lines.line()) {
            return Err(self.unreadable(&error));
        }
        let tail_id = self.findings.tail_id();
        let (Some(head), Some(tail)) = (self.findings.head(), self.findings.tail()) else {
            return Err(self.damaged("the finding cannot be read"));
        };
        if let Some(latest) = &self.latest
            && latest.inspection == head.inspection
            && !head.is_of(latest)
        {
            return Err(self.damaged("the finding is not of the inspection that it states"));
        }
        self.items.finding(head, tail, tail_id);
        self.counted.findings += 1;
        self.counted.weak += u64::from(tail.status == Status::Fail);
        match self.inspections.get_mut(&head.inspection) {
            Some(expected) => expected.rows -= 1,
            None => {
                let expected = Expected {
                    seen: false,
                    rows: -1,
                };
                self.inspections.insert(head.inspection.clone(), expected);
            }
        }
        Ok(Entry::Finding {
            head,
            tail,
            tail_id,
        })
    }

    fn count_inspection(&mut self, inspection: &Inspection) -> Result<(), SnapshotError> {
        self.counted.inspections += 1;
        let items = i64::try_from(inspection.items).unwrap_or(i64::MAX);
        let number = &inspection.inspection;
        let expected = self.inspections.entry(number.clone()).or_default();
        if std::mem::replace(&mut expected.seen, true) {
            return Err(self.damaged(&format!("the inspection {number} is there twice")));
        }
        expected.rows = expected.rows.saturating_add(items);
        self.latest = Some(inspection.clone());
        Ok(())
    }

    fn check_end(&mut self) -> Result<(), SnapshotError> {
        let end: End = self.record()?;
        let counted = &self.counted;
        for (what, stated, found) in [
            ("inspections", end.inspections, counted.inspections),
            ("findings", end.findings, counted.findings),
            ("failed findings", end.weak, counted.weak),
            ("detections", end.detections, counted.detections),
        ] {
            if stated != found {
                return Err(self.damaged(&format!("{stated} {what} are stated, {found} are there")));
            }
        }
        let mut odd = self.inspections.iter();
        if let Some((number, _)) = odd.find(|(_, expected)| !expected.seen || expected.rows != 0) {
            return Err(self.damaged(&format!(
                "the inspection {number} has not the findings that it states"
            )));
        }
        if let Some(check) = self.items.missing() {
            return Err(self.damaged(&format!("the item of the check {check:?} is missing")));
        }
        self.end = Some(end);
        Ok(())
    }

    fn record<T: DeserializeOwned>(&self) -> Result<T, SnapshotError> {
        serde_json::from_slice(self.lines.line()).map_err(|error| self.unreadable(&error))
    }

    fn unreadable(&self, error: &serde_json::Error) -> SnapshotError {
        self.damaged(&format!("the record cannot be read ({error})"))
    }

    fn damaged(&self, message: &str) -> SnapshotError {
        damaged(&self.file, self.lines.number(), message)
    }
}

impl<R: Read> std::fmt::Debug for SnapshotReader<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SnapshotReader")
            .field("file", &self.file)
            .field("run", &self.run)
            .finish_non_exhaustive()
    }
}

/// The major version has to be ours.
fn is_readable(schema: &str) -> bool {
    let version = |text: &str| text.split('.').next().map(str::to_owned);
    match (schema.rsplit_once('/'), SCHEMA.rsplit_once('/')) {
        (Some((name, stated)), Some((ours, major))) => {
            name == ours && version(stated) == version(major)
        }
        _ => false,
    }
}

fn damaged(file: &str, line: u64, message: &str) -> SnapshotError {
    SnapshotError::Damaged {
        file: file.to_owned(),
        line,
        message: message.to_owned(),
    }
}

fn broken(file: &str, line: u64, error: &io::Error) -> SnapshotError {
    let file = file.to_owned();
    match error.kind() {
        io::ErrorKind::UnexpectedEof => SnapshotError::Cut { file },
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => SnapshotError::Damaged {
            file,
            line,
            message: error.to_string(),
        },
        _ => SnapshotError::Read {
            file,
            message: error.to_string(),
        },
    }
}
