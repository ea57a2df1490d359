//! Which rows belong to which run.

use std::collections::BTreeSet;

use crate::diff::Class;
use crate::judged::{Judged, Judgement, Row};
use crate::model::{Service, SnapshotInfo, Status};

/// Service, project, region.
pub(super) type RunKey<'a> = (Service, &'a str, &'a str);

pub(super) fn key_of_run(info: &SnapshotInfo) -> RunKey<'_> {
    (info.run.service, &info.run.project, &info.run.region)
}

/// A run for all that was asked for, with or without results: an importer closes what is not in it.
pub(super) fn run_keys(judged: &Judged) -> BTreeSet<RunKey<'_>> {
    judged.snapshots().iter().map(key_of_run).collect()
}

/// The rows that become results of a run.
pub(super) fn rows<'a>(judged: &'a Judged, key: RunKey<'a>) -> impl Iterator<Item = Row<'a>> {
    judged.rows().filter(move |row| {
        let inspection = row.inspection;
        (
            inspection.service,
            inspection.project.as_str(),
            inspection.region.as_str(),
        ) == key
            && (row.status != Status::Pass || row.class == Some(Class::Fixed))
            && row.judgement != Judgement::NotApplicable
    })
}
