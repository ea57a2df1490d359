use std::collections::BTreeSet;

use korea_cloud_security::findings::mask_id;
use korea_cloud_security::nhn_appguard::{Abnormal, AbnormalStatusQuery, Client, Detection, Os};
use serde::Serialize;

use crate::cli::{AbnormalArgs, Format, IdType};
use crate::commands::detections::in_words;
use crate::commands::listing::fail_if_skipped;
use crate::context::Context;
use crate::exit::Outcome;
use crate::lang::words;
use crate::output::{Column, Kind};

pub(super) async fn run(context: &Context, client: &Client, args: &AbnormalArgs) -> Outcome {
    let date = args.date.date(context.now());
    let query = AbnormalStatusQuery::new(date, args.os.into()).with_id_type(args.id_type.into());
    let mut report = client.abnormal_status(&query).await?;
    if args.mask_ids {
        for entry in &mut report.entries {
            entry.abnormal_id = mask_id(&entry.abnormal_id);
        }
    }
    let entries = &report.entries;
    if context.output.format == Format::Table {
        show(context, entries)?;
    } else {
        let columns = data_columns(args.os.into(), entries);
        let mut list = context.output.list(&columns)?;
        for entry in entries {
            list.push(entry)?;
        }
        list.finish()?;
    }
    let counted = match args.id_type {
        IdType::Device => words(
            "{0} · 기기 {1}대",
            "{0} · {1} device{s1}",
            "{0} · 端末{1}台",
        ),
        IdType::User => words(
            "{0} · 사용자 {1}명",
            "{0} · {1} user{s1}",
            "{0} · ユーザー{1}人",
        ),
    };
    context.note(&context.fill(counted, &[&date, &entries.len()]));
    fail_if_skipped(context, report.skipped())
}

/// A row for people: what was detected, the most frequent first, instead of a column a counter.
#[derive(Serialize)]
struct Row<'a> {
    #[serde(rename = "abnormalId")]
    id: &'a str,
    total: Option<u64>,
    detections: String,
}

pub(in crate::commands) const TABLE: &[Column] = &[
    Column::new("abnormalId", words("ID", "ID", "ID"), Kind::Text),
    Column::new("total", words("합계", "Total", "合計"), Kind::Number),
    Column::new(
        "detections",
        words("탐지 내용", "Detected", "検知内容"),
        Kind::Text,
    ),
];

/// Entries as a table, those with the most detections first.
pub(in crate::commands) fn show(context: &Context, entries: &[Abnormal]) -> std::io::Result<()> {
    let mut sorted: Vec<&Abnormal> = entries.iter().collect();
    sorted.sort_by_key(|entry| std::cmp::Reverse(entry.total));
    let mut list = context.output.list(TABLE)?;
    for entry in sorted {
        list.push(&Row {
            id: &entry.abnormal_id,
            total: entry.total,
            detections: in_words(entry.counts(), context.lang),
        })?;
    }
    list.finish()
}

/// The fields of entries under the vendor's names: all that are documented for the operating
/// system, whatever the day's data, in the vendor's order; then what else was counted.
fn data_columns(os: Os, entries: &[Abnormal]) -> Vec<Column> {
    let documented: Vec<&str> = Detection::documented_for(os)
        .map(Detection::as_str)
        .collect();
    let counted = entries.iter().flat_map(Abnormal::counts);
    let others: BTreeSet<String> = counted
        .map(|(detection, _)| detection.as_str().to_owned())
        .filter(|name| !documented.contains(&name.as_str()))
        .collect();
    ["abnormalId", "total"]
        .into_iter()
        .chain(documented)
        .map(str::to_owned)
        .chain(others)
        .map(Column::named_by_vendor)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_do_not_depend_on_the_days_data() {
        let names = |os, entries: &[Abnormal]| -> Vec<String> {
            let columns = data_columns(os, entries).into_iter();
            columns.map(|column| column.name.into_owned()).collect()
        };
        let ios = [
            "abnormalId",
            "total",
            "cheatCount",
            "emulatorCount",
            "modificationCount",
            "debuggerCount",
            "jailbreakCount",
            "hookCount",
        ];
        assert_eq!(names(Os::Ios, &[]), ios);
        assert_eq!(names(Os::Android, &[]).len(), 14);
        let json = r#"{"abnormalId":"a","rootingCount":1,"newCount":2,"cheatCount":"many"}"#;
        let entry: Abnormal = serde_json::from_str(json).unwrap();
        let found = names(Os::Ios, &[entry]);
        assert_eq!(found[..8], ios);
        assert_eq!(found[8..], ["newCount", "rootingCount"]);
    }
}
