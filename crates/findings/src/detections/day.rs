use std::path::Path;

use chrono::NaiveDate;

use crate::model::{Detection, Run, SnapshotInfo};
use crate::snapshot::{Record, SnapshotError, SnapshotReader};

/// A day of one project, operating system and type of id.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DetectionDay {
    /// The day in Korea.
    pub date: NaiveDate,
    /// One entry an id, by id.
    pub detections: Vec<Detection>,
    /// What was asked, and when.
    pub run: Run,
    /// The snapshot it stands in; `None` for a day that was
    /// [added](crate::DetectionDays::add).
    pub snapshot: Option<SnapshotInfo>,
}

impl DetectionDay {
    pub(super) fn new(
        date: NaiveDate,
        run: Run,
        snapshot: Option<SnapshotInfo>,
        mut detections: Vec<Detection>,
    ) -> Self {
        detections.sort_by(|a, b| a.id.cmp(&b.id));
        // An id that the service lists twice did all of it.
        detections.dedup_by(|later, kept| {
            let is_same = later.id == kept.id;
            if is_same {
                kept.total = kept.total.saturating_add(later.total);
                for (name, count) in std::mem::take(&mut later.counts) {
                    let sum = kept.counts.entry(name).or_default();
                    *sum = sum.saturating_add(count);
                }
            }
            is_same
        });
        Self {
            date,
            detections,
            run,
            snapshot,
        }
    }

    /// Whether all that the service sent could be read.
    pub fn is_complete(&self) -> bool {
        self.snapshot.as_ref().is_none_or(|info| info.end.complete)
    }
}

/// Reads a snapshot to its end; what it holds has to be of one day.
pub(super) fn read(path: &Path) -> Result<(SnapshotInfo, Vec<Detection>), SnapshotError> {
    let mut reader = SnapshotReader::open(path)?;
    let mut detections = Vec::new();
    while let Some(record) = reader.next_record()? {
        if let Record::Detection(detection) = record {
            detections.push(detection);
        }
    }
    let info = reader.finish()?;
    let of_run = |one: &Detection| {
        let run = &info.run;
        run.as_of == Some(one.date)
            && run.project == one.project
            && run.os.as_deref() == Some(one.os.as_str())
            && run.id_type.as_deref() == Some(one.id_type.as_str())
    };
    if !detections.iter().all(of_run) {
        return Err(SnapshotError::Damaged {
            file: path.display().to_string(),
            line: 1,
            message: "a detection is not of the day, project, os and id_type of its run".to_owned(),
        });
    }
    Ok((info, detections))
}
