use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::layout::{SnapshotName, file_name};
use super::publish::Unpublished;
use super::records::{RecordRef, finding_of, item_of};
use crate::model::SnapshotInfo;
use crate::model::{Check, Detection, End, Inspection, Item, Run, Status, Unread};

/// Why a snapshot could not be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// Another process collects the same.
    #[error("{file}: another run collects the same right now; wait for it")]
    Locked {
        /// The file that it holds.
        file: String,
    },
    /// The disk is full, a folder cannot be written to, or the like.
    #[error("{file}: cannot be written: {message}")]
    Write {
        /// The file or folder.
        file: String,
        /// What the system says.
        message: String,
    },
}

impl WriteError {
    pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let file = path.display().to_string();
        move |error| Self::Write {
            file,
            message: error.to_string(),
        }
    }
}

/// A snapshot that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Written {
    /// The path.
    pub path: PathBuf,
    /// What the file says of itself, and its SHA-256.
    pub info: SnapshotInfo,
}

/// All that a snapshot holds, for runs that fit into memory.
///
/// Long runs are written by [`PartialRun`](crate::PartialRun), which survives interruption.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct SnapshotContent {
    /// What was asked.
    pub run: Run,
    /// The inspections and their checks, in any order.
    pub inspections: Vec<(Inspection, Vec<Check>)>,
    /// The detections, in any order.
    pub detections: Vec<Detection>,
    /// The inspections that could not be read.
    pub unread: Vec<Unread>,
    /// Whether everything that was asked for was read.
    pub complete: bool,
}

impl SnapshotContent {
    /// A complete run without any content.
    pub fn new(run: Run) -> Self {
        Self {
            run,
            inspections: Vec::new(),
            detections: Vec::new(),
            unread: Vec::new(),
            complete: true,
        }
    }

    /// Writes the snapshot into a folder, as a whole or not at all. A file that is there already is
    /// never overwritten: the new one gets a number.
    ///
    /// # Errors
    ///
    /// When the file cannot be written; nothing is left of it then.
    pub fn save(mut self, root: &Path, name: &SnapshotName) -> Result<Written, WriteError> {
        let folder = name.folder(root);
        let write = |content: &mut Self| -> io::Result<Written> {
            let mut out = Unpublished::create(root, name)?;
            let end = content.write(&mut out)?;
            let (path, sha256) = out.publish(root, name)?;
            let info = SnapshotInfo {
                file: file_name(&path),
                sha256,
                run: content.run.clone(),
                end,
            };
            Ok(Written { path, info })
        };
        write(&mut self).map_err(WriteError::at(&folder))
    }

    /// Writes the records to any place, uncompressed.
    fn write(&mut self, out: &mut impl Write) -> io::Result<End> {
        let run = &self.run;
        self.inspections
            .sort_by(|(a, _), (b, _)| order(a).cmp(&order(b)));
        self.detections.sort_by(|a, b| {
            let order = |one: &Detection| (one.os.clone(), one.id_type.clone(), one.id.clone());
            order(a).cmp(&order(b))
        });
        for detection in &mut self.detections {
            detection.service = run.service;
            detection.project.clone_from(&run.project);
        }
        let mut items = Items::default();
        for (inspection, checks) in &mut self.inspections {
            align(inspection, checks, run);
            for check in checks.iter() {
                items.add(item_of(inspection, check));
            }
        }
        let mut end = End {
            complete: self.complete && self.unread.is_empty(),
            unread: self.unread.clone(),
            ..End::default()
        };
        RecordRef::Run(run).write(out)?;
        items.write(out)?;
        for (inspection, checks) in &self.inspections {
            let weak = write_group(inspection, checks, out)?;
            end.inspections += 1;
            end.findings += checks.len() as u64;
            end.weak += weak;
        }
        for detection in &self.detections {
            RecordRef::Detection(detection).write(out)?;
            end.detections += 1;
        }
        RecordRef::End(&end).write(out)?;
        Ok(end)
    }
}

/// The order of inspections in a file, whatever order they were read in.
pub(super) fn order(inspection: &Inspection) -> (&str, &str, &str, &str) {
    (
        &inspection.standard,
        &inspection.kind,
        &inspection.server,
        &inspection.inspection,
    )
}

/// Makes an inspection agree with its run and its rows.
pub(super) fn align(inspection: &mut Inspection, checks: &[Check], run: &Run) {
    inspection.service = run.service;
    inspection.project.clone_from(&run.project);
    inspection.region.clone_from(&run.region);
    inspection.items = checks.len() as u64;
    let weak = checks.iter().filter(|check| check.status == Status::Fail);
    let weak = weak.count() as u64;
    let differs = |stated: Option<u64>, found: u64| stated.is_some_and(|stated| stated != found);
    inspection.mismatch |=
        differs(inspection.check_count, inspection.items) || differs(inspection.weak_count, weak);
}

/// Writes an inspection and its findings; returns how many failed.
pub(super) fn write_group(
    inspection: &Inspection,
    checks: &[Check],
    out: &mut impl Write,
) -> io::Result<u64> {
    RecordRef::Inspection(inspection).write(out)?;
    let mut weak = 0;
    for check in checks {
        RecordRef::Finding(&finding_of(inspection, check)).write(out)?;
        weak += u64::from(check.status == Status::Fail);
    }
    Ok(weak)
}

/// The texts of the checks, one for each identity.
#[derive(Debug, Default)]
pub(super) struct Items(BTreeMap<ItemKey, Item>);

/// Standard, kind, check, text.
type ItemKey = (String, String, String, Option<String>);

impl Items {
    /// Where one check comes with different texts, the same one is kept in whatever order they come.
    pub(super) fn add(&mut self, item: Item) {
        let key = (
            item.standard.clone(),
            item.kind.clone(),
            item.check.clone(),
            item.item.clone(),
        );
        let rank = |item: &Item| {
            let Item {
                how,
                category,
                severity,
                severity_raw,
                ..
            } = item;
            (
                how.clone(),
                category.clone(),
                *severity,
                severity_raw.clone(),
            )
        };
        match self.0.get_mut(&key) {
            Some(known) if rank(known) < rank(&item) => *known = item,
            Some(_) => {}
            None => {
                self.0.insert(key, item);
            }
        }
    }

    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        for item in self.0.values() {
            RecordRef::Item(item).write(out)?;
        }
        Ok(())
    }
}
