use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use chrono::TimeDelta;

use super::content::{Items, WriteError, Written, align, write_group};
use super::layout::{SnapshotName, file_name};
use super::locked::open_locked;
use super::publish::Unpublished;
use super::question::{PartStart, Question};
use super::records::{RecordRef, item_of};
use super::resume::{Group, Resumed, read_part};
use crate::model::SnapshotInfo;
use crate::model::{Check, End, Inspection, Item, Run, Unread};

/// How long an interrupted run can be taken up again.
const RESUME_WITHIN: TimeDelta = TimeDelta::hours(24);

/// A run that is being collected: what was read is on the disk at once, and an interrupted run is
/// taken up where it ended.
///
/// The part is locked, and stands in the folder of its service under a name that begins with a dot.
/// [`PartialRun::finish`] makes the snapshot from it in a second pass.
///
/// ```
/// use korea_cloud_security_findings::{
///     Check, Inspection, PartialRun, Question, Run, Service, SnapshotName,
/// };
/// # let folder = tempfile::tempdir()?;
/// # let folder = folder.path();
///
/// let mut run = Run::new(Service::Ssc, "2026-11-25T12:15:00+09:00".parse()?);
/// run.region = "KR1".to_owned();
/// let name = SnapshotName::inspections(&run);
///
/// let mut part = PartialRun::open(folder, Question::new(run, None, None), true)?;
/// let mut inspection = Inspection::new(Service::Ssc, "web-01", "10025");
/// inspection.standard = "M".to_owned();
/// if !part.contains("10025") {
///     part.add(inspection, &[Check::from_codes(Some("U-01"), Some("H"), Some("X"))])?;
/// }
/// let written = part.finish(true, Vec::new())?;
/// assert!(written.path.ends_with("service=ssc/date=2026-11-25/KR1-default-20261125T031500Z.ndjson.gz"));
/// assert_eq!(written.info.end.weak, 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct PartialRun {
    root: PathBuf,
    path: PathBuf,
    file: File,
    question: Question,
    resumed: bool,
    groups: Vec<Group>,
    known: HashSet<String>,
    items: HashSet<Item>,
    length: u64,
}

impl PartialRun {
    /// Opens the part of a question. A part of the same question that is less than 24 hours old is
    /// taken up, unless `resume` is false.
    ///
    /// # Errors
    ///
    /// When another process collects the same, or the part cannot be written.
    pub fn open(root: &Path, question: Question, resume: bool) -> Result<Self, WriteError> {
        let folder = root.join(format!("service={}", question.run.service));
        fs::create_dir_all(&folder).map_err(WriteError::at(&folder))?;
        let path = folder.join(question.part_name());
        let opened = open_locked(&path).map_err(WriteError::at(&path))?;
        let Some(file) = opened else {
            return Err(WriteError::Locked {
                file: path.display().to_string(),
            });
        };
        let mut part = Self {
            root: root.to_owned(),
            path,
            file,
            question,
            resumed: false,
            groups: Vec::new(),
            known: HashSet::new(),
            items: HashSet::new(),
            length: 0,
        };
        let begun = part.begin(resume);
        begun.map_err(WriteError::at(&part.path))?;
        Ok(part)
    }

    /// What is asked. Of a run that was taken up this is the first run's range and time.
    pub fn run(&self) -> &Run {
        &self.question.run
    }

    /// Whether an earlier run was taken up.
    pub fn is_resumed(&self) -> bool {
        self.resumed
    }

    /// The number of inspections that are there already.
    pub fn len(&self) -> usize {
        self.groups.len()
    }

    /// Whether no inspection is there yet.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Whether an inspection is there already.
    pub fn contains(&self, inspection: &str) -> bool {
        self.known.contains(inspection)
    }

    /// Adds an inspection with its checks. Service, project and region are those of the run.
    ///
    /// Returns whether its rows disagree with the vendor's counts. An inspection that is there
    /// already is left as it is.
    ///
    /// # Errors
    ///
    /// When the part cannot be written, as on a full disk. What was added before stays.
    pub fn add(
        &mut self,
        mut inspection: Inspection,
        checks: &[Check],
    ) -> Result<bool, WriteError> {
        if self.contains(&inspection.inspection) {
            return Ok(false);
        }
        align(&mut inspection, checks, &self.question.run);
        let added = self.append(&inspection, checks);
        added.map_err(WriteError::at(&self.path))?;
        self.known.insert(inspection.inspection);
        Ok(inspection.mismatch)
    }

