use korea_cloud_security::findings::{Counts, HistoryBy as By, HistoryOptions, walk_history};
use serde::Serialize;

use super::select::{snapshots_at, unread};
use crate::cli::{HistoryArgs, HistoryBy};
use crate::context::Context;
use crate::exit::Outcome;
use crate::lang::words;
use crate::output::{Column, Kind};

const HISTORY: &[Column] = &[
    Column::new("date", words("날짜", "Date", "日付"), Kind::Word),
    Column::new("group", words("구분", "Group", "区分"), Kind::Severity),
    Column::new(
        "servers",
        words("서버", "Servers", "サーバー"),
        Kind::Number,
    )
    .if_room(3),
    Column::new("checks", words("항목", "Checks", "項目"), Kind::Number).if_room(2),
    Column::new("failed", words("취약", "Failed", "脆弱"), Kind::Bad),
    Column::new(
        "unknown",
        words("확인 필요", "Not judged", "要確認"),
        Kind::Number,
    )
    .if_room(1),
];

/// A day, or a group of it.
#[derive(Serialize)]
struct Point {
    date: String,
    /// `None` is all of the day.
    group: Option<String>,
    servers: Option<u64>,
    checks: u64,
    failed: u64,
    passed: u64,
    unknown: u64,
}

impl Point {
    fn new(date: String, group: Option<String>, servers: Option<u64>, counts: &Counts) -> Self {
        Self {
            date,
            group,
            servers,
            checks: counts.checks,
            failed: counts.failed,
            passed: counts.passed,
            unknown: counts.unknown,
        }
    }
}

pub(in crate::commands) fn run(context: &Context, args: &HistoryArgs) -> Outcome {
    let now = context.now();
    let mut options = HistoryOptions::default();
    options.by = match args.by {
        HistoryBy::Severity => By::Severity,
        HistoryBy::Category => By::Category,
        HistoryBy::Check => By::Check,
        HistoryBy::Server => By::Server,
    };
    options.from = args.from.map(|day| day.date(now));
    options.to = args.to.map(|day| day.date(now));
    options.service = args.service.map(Into::into);
    let mut list = context.output.list(HISTORY)?;
    let mut days = 0_u64;
    let mut written = Ok(());
    walk_history(&snapshots_at(&args.dir)?, &options, |day| {
        days += 1;
        let date = day.point.date.to_string();
        let all = Point::new(
            date.clone(),
            None,
            Some(day.point.servers),
            &day.point.counts,
        );
        let groups = day.groups.into_iter();
        let groups =
            groups.map(|group| Point::new(date.clone(), Some(group.name), None, &group.counts));
        for point in std::iter::once(all).chain(groups) {
            if written.is_ok() {
                written = list.push(&point);
            }
        }
    })
    .map_err(unread(&args.dir))?;
    written?;
    list.finish()?;
    context.note(&context.fill(words("{0}일", "{0} day{s0}", "{0}日"), &[&days]));
    Ok(())
}
