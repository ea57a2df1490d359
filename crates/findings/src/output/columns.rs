//! The columns of an audit sheet, the same in the workbook and in CSV.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime};

use super::language::Language;
use super::text::line;
use super::words;
use crate::day::korea_time;
use crate::judged::Row;
use crate::model::Status;

/// A column of an audit sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    Number,
    Standard,
    Kind,
    Server,
    Os,
    OsVersion,
    Category,
    Check,
    Item,
    Severity,
    Result,
    PreviousResult,
    Change,
    How,
    CheckedAt,
    Inspection,
    Action,
    Owner,
    Due,
    Remark,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value<'a> {
    Empty,
    Text(Cow<'a, str>),
    Number(u64),
    Day(NaiveDate),
    Time(NaiveDateTime),
}

impl Column {
    pub(crate) const ALL: [Self; 20] = [
        Self::Number,
        Self::Standard,
        Self::Kind,
        Self::Server,
        Self::Os,
        Self::OsVersion,
        Self::Category,
        Self::Check,
        Self::Item,
        Self::Severity,
        Self::Result,
        Self::PreviousResult,
        Self::Change,
        Self::How,
        Self::CheckedAt,
        Self::Inspection,
        Self::Action,
        Self::Owner,
        Self::Due,
        Self::Remark,
    ];

    /// The heading.
    pub(crate) fn title(self, language: Language) -> &'static str {
        let (ko, en, ja) = match self {
            Self::Number => ("No", "No", "No"),
            Self::Standard => ("점검기준", "Standard", "点検基準"),
            Self::Kind => ("점검종류", "Kind", "点検種別"),
            Self::Server => ("자산명", "Server", "資産名"),
            Self::Os => ("OS", "OS", "OS"),
            Self::OsVersion => ("OS 버전", "OS version", "OSバージョン"),
            Self::Category => ("점검분류", "Category", "点検分類"),
            Self::Check => ("항목코드", "Check", "項目コード"),
            Self::Item => ("점검항목", "Item", "点検項目"),
            Self::Severity => ("위험도", "Severity", "危険度"),
            Self::Result => ("점검결과", "Result", "点検結果"),
            Self::PreviousResult => ("이전결과", "Previous result", "前回結果"),
            Self::Change => ("변화", "Change", "変化"),
            Self::How => ("조치방법", "Remediation", "対応方法"),
            Self::CheckedAt => ("점검일시", "Checked at", "点検日時"),
            Self::Inspection => ("점검번호", "Inspection", "点検番号"),
            Self::Action => ("조치상태", "Action", "対応状況"),
            Self::Owner => ("조치담당자", "Owner", "対応担当者"),
            Self::Due => ("조치예정일", "Due", "対応予定日"),
            Self::Remark => ("비고", "Remark", "備考"),
        };
        language.pick(ko, en, ja)
    }

    /// The name for programs: that of the field of a finding where there is one.
    pub(crate) fn field(self) -> &'static str {
        match self {
            Self::Number => "no",
            Self::Standard => "standard",
            Self::Kind => "kind",
            Self::Server => "server",
            Self::Os => "os",
            Self::OsVersion => "os_version",
            Self::Category => "category",
            Self::Check => "check",
            Self::Item => "item",
            Self::Severity => "severity",
            Self::Result => "status",
            Self::PreviousResult => "previous_status",
            Self::Change => "class",
            Self::How => "how",
            Self::CheckedAt => "checked_at",
            Self::Inspection => "inspection",
            Self::Action => "action",
            Self::Owner => "owner",
            Self::Due => "due",
            Self::Remark => "remark",
        }
    }

    /// The width in characters.
    pub(crate) fn width(self) -> f64 {
        match self {
            Self::Number => 7.0,
            Self::Standard | Self::Kind | Self::Severity => 9.0,
            Self::Check | Self::Os | Self::Result | Self::PreviousResult => 11.0,
            Self::Change | Self::Inspection | Self::Action | Self::Due => 13.0,
            Self::Owner | Self::OsVersion | Self::CheckedAt => 17.0,
            Self::Category => 22.0,
            Self::Server => 26.0,
            Self::Remark => 36.0,
            Self::Item => 44.0,
            Self::How => 60.0,
        }
    }

    /// The value of a row; `number` counts the rows from 1.
    pub(crate) fn value<'a>(self, row: &Row<'a>, number: u64, language: Language) -> Value<'a> {
        let inspection = row.inspection;
        match self {
            Self::Number => Value::Number(number),
            Self::Standard => text(&inspection.standard),
            Self::Kind => text(&inspection.kind),
            Self::Server => Value::Text(words::server(inspection)),
            Self::Os => optional(inspection.os.as_deref()),
            Self::OsVersion => optional(inspection.os_version.as_deref()),
            Self::Category => optional(row.item.category.as_deref()),
            Self::Check => text(&row.item.check),
            Self::Item => optional(row.item.item.as_deref()),
            Self::Severity => word(language.severity(row.item.severity)),
            Self::Result => word(language.result(row)),
            Self::PreviousResult => match row.previous {
                Some(previous) => word(language.status(previous.status)),
                None => Value::Empty,
            },
            Self::Change => row
                .class
                .map_or(Value::Empty, |class| word(language.class(class))),
            Self::How => match row.status {
                Status::Fail => words::how(row.item).map_or(Value::Empty, Value::Text),
                _ => Value::Empty,
            },
            Self::CheckedAt => match inspection.checked_at {
                Some(time) => Value::Time(korea_time(time).naive_local()),
                None => Value::Empty,
            },
            Self::Inspection => text(&inspection.inspection),
            Self::Action => language.action(row).map_or(Value::Empty, word),
            Self::Owner => optional(row.entry.and_then(|entry| entry.owner.as_deref())),
            Self::Due => match row.entry.and_then(|entry| entry.due) {
                Some(due) => Value::Day(due),
                None => Value::Empty,
            },
            Self::Remark => match language.remark(row) {
                remark if remark.is_empty() => Value::Empty,
                remark => Value::Text(remark.into()),
            },
        }
    }
}

fn word(text: &'static str) -> Value<'static> {
    Value::Text(Cow::Borrowed(text))
}

fn text(text: &str) -> Value<'_> {
    match text {
        "" => Value::Empty,
        text => Value::Text(line(text)),
    }
}

fn optional(value: Option<&str>) -> Value<'_> {
    value.map_or(Value::Empty, text)
}
