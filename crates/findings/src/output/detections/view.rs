use std::collections::BTreeSet;

use askama::Template;
use chrono::NaiveDate;

use super::group::{Group, GroupKey, IdHistory, MOST_KINDS, Returned, groups};
use super::names;
use super::options::DetectionOptions;
use crate::model::{DEFAULT_PROJECT, Detection, SnapshotInfo};
use crate::output::html::charts::{
    Bar, BarChart, Column, ColumnChart, LegendEntry, kind_class, percent,
};
use crate::output::html::tables::{EvidenceRow, evidence_of};
use crate::output::language::{Language, english, number};
use crate::output::text::line;

/// What the template shows.
#[derive(Template)]
#[template(path = "detections.html")]
pub(super) struct DetectionPage {
    language: &'static str,
    title: &'static str,
    facts: Vec<(&'static str, String)>,
    warnings: Vec<String>,
    groups: Vec<GroupView>,
    evidence: Vec<EvidenceRow>,
    w: Words,
    footer: String,
}

/// The fixed texts.
struct Words {
    nothing: &'static str,
    top: &'static str,
    returned: &'static str,
    no_returned: &'static str,
    id: &'static str,
    total: &'static str,
    days: &'static str,
    first: &'static str,
    last: &'static str,
    back: &'static str,
    after: &'static str,
    kinds: &'static str,
    appendix: &'static str,
    file: &'static str,
    collected_at: &'static str,
    personal: &'static str,
}

struct GroupView {
    anchor: String,
    title: String,
    figures: Vec<(&'static str, String, String)>,
    by_day: ColumnChart,
    by_kind: BarChart,
    top: Vec<IdRow>,
    returned: Vec<ReturnedRow>,
    returned_lead: String,
}

struct IdRow {
    id: String,
    total: String,
    days: usize,
    first: String,
    last: String,
    kinds: String,
}

struct ReturnedRow {
    id: String,
    first: String,
    back: String,
    days_after: usize,
    total_after: String,
    total: String,
}

impl DetectionPage {
    pub(super) fn new(
        detections: &[Detection],
        days: &[NaiveDate],
        snapshots: &[SnapshotInfo],
        options: &DetectionOptions,
    ) -> Self {
        let language = options.language;
        let read: BTreeSet<NaiveDate> = days
            .iter()
            .copied()
            .chain(detections.iter().map(|detection| detection.date))
            .collect();
        let range = range(&read);
        let groups = groups(detections);
        let several = groups.keys().any(|key| key.0 != DEFAULT_PROJECT);
        Self {
            language: language.as_str(),
            title: language.pick(
                "AppGuard 탐지 보고서",
                "AppGuard detection report",
                "AppGuard検知報告書",
            ),
            facts: facts(&read, &groups, language),
            warnings: warnings(&read, &range, language),
            groups: groups
                .iter()
                .enumerate()
                .map(|(place, (key, group))| {
                    GroupView::new(place, key, group, &range, several, options)
                })
                .collect(),
            evidence: evidence_of(snapshots.iter()),
            w: words(language),
            footer: format!("kcsec {}", env!("CARGO_PKG_VERSION")),
        }
    }
}

/// Every day from the first to the last that was read.
fn range(read: &BTreeSet<NaiveDate>) -> Vec<NaiveDate> {
    let (Some(first), Some(last)) = (read.first(), read.last()) else {
        return Vec::new();
    };
    first.iter_days().take_while(|day| day <= last).collect()
}

fn facts(
    read: &BTreeSet<NaiveDate>,
    groups: &std::collections::BTreeMap<GroupKey<'_>, Group<'_>>,
    language: Language,
) -> Vec<(&'static str, String)> {
    let period = match (read.first(), read.last()) {
        (Some(first), Some(last)) => format!("{first} ~ {last}"),
        _ => "–".to_owned(),
    };
    let projects: BTreeSet<&str> = groups
        .keys()
        .map(|key| key.0)
        .filter(|project| *project != DEFAULT_PROJECT)
        .collect();
    let projects: Vec<_> = projects.into_iter().map(line).collect();
    let days = read.len() as u64;
    let mut facts = vec![
        (language.pick("기간", "Period", "期間"), period),
        (
            language.pick("읽은 날", "Days read", "読み取った日"),
            language.pick(
                format!("{days}일"),
                english(days, "day"),
                format!("{days}日"),
            ),
        ),
        (
            language.pick("프로젝트", "Project", "プロジェクト"),
            projects.join(", "),
        ),
    ];
    facts.retain(|(_, value)| !value.is_empty());
    facts
}

fn warnings(read: &BTreeSet<NaiveDate>, range: &[NaiveDate], language: Language) -> Vec<String> {
    let missing = range.len() - read.len();
    if missing == 0 {
        return Vec::new();
    }
    let (all, here) = (range.len(), read.len());
    vec![language.pick(
        format!("기간 {all}일 중 {here}일만 있습니다. 본 날 수는 있는 날만 셉니다."),
        format!("Only {here} of the {all} days are here; days seen counts only those."),
        format!("期間{all}日のうち{here}日のみあります。検知日数はある日だけを数えます。"),
    )]
}

impl GroupView {
    fn new(
        place: usize,
        key: &GroupKey<'_>,
        group: &Group<'_>,
        range: &[NaiveDate],
        several: bool,
        options: &DetectionOptions,
    ) -> Self {
        let language = options.language;
        let (project, os, id_type) = *key;
        let id_type = names::id_type(id_type, language);
        let mut title = format!("{} · {id_type}", names::os(os));
        if several {
            title = format!("{} · {title}", line(project));
        }
        let ids = group.ids.len() as u64;
        let busiest = group
            .by_day
            .iter()
            .max_by_key(|(day, counts)| (counts.values().sum::<u64>(), std::cmp::Reverse(**day)));
        let busiest = busiest.map(|(day, counts)| (day.to_string(), counts.values().sum::<u64>()));
        let (busiest_day, busiest_count) = busiest.unwrap_or_default();
        let returned = group.returned(options.ban_days);
        let (came_back, ban) = (returned.len(), options.ban_days);
        Self {
            anchor: format!("group-{place}"),
            figures: vec![
                (language.pick("탐지", "Detections", "検知"), number(group.total), String::new()),
                (
                    language.pick("아이디", "Ids", "ID"),
                    number(ids),
                    id_type.into_owned(),
                ),
                (
                    language.pick("가장 많은 날", "Busiest day", "最多の日"),
                    number(busiest_count),
                    busiest_day,
                ),
                (
                    language.pick("다시 나타난 아이디", "Ids that came back", "再び現れたID"),
                    number(came_back as u64),
                    language.pick(
                        format!("첫 탐지 {ban}일 이후"),
                        format!("more than {ban} days after the first"),
                        format!("初検知から{ban}日以降"),
                    ),
                ),
            ],
            by_day: by_day(place, group, range, language),
            by_kind: by_kind(place, group, language),
            top: group.top(options.top).iter().map(|history| id_row(history, options)).collect(),
            returned_lead: language.pick(
                format!("첫 탐지일부터 {ban}일 차단했다면 차단이 끝났을 날 뒤에 다시 탐지된 아이디 {came_back}개"),
                format!("{} seen again after a ban of {ban} days from the first detection would have ended", english(came_back as u64, "id")),
                format!("初検知日から{ban}日間ブロックした場合、その終了後に再び検知されたID {came_back}件"),
            ),
            returned: returned.iter().take(options.top).map(|one| returned_row(one, options)).collect(),
            title,
        }
    }
}

/// Stacked bars, the greatest kinds in colours of their own.
fn by_day(place: usize, group: &Group<'_>, range: &[NaiveDate], language: Language) -> ColumnChart {
    let kinds = group.kinds();
    let (drawn, others) = kinds.split_at(kinds.len().min(MOST_KINDS));
    let columns = range.iter().map(|day| {
        let counts = group.by_day.get(day);
        let of = |name: &str| {
            counts
                .and_then(|counts| counts.get(name))
                .copied()
                .unwrap_or_default()
        };
        let mut parts: Vec<u64> = drawn.iter().map(|(name, _)| of(name)).collect();
        parts.push(others.iter().map(|(name, _)| of(name)).sum());
        Column {
            label: day.format("%m-%d").to_string(),
            parts,
        }
    });
    let columns: Vec<Column> = columns.collect();
    let legend = legend(drawn, others, language);
    let description: Vec<String> = range
        .iter()
        .zip(&columns)
        .map(|(day, column)| format!("{day}: {}", number(column.parts.iter().sum())))
        .collect();
    let title = language.pick("일자별 탐지", "Detections by day", "日別の検知");
    ColumnChart::new(
        format!("by-day-{place}"),
        title,
        &columns,
        legend,
        description.join("; "),
    )
}

fn legend(drawn: &[(&str, u64)], others: &[(&str, u64)], language: Language) -> Vec<LegendEntry> {
    let entry = |place: usize, name: &str, count: u64| LegendEntry {
        class: kind_class(place),
        text: format!("{name} {}", number(count)),
    };
    let mut legend: Vec<LegendEntry> = drawn
        .iter()
        .enumerate()
        .map(|(place, (name, count))| entry(place, &names::counter(name, language), *count))
        .collect();
    if !others.is_empty() {
        let count = others.iter().map(|(_, count)| count).sum();
        legend.push(entry(
            MOST_KINDS,
            language.pick("그 밖", "other", "その他"),
            count,
        ));
    }
    legend
}

fn by_kind(place: usize, group: &Group<'_>, language: Language) -> BarChart {
    let kinds = group.kinds();
    let all: u64 = kinds.iter().map(|(_, count)| count).sum();
    let bars = kinds.iter().enumerate().map(|(rank, (name, count))| Bar {
        label: names::counter(name, language).into_owned(),
        value: format!("{} ({}%)", number(*count), percent(*count, all)),
        parts: vec![(kind_class(rank.min(MOST_KINDS)), *count)],
    });
    let title = language.pick("탐지별 비율", "Share by detection", "検知別の割合");
    BarChart::of(
        format!("by-kind-{place}"),
        title,
        all.max(1),
        bars.collect(),
    )
}

fn id_row(history: &IdHistory<'_>, options: &DetectionOptions) -> IdRow {
    let mut kinds: Vec<(&str, u64)> = history
        .counts
        .iter()
        .map(|(name, count)| (*name, *count))
        .collect();
    kinds.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
    let kinds = kinds.iter().take(4).map(|(name, count)| {
        format!(
            "{} {}",
            names::counter(name, options.language),
            number(*count)
        )
    });
    let day = |day: Option<&NaiveDate>| day.map(NaiveDate::to_string).unwrap_or_default();
    IdRow {
        id: names::id(history.id, options.mask_ids),
        total: number(history.total),
        days: history.days.len(),
        first: day(history.days.first()),
        last: day(history.days.last()),
        kinds: kinds.collect::<Vec<_>>().join(" · "),
    }
}

fn returned_row(one: &Returned<'_, '_>, options: &DetectionOptions) -> ReturnedRow {
    ReturnedRow {
        id: names::id(one.history.id, options.mask_ids),
        first: one.first.to_string(),
        back: one.back.to_string(),
        days_after: one.days_after,
        total_after: number(one.total_after),
        total: number(one.history.total),
    }
}

fn words(language: Language) -> Words {
    let pick = |ko, en, ja| language.pick(ko, en, ja);
    Words {
        nothing: pick(
            "이 기간에 탐지가 없습니다.",
            "Nothing was detected in this period.",
            "この期間に検知はありません。",
        ),
        top: pick(
            "탐지가 많은 아이디",
            "Ids with the most detections",
            "検知の多いID",
        ),
        returned: pick("다시 나타난 아이디", "Ids that came back", "再び現れたID"),
        no_returned: pick(
            "다시 나타난 아이디가 없습니다.",
            "No id came back.",
            "再び現れたIDはありません。",
        ),
        id: pick("아이디", "Id", "ID"),
        total: pick("탐지", "Detections", "検知"),
        days: pick("본 날", "Days seen", "検知日数"),
        first: pick("처음", "First", "初回"),
        last: pick("마지막", "Last", "最終"),
        back: pick("다시 나타난 날", "Back on", "再検知日"),
        after: pick("그 뒤 탐지", "Detections since", "以後の検知"),
        kinds: pick("주요 탐지", "Main detections", "主な検知"),
        appendix: pick("부록", "Appendix", "付録"),
        file: pick("스냅샷", "Snapshot", "スナップショット"),
        collected_at: pick("수집 시각", "Collected at", "収集日時"),
        personal: pick(
            "아이디는 개인정보일 수 있습니다. 필요한 사람에게만 전달하고 보관 기간이 지나면 삭제하세요.",
            "Ids may be personal data. Share this report only with those who need it, and delete it when it is no longer needed.",
            "IDは個人情報の場合があります。必要な人にのみ共有し、保管期間後に削除してください。",
        ),
    }
}
