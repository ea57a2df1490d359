use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;

use crate::model::{Run, Service};
use crate::snapshot::{SnapshotError, SnapshotReader};

/// What is counted apart: a project, an operating system, a type of id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[non_exhaustive]
pub struct DetectionScope {
    /// The name that tells accounts and Appkeys apart.
    pub project: String,
    /// `android` or `ios`.
    pub os: String,
    /// `device` or `user`.
    pub id_type: String,
}

impl DetectionScope {
    /// A project's devices or users of one operating system.
    pub fn new(
        project: impl Into<String>,
        os: impl Into<String>,
        id_type: impl Into<String>,
    ) -> Self {
        Self {
            project: project.into(),
            os: os.into(),
            id_type: id_type.into(),
        }
    }
}

/// Which days of AppGuard are read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DayFilter {
    /// The first day; `None` is the oldest that is there.
    pub from: Option<NaiveDate>,
    /// The last day; `None` is the newest that is there.
    pub to: Option<NaiveDate>,
    /// The projects; none is all of them.
    pub projects: Vec<String>,
}

impl DayFilter {
    fn holds(&self, scope: &DetectionScope, date: NaiveDate) -> bool {
        self.from.is_none_or(|from| date >= from)
            && self.to.is_none_or(|to| date <= to)
            && (self.projects.is_empty() || self.projects.contains(&scope.project))
    }
}

/// A snapshot of a day, by its first record; nothing else of it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DetectionFile {
    /// The path.
    pub path: PathBuf,
    /// What it belongs to.
    pub scope: DetectionScope,
    /// The day of the detections.
    pub date: NaiveDate,
    /// When the day was read.
    pub collected_at: DateTime<FixedOffset>,
}

/// The snapshots of AppGuard's days, of each day the one that was read last; and those whose
/// first record cannot be read. Snapshots of other services are left out.
pub fn detection_files(
    paths: &[PathBuf],
    filter: &DayFilter,
) -> (Vec<DetectionFile>, Vec<SnapshotError>) {
    let mut newest: BTreeMap<(DetectionScope, NaiveDate), DetectionFile> = BTreeMap::new();
    let mut unreadable = Vec::new();
    for path in paths {
        match detection_file(path) {
            Ok(Some(file)) if filter.holds(&file.scope, file.date) => {
                let key = (file.scope.clone(), file.date);
                match newest.get(&key) {
                    Some(known) if known.collected_at > file.collected_at => {}
                    _ => {
                        newest.insert(key, file);
                    }
                }
            }
            Ok(_) => {}
            Err(error) => unreadable.push(error),
        }
    }
    (newest.into_values().collect(), unreadable)
}

fn detection_file(path: &Path) -> Result<Option<DetectionFile>, SnapshotError> {
    let run = SnapshotReader::open(path)?.into_run();
    if run.service != Service::AppGuard {
        return Ok(None);
    }
    let (scope, date) = scope_of(&run).ok_or_else(|| SnapshotError::Damaged {
        file: path.display().to_string(),
        line: 1,
        message: "the run does not say its day, os and id_type".to_owned(),
    })?;
    Ok(Some(DetectionFile {
        path: path.to_owned(),
        scope,
        date,
        collected_at: run.collected_at,
    }))
}

/// Whose day a run is; `None` where it does not say.
pub(super) fn scope_of(run: &Run) -> Option<(DetectionScope, NaiveDate)> {
    let scope = DetectionScope::new(&run.project, run.os.as_ref()?, run.id_type.as_ref()?);
    Some((scope, run.as_of?))
}
