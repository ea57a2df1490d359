//! What every run has: where it is kept, what it is called, and how it ends.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};
use korea_cloud_security::findings::{Run, SharedName, WriteError, Written};
use serde::Serialize;
use transport_core::wire::date_time::KOREA;

use crate::cli::SaveArgs;
use crate::commands::findings::columns::{COMPLETE, FINDINGS, INSPECTIONS, SHA256, UNREAD, WEAK};
use crate::context::Context;
use crate::exit::{Failure, Status};
use crate::lang::{io_error, say, words, write_error};
use crate::output::{Column, Kind};
use crate::profile::DEFAULT;

pub(super) const COLLECTED: &[Column] = &[
    Column::new(
        "snapshot",
        words("스냅샷", "Snapshot", "スナップショット"),
        Kind::Text,
    ),
    COMPLETE,
    INSPECTIONS,
    FINDINGS,
    WEAK,
    UNREAD,
    SHA256.data_only(),
];

#[derive(Serialize)]
pub(super) struct Collected<'a> {
    snapshot: Option<String>,
    complete: bool,
    inspections: u64,
    findings: u64,
    weak: u64,
    unread: Vec<&'a str>,
    sha256: &'a str,
}

/// The folder that a snapshot is written to: the user's, or one that ends with the command.
pub(super) enum Folder {
    Kept(PathBuf),
    Temporary(tempfile::TempDir),
}

impl Folder {
    pub(super) fn of(args: &SaveArgs) -> Result<Self, Failure> {
        match &args.save {
            Some(folder) => Ok(Self::Kept(folder.clone())),
            None => tempfile::tempdir().map(Self::Temporary).map_err(|error| {
                Failure::usage(say!(
                    "임시 폴더를 만들 수 없습니다: {}",
                    "no temporary folder can be made: {}",
                    io_error(&error)
                ))
            }),
        }
    }

    pub(super) fn path(&self) -> &std::path::Path {
        match self {
            Self::Kept(path) => path,
            Self::Temporary(folder) => folder.path(),
        }
    }

    pub(super) fn is_kept(&self) -> bool {
        matches!(self, Self::Kept(_))
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        Self::new(Status::Network, write_error(&error))
    }
}

/// Now, in Korea, to the second.
pub(super) fn collected_at(context: &Context) -> DateTime<FixedOffset> {
    let now = DateTime::<chrono::Utc>::from(context.now()).with_timezone(&KOREA);
    DateTime::from_timestamp(now.timestamp(), 0).map_or(now, |whole| whole.with_timezone(&KOREA))
}

/// Fills in what every run has.
pub(super) fn describe(context: &Context, run: &mut Run, project: Option<&String>) {
    run.project = project
        .cloned()
        .or_else(|| context.global.profile.clone())
        .unwrap_or_else(|| DEFAULT.to_owned());
    run.tool = concat!("kcsec ", env!("CARGO_PKG_VERSION")).to_owned();
}

impl<'a> Collected<'a> {
    pub(super) fn of(written: &'a Written, is_kept: bool) -> Self {
        let end = &written.info.end;
        let unread = end.unread.iter().map(|one| one.inspection.as_str());
        Self {
            snapshot: is_kept.then(|| written.path.display().to_string()),
            complete: end.complete,
            inspections: end.inspections,
            findings: end.findings,
            weak: end.weak,
            unread: unread.collect(),
            sha256: &written.info.sha256,
        }
    }
}

/// Says where a snapshot is kept, where standard output holds a report.
pub(super) fn tell_kept(context: &Context, written: &Written) {
    context.note(&context.fill(
        words("스냅샷: {0}", "snapshot: {0}", "スナップショット: {0}"),
        &[&written.path.display()],
    ));
}

/// Names that more than one server seems to have: only the latest of them is seen.
pub(super) fn tell_shared_names(context: &Context, names: &[SharedName]) {
    for name in names {
        context.error(&context.fill(
            words(
                "여러 서버가 같은 이름을 쓰는 것 같습니다: '{0}'(점검 {1}: {3}, 점검 {2}: {4})",
                "the name '{0}' seems to be used by more than one server (inspection {1}: {3}, inspection {2}: {4})",
                "名前「{0}」は複数のサーバーで使われているようです（点検{1}: {3}、点検{2}: {4}）",
            ),
            &[
                &name.server,
                &name.inspections[0],
                &name.inspections[1],
                &name.os[0],
                &name.os[1],
            ],
        ));
    }
}
