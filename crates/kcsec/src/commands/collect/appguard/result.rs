//! What became of the days, said in one line and as data.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::NaiveDate;
use korea_cloud_security::findings::DetectionFile;
use serde::Serialize;

use crate::cli::Format;
use crate::context::Context;
use crate::day::spans;
use crate::exit::Outcome;
use crate::lang::words;
use crate::output::{Column, Kind};

const COLLECTED: &[Column] = &[
    Column::new("from", words("처음", "From", "開始"), Kind::Word),
    Column::new("to", words("마지막", "To", "終了"), Kind::Word),
    Column::new("saved", words("저장", "Saved", "保存"), Kind::Number),
    Column::new("kept", words("유지", "Kept", "維持"), Kind::Number),
    Column::new("failed", words("실패", "Failed", "失敗"), Kind::Text),
    Column::new(
        "incomplete",
        words("불완전", "Incomplete", "不完全"),
        Kind::Text,
    ),
    Column::new("missing", words("없음", "Missing", "なし"), Kind::Text),
];

/// What became of the days: of each platform a day counts once.
#[derive(Serialize)]
pub(super) struct Collected {
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
    pub(super) os: Vec<&'static str>,
    pub(super) id_type: &'static str,
    pub(super) project: String,
    pub(super) saved: usize,
    /// There already, or read again and found the same.
    pub(super) kept: usize,
    pub(super) failed: Vec<DayOf>,
    /// Saved without entries that have no id.
    pub(super) incomplete: Vec<DayOf>,
    /// No longer to be had.
    pub(super) missing: Vec<DayOf>,
}

/// A day of one platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct DayOf {
    pub(super) os: &'static str,
    pub(super) date: NaiveDate,
}

/// One line for people and for cron's mail; all of it as data.
pub(super) fn write(context: &Context, collected: &Collected) -> Outcome {
    if context.output.format != Format::Table {
        context.output.record(COLLECTED, collected)?;
        return Ok(());
    }
    let line = context.fill(
        words(
            "AppGuard {0} {1}~{2} ({3}): 저장 {4}, 유지 {5}, 실패 {6}",
            "AppGuard {0} {1}~{2} ({3}): {4} saved, {5} kept, {6} failed",
            "AppGuard {0} {1}~{2} ({3}): 保存 {4}、維持 {5}、失敗 {6}",
        ),
        &[
            &collected.os.join(", "),
            &collected.from,
            &collected.to,
            &collected.id_type,
            &collected.saved,
            &collected.kept,
            &collected.failed.len(),
        ],
    );
    context.output.text(&format!("{line}\n"))?;
    Ok(())
}

/// Says which days are missing between the first that is there and yesterday.
pub(super) fn tell_gaps(
    context: &Context,
    available: &RangeInclusive<NaiveDate>,
    here: &[DetectionFile],
    collected: &Collected,
) {
    if !collected.missing.is_empty() {
        context.note(&context.fill(
            words(
                "더 이상 조회할 수 없는 날: {0}",
                "no longer to be had, as they are more than 90 days ago: {0}",
                "取得できなくなった日: {0}",
            ),
            &[&in_words(&collected.missing)],
        ));
    }
    let asked = collected.from..=collected.to;
    for os in &collected.os {
        let there = |date: NaiveDate| {
            asked.contains(&date)
                || here
                    .iter()
                    .any(|file| file.date == date && file.scope.os == *os)
        };
        let mut days = available
            .start()
            .iter_days()
            .take_while(|date| date <= available.end());
        let days = days.by_ref().skip_while(|date| !there(*date));
        let missing: Vec<NaiveDate> = days.filter(|date| !there(*date)).collect();
        let Some(first) = missing.first() else {
            continue;
        };
        let back = (*available.end() - *first).num_days() + 1;
        context.note(&context.fill(
            words(
                "{0}: 폴더에 없는 날 {1}일({2}). --days {3} 으로 수집합니다",
                "{0}: {1} day{s1} not in the folder ({2}); --days {3} collects them",
                "{0}: フォルダーにない日 {1}日（{2}）。--days {3} で収集します",
            ),
            &[os, &missing.len(), &spans(&missing), &back],
        ));
    }
}

/// Days by platform: `android 2026-11-20~2026-11-22, ios 2026-11-20`.
pub(super) fn in_words(days: &[DayOf]) -> String {
    let mut by_os: BTreeMap<&str, Vec<NaiveDate>> = BTreeMap::new();
    for day in days {
        by_os.entry(day.os).or_default().push(day.date);
    }
    let texts = by_os
        .iter()
        .map(|(os, days)| format!("{os} {}", spans(days)));
    texts.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_named_by_platform() {
        let day = |os, date: &str| DayOf {
            os,
            date: date.parse().unwrap(),
        };
        let days = [
            day("ios", "2026-11-20"),
            day("android", "2026-11-20"),
            day("ios", "2026-11-21"),
        ];
        assert_eq!(
            in_words(&days),
            "android 2026-11-20, ios 2026-11-20~2026-11-21"
        );
    }
}