    /// Makes the snapshot, and removes the part. `complete` is false where something beside the
    /// unread inspections is missing.
    ///
    /// # Errors
    ///
    /// When the snapshot cannot be written; the part stays.
    pub fn finish(self, complete: bool, unread: Vec<Unread>) -> Result<Written, WriteError> {
        let name = SnapshotName::inspections(&self.question.run);
        self.finish_as(&name, complete, unread)
    }

    /// As [`PartialRun::finish`], under a name of the caller's choice.
    ///
    /// # Errors
    ///
    /// When the snapshot cannot be written; the part stays.
    pub fn finish_as(
        mut self,
        name: &SnapshotName,
        complete: bool,
        unread: Vec<Unread>,
    ) -> Result<Written, WriteError> {
        let published = self.publish(name, complete, unread);
        let written = published.map_err(WriteError::at(&name.folder(&self.root)))?;
        // The snapshot is there: a part that cannot be removed is no reason to say it is not.
        if fs::remove_file(&self.path).is_err() {
            // Some systems remove no file that is open.
            let path = self.path.clone();
            drop(self);
            let _ = fs::remove_file(path);
        }
        Ok(written)
    }

    fn begin(&mut self, resume: bool) -> io::Result<()> {
        if resume
            && let Some(part) = read_part(&mut self.file)?
            && self.takes_up(&part)
        {
            self.known = part.groups.iter().map(|one| one.id().to_owned()).collect();
            self.resumed = !part.groups.is_empty();
            self.question = part.question;
            self.groups = part.groups;
            self.items = part.items;
            self.length = part.length;
            return self.cut_back();
        }
        self.length = 0;
        self.cut_back()?;
        let mut line = serde_json::to_vec(&PartStart {
            record: "question".into(),
            question: self.question.clone(),
        })?;
        line.push(b'\n');
        self.write(&line)
    }

    fn takes_up(&self, part: &Resumed) -> bool {
        let age = self.question.run.collected_at - part.question.run.collected_at;
        part.question.identity() == self.question.identity() && age.abs() < RESUME_WITHIN
    }

    fn append(&mut self, inspection: &Inspection, checks: &[Check]) -> io::Result<()> {
        let mut bytes = Vec::new();
        let mut new = HashSet::new();
        for check in checks {
            let item = item_of(inspection, check);
            if !self.items.contains(&item) && !new.contains(&item) {
                RecordRef::Item(&item).write(&mut bytes)?;
                new.insert(item);
            }
        }
        let start = bytes.len() as u64;
        let weak = write_group(inspection, checks, &mut bytes)?;
        let offset = self.length + start;
        self.write(&bytes)?;
        let length = bytes.len() as u64 - start;
        self.groups
            .push(Group::new(inspection, offset, length, weak));
        self.items.extend(new);
        Ok(())
    }

    /// Writes at the end; what could be written in part only is cut off again.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self.file.write_all(bytes) {
            Ok(()) => {
                self.length += bytes.len() as u64;
                Ok(())
            }
            Err(error) => {
                let _ = self.cut_back();
                Err(error)
            }
        }
    }

    fn cut_back(&mut self) -> io::Result<()> {
        self.file.set_len(self.length)?;
        self.file.seek(SeekFrom::Start(self.length))?;
        Ok(())
    }

    fn publish(
        &mut self,
        name: &SnapshotName,
        complete: bool,
        mut unread: Vec<Unread>,
    ) -> io::Result<Written> {
        unread.sort_by(|a, b| (&a.server, &a.inspection).cmp(&(&b.server, &b.inspection)));
        let mut out = Unpublished::create(&self.root, name)?;
        RecordRef::Run(&self.question.run).write(&mut out)?;
        let mut items = Items::default();
        for item in &self.items {
            items.add(item.clone());
        }
        items.write(&mut out)?;
        let mut end = End {
            complete: complete && unread.is_empty(),
            unread,
            ..End::default()
        };
        self.groups.sort_by(|a, b| a.order().cmp(b.order()));
        let mut bytes = Vec::new();
        for group in &self.groups {
            self.file.seek(SeekFrom::Start(group.offset))?;
            bytes.clear();
            Read::by_ref(&mut self.file)
                .take(group.length)
                .read_to_end(&mut bytes)?;
            if bytes.len() as u64 != group.length {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            out.write_all(&bytes)?;
            end.inspections += 1;
            end.findings += group.findings;
            end.weak += group.weak;
        }
        RecordRef::End(&end).write(&mut out)?;
        let (path, sha256) = out.publish(&self.root, name)?;
        let info = SnapshotInfo {
            file: file_name(&path),
            sha256,
            run: self.question.run.clone(),
            end,
        };
        Ok(Written { path, info })
    }
}
