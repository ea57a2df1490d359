use korea_cloud_security::findings::{SnapshotError, SnapshotInfo, SnapshotReader};
use serde::Serialize;

use super::columns::{COMPLETE, FINDINGS, INSPECTIONS, SHA256, UNREAD, WEAK};
use crate::cli::SnapshotCommand;
use crate::context::Context;
use crate::exit::{Failure, Outcome, Status};
use crate::lang::{snapshot_error, words};
use crate::output::{Column, Kind};

const SNAPSHOTS: &[Column] = &[
    Column::new("file", words("파일", "File", "ファイル"), Kind::Text),
    Column::new("whole", words("온전함", "Whole", "欠損なし"), Kind::Good),
    COMPLETE,
    INSPECTIONS,
    FINDINGS,
    WEAK,
    UNREAD,
    SHA256.if_room(1),
];

#[derive(Serialize, Default)]
struct Verified {
    file: String,
    whole: bool,
    complete: Option<bool>,
    inspections: Option<u64>,
    findings: Option<u64>,
    weak: Option<u64>,
    unread: Option<usize>,
    sha256: Option<String>,
}

pub(in crate::commands) fn run(context: &Context, command: &SnapshotCommand) -> Outcome {
    let SnapshotCommand::Verify { files } = command;
    let mut list = context.output.list(SNAPSHOTS)?;
    let mut worst = None;
    for file in files {
        let mut verified = Verified {
            file: file.display().to_string(),
            ..Verified::default()
        };
        match read(file) {
            Ok(info) => {
                if !info.end.complete {
                    worst = worst.max(Some(Status::CheckFailed));
                }
                verified.whole = true;
                verified.complete = Some(info.end.complete);
                verified.inspections = Some(info.end.inspections);
                verified.findings = Some(info.end.findings);
                verified.weak = Some(info.end.weak);
                verified.unread = Some(info.end.unread.len());
                verified.sha256 = Some(info.sha256);
            }
            Err(error) => {
                context.error(&snapshot_error(&error));
                worst = Some(Status::Network);
            }
        }
        list.push(&verified)?;
    }
    list.finish()?;
    worst.map_or(Ok(()), |status| Err(Failure::reported(status)))
}

fn read(file: &std::path::Path) -> Result<SnapshotInfo, SnapshotError> {
    let mut reader = SnapshotReader::open(file)?;
    while reader.next_record()?.is_some() {}
    reader.finish()
}
