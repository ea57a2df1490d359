//! Which days are read.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use korea_cloud_security::findings::{
    DayFilter, DetectionDays, DetectionFile, detection_files, end_of_korea_day, snapshots_in,
};
use korea_cloud_security::nhn_appguard::Client;

use crate::cli::{AppguardCollectArgs, Platform};
use crate::context::Context;
use crate::exit::Failure;
use crate::lang::{cannot_be_read, say, snapshot_error};

/// A day that was read earlier than this after its end may have grown since.
const SETTLED_AFTER: TimeDelta = TimeDelta::hours(24);

/// A day to read, and what was read of it too early.
pub(super) struct Open {
    pub(super) platform: Platform,
    pub(super) date: NaiveDate,
    pub(super) early: Option<PathBuf>,
}

pub(super) fn available(client: &Client) -> Result<RangeInclusive<NaiveDate>, Failure> {
    client.available_days().ok_or_else(|| {
        Failure::usage(say!(
            "시계가 달력 밖의 시각입니다. 시계를 맞추세요",
            "the clock shows a time outside the calendar; set it right"
        ))
    })
}

/// The days that were asked for.
pub(super) fn range(
    context: &Context,
    args: &AppguardCollectArgs,
    available: &RangeInclusive<NaiveDate>,
) -> Result<RangeInclusive<NaiveDate>, Failure> {
    let (first, last) = (*available.start(), *available.end());
    if let Some(days) = args.days {
        let back = TimeDelta::days(i64::from(days) - 1);
        return Ok((last - back).max(first)..=last);
    }
    match args.date.map(|date| date.date(context.now())) {
        Some(date) if available.contains(&date) => Ok(date..=date),
        Some(date) => Err(Failure::usage(say!(
            "--date {}: AppGuard는 한국 시간 90일 전부터 어제까지({}~{})만 제공합니다",
            "--date is {}; AppGuard gives {} to {}, 90 days ago to yesterday in Korea (UTC+9)",
            date,
            first,
            last
        ))),
        None => Err(Failure::usage(say!(
            "--date나 --days를 지정하세요",
            "give --date or --days"
        ))),
    }
}

/// The days of this project and type of id that are there.
pub(super) fn files(
    context: &Context,
    args: &AppguardCollectArgs,
    available: &RangeInclusive<NaiveDate>,
    project: &str,
) -> Result<Vec<DetectionFile>, Failure> {
    let folder = args.save.join("service=appguard");
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let paths = snapshots_in(&folder).map_err(|error| {
        Failure::usage(format!(
            "--save: {}",
            cannot_be_read(folder.display(), &error)
        ))
    })?;
    let mut filter = DayFilter::default();
    filter.from = Some(*available.start());
    filter.projects = vec![project.to_owned()];
    let (mut files, unreadable) = detection_files(&paths, &filter);
    for error in unreadable {
        context.error(&snapshot_error(&error));
    }
    files.retain(|file| file.scope.id_type == args.id_type.as_str());
    Ok(files)
}

/// The days to read, and how many are there already. One whose file is cut or damaged is not there.
pub(super) fn open(
    context: &Context,
    args: &AppguardCollectArgs,
    range: &RangeInclusive<NaiveDate>,
    here: &[DetectionFile],
) -> (Vec<Open>, usize) {
    let mut open = Vec::new();
    let mut kept = 0;
    for platform in args.os.each() {
        for date in range
            .start()
            .iter_days()
            .take_while(|date| date <= range.end())
        {
            let mut files = here.iter();
            let file = files.find(|file| file.date == date && file.scope.os == platform.as_str());
            match file {
                Some(file) if is_settled(date, file.collected_at) && is_whole(context, file) => {
                    kept += 1;
                }
                _ => open.push(Open {
                    platform: *platform,
                    date,
                    early: file.map(|file| file.path.clone()),
                }),
            }
        }
    }
    (open, kept)
}

/// Whether a file can be read to its end; one that cannot is named.
fn is_whole(context: &Context, file: &DetectionFile) -> bool {
    let read = DetectionDays::load(std::slice::from_ref(&file.path), &DayFilter::default());
    if let Err(error) = &read {
        context.error(&snapshot_error(error));
    }
    read.is_ok()
}

pub(super) fn is_settled(date: NaiveDate, read_at: DateTime<FixedOffset>) -> bool {
    read_at - end_of_korea_day(date) >= SETTLED_AFTER
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_settled_a_day_after_its_end_in_korea() {
        let date: NaiveDate = "2026-11-23".parse().unwrap();
        for (read_at, expected) in [
            ("2026-11-24T00:00:00+09:00", false),
            ("2026-11-24T23:59:59+09:00", false),
            ("2026-11-25T00:00:00+09:00", true),
            ("2026-11-24T14:59:59Z", false),
            ("2026-11-24T15:00:00Z", true),
            // A clock that is wrong.
            ("2026-11-20T00:00:00+09:00", false),
        ] {
            assert_eq!(
                is_settled(date, read_at.parse().unwrap()),
                expected,
                "{read_at}"
            );
        }
    }
}
