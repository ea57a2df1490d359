//! The days that were kept, and what of them is missing.

use chrono::Days;
use korea_cloud_security::findings::{DayFilter, DetectionDays, DetectionScope};

use crate::cli::KeptDaysArgs;
use crate::commands::findings::snapshots_at;
use crate::context::Context;
use crate::day::{korean_day, spans};
use crate::exit::Failure;
use crate::lang::{say, words};

/// Reads the days that were asked for.
pub(super) fn load(context: &Context, args: &KeptDaysArgs) -> Result<DetectionDays, Failure> {
    let now = context.now();
    let yesterday = korean_day(now).checked_sub_days(Days::new(1));
    let mut filter = DayFilter::default();
    filter.from = args.from.map(|day| day.date(now));
    // Today is no gap: the service does not have it yet.
    let to = args.to.map(|day| day.date(now));
    filter.to = to.map(|to| yesterday.map_or(to, |yesterday| to.min(yesterday)));
    filter.projects.clone_from(&args.project);
    if let (Some(from), Some(to)) = (filter.from, to)
        && from > to
    {
        return Err(Failure::usage(say!(
            "--from이 --to보다 늦습니다. 서로 바꾸세요",
            "--from is later than --to; exchange them"
        )));
    }
    let days = DetectionDays::load(&snapshots_at(&args.dir)?, &filter)?;
    if days.is_empty() {
        return Err(Failure::usage(say!(
            "읽을 AppGuard 날짜가 없습니다. 경로, 기간, --project를 확인하거나 'kcsec appguard collect'로 수집하세요",
            "there is no day of AppGuard to read; check the path, the days and --project, or collect them by 'kcsec appguard collect'"
        )));
    }
    let projects = days.projects();
    if let Some(absent) = args
        .project
        .iter()
        .find(|name| !projects.contains(name.as_str()))
    {
        return Err(Failure::usage(say!(
            "--project {}: 해당 날짜가 없습니다. 이름을 확인하세요",
            "--project {}: no day of it is there; check the name",
            absent
        )));
    }
    Ok(days)
}

/// What days belong to, for people.
pub(in crate::commands) fn name_of_scope(days: &DetectionDays, scope: &DetectionScope) -> String {
    let name = format!("{} {}", scope.os, scope.id_type);
    match days.projects().len() {
        1 => name,
        _ => format!("{} {name}", scope.project),
    }
}

/// Says which days of the range are not there, or not whole, of those that matter.
pub(super) fn tell_gaps(
    context: &Context,
    days: &DetectionDays,
    matters: impl Fn(&DetectionScope) -> bool,
) {
    for one in days.coverage() {
        if !matters(&one.scope) {
            continue;
        }
        let name = name_of_scope(days, &one.scope);
        if !one.missing.is_empty() {
            context.note(&context.fill(
                words(
                    "{0}: 기간 {2}일 중 있는 {1}일만 셉니다(days_seen 포함). 없는 날: {3}",
                    "{0}: days_seen counts only the {1} of {2} days that are here; missing: {3}",
                    "{0}: 期間{2}日のうち、ある{1}日のみを数えます（days_seen も同様）。ない日: {3}",
                ),
                &[&name, &one.here, &one.days, &spans(&one.missing)],
            ));
        }
        if !one.incomplete.is_empty() {
            context.error(&context.fill(
                words(
                    "{0}: 아이디가 없는 항목이 있어 일부를 읽지 못한 날: {1}",
                    "{0}: entries without an id could not be read on: {1}",
                    "{0}: IDのない項目があり一部を読み取れなかった日: {1}",
                ),
                &[&name, &spans(&one.incomplete)],
            ));
        }
    }
}
