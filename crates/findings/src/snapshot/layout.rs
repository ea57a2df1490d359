use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::day::korea_day;
use crate::model::{DEFAULT_PROJECT, Run, Service};

/// What every snapshot's name ends with.
const EXTENSION: &str = ".ndjson.gz";

/// Where a snapshot stands in a folder: its service, its day, and its name.
///
/// The folder is laid out as Hive partitions, `service=ssc/date=2026-11-25/NAME.ndjson.gz`, which
/// databases read as it lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnapshotName {
    service: Service,
    date: NaiveDate,
    stem: String,
}

impl SnapshotName {
    /// A run of Server Security Check: the day of collection in Korea, and
    /// `REGION-STANDARD-KIND-PROJECT-TIME`, where a filter that was not set is left out.
    pub fn inspections(run: &Run) -> Self {
        let time = run.collected_at.naive_utc().format("%Y%m%dT%H%M%SZ");
        let parts = [
            Some(run.region.as_str()).filter(|region| !region.is_empty()),
            run.standard.as_deref(),
            run.kind.as_deref(),
            Some(run.project.as_str()),
        ];
        let mut stem: String = parts
            .into_iter()
            .flatten()
            .map(|part| safe(part) + "-")
            .collect();
        stem.push_str(&time.to_string());
        Self {
            service: run.service,
            date: korea_day(run.collected_at),
            stem,
        }
    }

    /// A scan of Web Security Checker: the day of collection in Korea, and the job's number.
    pub fn web_scan(run: &Run, job: &str) -> Self {
        Self {
            service: run.service,
            date: korea_day(run.collected_at),
            stem: with_project(safe(job), run),
        }
    }

    /// A day of AppGuard: that day, and `OS-IDTYPE`.
    pub fn detections(run: &Run, date: NaiveDate, os: &str, id_type: &str) -> Self {
        Self {
            service: run.service,
            date,
            stem: with_project(format!("{}-{}", safe(os), safe(id_type)), run),
        }
    }

    /// The folder of the file.
    pub fn folder(&self, root: &Path) -> PathBuf {
        root.join(format!("service={}", self.service))
            .join(format!("date={}", self.date))
    }

    /// The path of the file; `copy` is 1 for the first file of the name, 2 for the second.
    pub(super) fn path(&self, root: &Path, copy: u32) -> PathBuf {
        let name = match copy {
            0 | 1 => format!("{}{EXTENSION}", self.stem),
            _ => format!("{}-{copy}{EXTENSION}", self.stem),
        };
        self.folder(root).join(name)
    }

    /// The snapshots of this name that are there already, of any day.
    ///
    /// A web scan has one file however often it is collected.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read.
    pub fn existing(&self, root: &Path) -> io::Result<Vec<PathBuf>> {
        let name = format!("{}{EXTENSION}", self.stem);
        let service = root.join(format!("service={}", self.service));
        if !service.is_dir() {
            return Ok(Vec::new());
        }
        let mut found = snapshots_in(&service)?;
        found.retain(|path| path.file_name().is_some_and(|file| file == name.as_str()));
        if self.service == Service::AppGuard {
            let folder = self.folder(root);
            found.retain(|path| path.parent() == Some(&folder));
        }
        Ok(found)
    }

    pub(super) fn stem(&self) -> &str {
        &self.stem
    }
}

fn with_project(stem: String, run: &Run) -> String {
    match run.project.as_str() {
        DEFAULT_PROJECT => stem,
        project => format!("{stem}-{}", safe(project)),
    }
}

/// The last part of a path.
pub(super) fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// A part of a file name that is the same on every system and cannot leave the folder.
pub(super) fn safe(part: &str) -> String {
    let char = |char: char| match char {
        '-' | '_' => char,
        _ if char.is_alphanumeric() => char,
        _ => '_',
    };
    part.chars().take(64).map(char).collect()
}

/// The snapshots of a folder and of all folders in it, sorted by path, oldest day first. Of a file
/// it is that file. Names that begin with a dot are unfinished files and left out.
///
/// # Errors
///
/// When the path is not there, or a folder cannot be read.
pub fn snapshots_in(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return match path.metadata() {
            Ok(_) => Ok(vec![path.to_owned()]),
            Err(error) => Err(error),
        };
    }
    let mut found = Vec::new();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with('.') {
                continue;
            }
            // A link to a folder is not followed, so that no walk is endless.
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else if name.ends_with(EXTENSION) {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}
