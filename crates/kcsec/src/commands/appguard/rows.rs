//! The rows of a trend: of days, detections or ids.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use korea_cloud_security::findings::{DetectionDays, DetectionGroup, mask_id};
use korea_cloud_security::nhn_appguard::Detection;
use serde::Serialize;

use super::kept::name_of_scope;
use crate::cli::{Format, TrendBy};
use crate::commands::detections::{in_words, name_of};
use crate::context::Context;
use crate::exit::Outcome;
use crate::lang::words;
use crate::output::{Column, Kind};

/// A row of any kind; what it has not is left out.
#[derive(Serialize, Default)]
struct Row<'a> {
    project: &'a str,
    os: &'a str,
    id_type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detection: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    total: u64,
    /// Of all that was detected, in per cent.
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ids: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counts: Option<&'a BTreeMap<&'a str, u64>>,
    /// For people only: the name of the detection, or all of them in one text.
    #[serde(skip_serializing_if = "Option::is_none")]
    in_words: Option<String>,
}

pub(super) fn show(
    context: &Context,
    days: &DetectionDays,
    by: TrendBy,
    top: Option<u32>,
    mask_ids: bool,
) -> Outcome {
    let groups = days.groups();
    let columns = columns(context, &groups, by, days.projects().len() > 1);
    let mut list = context.output.list(&columns)?;
    for group in &groups {
        for row in rows(context, group, by, top, mask_ids) {
            list.push(&row)?;
        }
    }
    list.finish()?;
    for group in &groups {
        context.note(&context.fill(
            words(
                "{0}: {1}일, 아이디 {2}개, 탐지 {3}건",
                "{0}: {1} day{s1}, {2} id{s2}, {3} detection{s3}",
                "{0}: {1}日、ID {2}件、検知{3}件",
            ),
            &[
                &name_of_scope(days, group.scope()),
                &group.by_day().len(),
                &group.by_id().len(),
                &group.total(),
            ],
        ));
    }
    Ok(())
}

fn rows<'g>(
    context: &Context,
    group: &'g DetectionGroup<'_>,
    by: TrendBy,
    top: Option<u32>,
    mask_ids: bool,
) -> Vec<Row<'g>> {
    let is_table = context.output.format == Format::Table;
    let scope = group.scope();
    let row = |total| Row {
        project: &scope.project,
        os: &scope.os,
        id_type: &scope.id_type,
        total,
        ..Row::default()
    };
    let text = |counts: &BTreeMap<&str, u64>| {
        let counts = counts.iter();
        let counts = counts.map(|(name, count)| (Detection::from(*name), *count));
        is_table.then(|| in_words(counts, context.lang))
    };
    let top = top.map_or(usize::MAX, |top| top as usize);
    match by {
        TrendBy::Day => {
            let mut days: Vec<_> = group.by_day().iter().collect();
            days.sort_by_key(|day| (std::cmp::Reverse(day.total), day.date));
            days.truncate(top);
            days.sort_by_key(|day| day.date);
            let rows = days.into_iter().map(|day| Row {
                date: Some(day.date),
                ids: Some(day.ids),
                counts: (!is_table).then_some(&day.counts),
                in_words: text(&day.counts),
                ..row(day.total)
            });
            rows.collect()
        }
        TrendBy::Detection => {
            let counters = group.by_detection();
            let all: u64 = counters
                .iter()
                .fold(0, |sum, one| sum.saturating_add(one.count));
            let rows = counters.into_iter().take(top).map(|one| Row {
                detection: Some(one.name),
                share: Some(per_cent(one.count, all)),
                ids: Some(one.ids.len() as u64),
                days: Some(one.days),
                in_words: is_table
                    .then(|| name_of(&Detection::from(one.name), context.lang).into_owned()),
                ..row(one.count)
            });
            rows.collect()
        }
        TrendBy::Id => {
            let rows = group.by_id().into_iter().take(top).map(|one| Row {
                id: Some(match mask_ids {
                    true => mask_id(one.id),
                    false => one.id.to_owned(),
                }),
                days: Some(one.days.len() as u64),
                first: one.days.keys().next().copied(),
                last: one.days.keys().next_back().copied(),
                counts: (!is_table).then_some(&one.counts),
                in_words: text(&one.counts),
                ..row(one.total)
            });
            rows.collect()
        }
    }
}

/// With two decimals.
fn per_cent(part: u64, all: u64) -> f64 {
    (part as f64 / all.max(1) as f64 * 10_000.0).round() / 100.0
}

fn columns(
    context: &Context,
    groups: &[DetectionGroup<'_>],
    by: TrendBy,
    several: bool,
) -> Vec<Column> {
    let is_table = context.output.format == Format::Table;
    let column = |name, ko, en, ja, kind| Column::new(name, words(ko, en, ja), kind);
    let project = column("project", "프로젝트", "Project", "プロジェクト", Kind::Text);
    let mut columns = vec![
        if several {
            project
        } else {
            project.data_only()
        },
        column("os", "OS", "OS", "OS", Kind::Word),
        column("id_type", "유형", "Type", "種別", Kind::Word).if_room(2),
    ];
    let total = column("total", "탐지", "Detections", "検知", Kind::Number);
    let ids = column("ids", "아이디 수", "Ids", "ID数", Kind::Number).if_room(1);
    let days = column("days", "본 날", "Days", "検知日数", Kind::Number);
    let in_words = column("in_words", "탐지 내용", "Detected", "検知内容", Kind::Text);
    let names: BTreeSet<&str> = groups
        .iter()
        .flat_map(|group| group.by_detection())
        .map(|one| one.name)
        .collect();
    match by {
        TrendBy::Day => {
            columns.extend([
                column("date", "날짜", "Date", "日付", Kind::Word),
                ids,
                total,
            ]);
        }
        TrendBy::Detection => columns.extend([
            match is_table {
                true => in_words.clone(),
                false => column("detection", "탐지", "Detection", "検知", Kind::Word),
            },
            total,
            column("share", "비율", "Share", "割合", Kind::Percent),
            ids,
            days.if_room(1),
        ]),
        TrendBy::Id => columns.extend([
            column("id", "ID", "ID", "ID", Kind::Text),
            total,
            days,
            column("first", "처음", "First", "初回", Kind::Word).if_room(3),
            column("last", "마지막", "Last", "最終", Kind::Word).if_room(3),
        ]),
    }
    match (by, is_table) {
        (TrendBy::Detection, _) => {}
        (_, true) => columns.push(in_words.if_room(4)),
        (_, false) => columns.extend(
            names
                .iter()
                .map(|name| Column::named_by_vendor(format!("counts.{name}"))),
        ),
    }
    columns
}
