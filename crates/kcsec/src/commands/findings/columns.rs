//! Rows of the judged list as tables and data show them.

use korea_cloud_security::findings::{Change, Row, Severity, Status};
use serde::Serialize;

use crate::lang::words;
use crate::output::{Column, Kind};

/// A row as data, under the field names of the snapshot.
#[derive(Serialize)]
pub(super) struct RowData<'a> {
    class: Option<&'static str>,
    standard: &'a str,
    kind: &'a str,
    region: &'a str,
    server: &'a str,
    check: &'a str,
    item: Option<&'a str>,
    location: &'a str,
    severity: Severity,
    status: Option<Status>,
    previous: Option<Status>,
    judgement: Option<&'static str>,
    reason: Option<&'a str>,
    inspection: &'a str,
}

pub(super) const ROWS: &[Column] = &[
    Column::new("class", words("변화", "Change", "変化"), Kind::Class),
    Column::new("standard", words("기준", "Std", "基準"), Kind::Word).if_room(5),
    Column::new("kind", words("종류", "Kind", "種類"), Kind::Word).if_room(7),
    Column::new("region", words("리전", "Region", "リージョン"), Kind::Word).data_only(),
    Column::new("server", words("서버", "Server", "サーバー"), Kind::Text),
    Column::new(
        "check",
        words("항목 코드", "Check", "項目コード"),
        Kind::Word,
    ),
    Column::new("item", words("점검 항목", "Item", "点検項目"), Kind::Text).if_room(2),
    Column::new(
        "location",
        words("위치", "Location", "場所"),
        Kind::Location,
    )
    .if_room(4),
    Column::new(
        "severity",
        words("위험도", "Severity", "危険度"),
        Kind::Severity,
    ),
    Column::new("status", words("결과", "Result", "結果"), Kind::Status),
    Column::new(
        "previous",
        words("이전 결과", "Before", "以前の結果"),
        Kind::Status,
    )
    .if_room(3),
    Column::new("judgement", words("판정", "Judgement", "判定"), Kind::Word).data_only(),
    Column::new("reason", words("사유", "Reason", "理由"), Kind::Text).if_room(6),
    Column::new(
        "inspection",
        words("점검 번호", "Inspection", "点検番号"),
        Kind::Word,
    )
    .data_only(),
];

impl<'a> From<Row<'a>> for RowData<'a> {
    fn from(row: Row<'a>) -> Self {
        Self {
            class: row.class.map(|class| class.as_str()),
            standard: &row.inspection.standard,
            kind: &row.inspection.kind,
            region: &row.inspection.region,
            server: &row.inspection.server,
            check: &row.item.check,
            item: row.item.item.as_deref(),
            location: row.location,
            severity: row.item.severity,
            status: Some(row.status),
            previous: row.previous.map(|side| side.status),
            judgement: Some(row.judgement.as_str()),
            reason: row.entry.map(|entry| entry.reason.as_str()),
            inspection: &row.inspection.inspection,
        }
    }
}

impl<'a> RowData<'a> {
    /// A change; of what is gone, as it was.
    pub(super) fn of_change(change: Change<'a>) -> Option<Self> {
        let side = change.side()?;
        Some(Self {
            class: Some(change.class.as_str()),
            standard: &side.inspection.standard,
            kind: &side.inspection.kind,
            region: &side.inspection.region,
            server: &side.inspection.server,
            check: &side.item.check,
            item: side.item.item.as_deref(),
            location: change.location,
            severity: change.severity(),
            status: change.current.map(|side| side.status),
            previous: change.previous.map(|side| side.status),
            judgement: change.judgement.map(|judgement| judgement.as_str()),
            reason: change.entry.map(|entry| entry.reason.as_str()),
            inspection: &side.inspection.inspection,
        })
    }
}

// What a snapshot holds, whether it was just written or is verified.

pub(in crate::commands) const COMPLETE: Column = Column::new(
    "complete",
    words("수집 완료", "Complete", "収集完了"),
    Kind::Good,
);
pub(in crate::commands) const INSPECTIONS: Column = Column::new(
    "inspections",
    words("점검", "Inspections", "点検"),
    Kind::Number,
);
pub(in crate::commands) const FINDINGS: Column =
    Column::new("findings", words("결과", "Results", "結果"), Kind::Number);
pub(in crate::commands) const WEAK: Column =
    Column::new("weak", words("취약", "Failed", "脆弱"), Kind::Bad);
pub(in crate::commands) const UNREAD: Column =
    Column::new("unread", words("읽지 못함", "Unread", "未読"), Kind::Bad);
pub(in crate::commands) const SHA256: Column =
    Column::new("sha256", words("SHA-256", "SHA-256", "SHA-256"), Kind::Word);
