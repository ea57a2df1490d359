use crate::lang::words;
use crate::output::{Column, Kind};

/// The fields of an inspection's summary.
pub(crate) const SUMMARY: &[Column] = &[
    Column::new(
        "usageStasNo",
        words("점검 번호", "Inspection", "点検番号"),
        Kind::Number,
    ),
    Column::new(
        "instanceName",
        words("서버", "Server", "サーバー"),
        Kind::Text,
    ),
    Column::new("os", words("OS", "OS", "OS"), Kind::Word).if_room(5),
    Column::new(
        "systemVersion",
        words("시스템 버전", "Version", "バージョン"),
        Kind::Text,
    )
    .if_room(7),
    Column::new("kind", words("종류", "Kind", "種類"), Kind::Word).if_room(8),
    Column::new("bss", words("기준", "Std", "基準"), Kind::Word).if_room(2),
    Column::new(
        "scriptVersion",
        words("스크립트", "Script", "スクリプト"),
        Kind::Word,
    )
    .if_room(9),
    Column::new(
        "executionTime",
        words("점검 시각", "Inspected at", "点検日時"),
        Kind::Time,
    )
    .if_room(1),
    Column::new("checkCount", words("점검", "Checked", "点検"), Kind::Number).if_room(6),
    Column::new("weakCount", words("취약", "Failed", "脆弱"), Kind::Number),
    Column::new("level3WeakCount", words("상", "High", "高"), Kind::Bad),
    Column::new("level2WeakCount", words("중", "Med", "中"), Kind::Number).if_room(3),
    Column::new("level1WeakCount", words("하", "Low", "低"), Kind::Number).if_room(4),
];

/// The fields of a checked item, under the number of its inspection.
pub(crate) const DETAILS: &[Column] = &[
    Column::new(
        "usageStasNo",
        words("점검 번호", "Inspection", "点検番号"),
        Kind::Number,
    )
    .if_room(1),
    Column::new(
        "instanceName",
        words("서버", "Server", "サーバー"),
        Kind::Text,
    )
    .if_room(4),
    Column::new("bss", words("기준", "Std", "基準"), Kind::Word).if_room(5),
    Column::new(
        "executionTime",
        words("점검 시각", "Inspected at", "点検日時"),
        Kind::Time,
    )
    .if_room(6),
    Column::new("resultId", words("항목 ID", "Item", "項目ID"), Kind::Word),
    Column::new("weakLevel", words("등급", "Level", "等級"), Kind::Severity),
    Column::new(
        "weakLevelName",
        words("등급명", "Level name", "等級名"),
        Kind::Word,
    )
    .data_only(),
    Column::new(
        "resultCode",
        words("결과", "Result", "結果"),
        Kind::CheckResult,
    ),
    Column::new(
        "categoryName",
        words("분류", "Category", "分類"),
        Kind::Text,
    )
    .if_room(3),
    Column::new("itemName", words("항목", "Name", "項目名"), Kind::Text),
    Column::new(
        "manageMethod",
        words("조치 방법", "What to do", "対処方法"),
        Kind::Lines,
    )
    .if_room(2),
];

/// What matters of a weak item at a glance.
pub(crate) const WEAK_ITEMS: &[Column] = &[
    Column::new("resultId", words("항목 ID", "Item", "項目ID"), Kind::Word),
    Column::new("weakLevel", words("등급", "Level", "等級"), Kind::Severity),
    Column::new(
        "categoryName",
        words("분류", "Category", "分類"),
        Kind::Text,
    )
    .if_room(2),
    Column::new("itemName", words("항목", "Name", "項目名"), Kind::Text),
];
