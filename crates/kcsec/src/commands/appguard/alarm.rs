use chrono::Days;
use korea_cloud_security::findings::{AlarmRule, DetectionAlarm, DetectionDays};

use super::kept::name_of_scope;
use crate::context::Context;
use crate::day::{Day, korean_day};
use crate::exit::{Failure, Outcome, Status};
use crate::lang::words;

/// Judges the newest day of each group: one that is too high ends with 1, one that cannot be
/// judged with 4.
pub(super) fn judge(
    context: &Context,
    days: &DetectionDays,
    to: Option<Day>,
    rule: AlarmRule,
) -> Outcome {
    let now = context.now();
    let yesterday = korean_day(now).checked_sub_days(Days::new(1));
    let expected = to.map(|day| day.date(now)).min(yesterday).or(yesterday);
    let mut worst = None;
    for group in &days.groups() {
        let Some(alarm) = DetectionAlarm::of(group, rule) else {
            continue;
        };
        let name = name_of_scope(days, alarm.scope);
        if let Some(expected) = expected.filter(|expected| alarm.date < *expected) {
            context.error(&context.fill(
                words(
                    "{0}: {2}이(가) 없어 가장 최근인 {1}을(를) 판정합니다",
                    "{0}: {2} is not here; the newest day is {1}",
                    "{0}: {2}がないため、最新の{1}を判定します",
                ),
                &[&name, &alarm.date, &expected],
            ));
        }
        let Some(median) = alarm.median else {
            context.error(&context.fill(
                words(
                    "{0} {1}: 이전 {2}일이 하나도 없어 경보를 판정할 수 없습니다",
                    "{0} {1}: none of the {2} days before is here, so the alarm cannot judge",
                    "{0} {1}: 直前{2}日が一日もないため、アラームを判定できません",
                ),
                &[&name, &alarm.date, &rule.over],
            ));
            worst = worst.max(Some((0, Status::Network)));
            continue;
        };
        let facts = context.fill(
            words(
                "{0} {1}: 탐지 {2}건, 이전 {3}일({4}일 있음) 중앙값 {5}의 {6}% 기준",
                "{0} {1}: {2} detection{s2}; the threshold is {6} % of {5}, the median of {3} day{s3} ({4} here)",
                "{0} {1}: 検知{2}件、直前{3}日（{4}日あり）の中央値{5}の{6}%が基準",
            ),
            &[&name, &alarm.date, &alarm.total, &rule.over, &alarm.days, &median, &rule.percent],
        );
        if alarm.raised {
            let lead = context.word(words("경보", "alarm", "アラーム"));
            context.error(&format!("{lead}: {facts}"));
            worst = worst.max(Some((1, Status::CheckFailed)));
        } else {
            context.note(&facts);
        }
    }
    worst.map_or(Ok(()), |(_, status)| Err(Failure::reported(status)))
}
