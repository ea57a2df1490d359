use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use chrono::NaiveDate;

use super::names;
use super::options::DetectionOptions;
use crate::detections::{
    DayTotal, DetectionDays, DetectionGroup, DetectionScope, IdTotal, Returned,
};
use crate::model::DEFAULT_PROJECT;
use crate::output::html::charts::{
    Bar, BarChart, Column, ColumnChart, LegendEntry, kind_class, percent,
};
use crate::output::html::tables::{EvidenceRow, evidence_of};
use crate::output::language::{Language, english, number};
use crate::output::text::line;
use crate::sum::sum;

/// More kinds than this are drawn together.
const MOST_KINDS: usize = 6;

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
    pub(super) fn new(days: &DetectionDays, options: &DetectionOptions) -> Self {
        let language = options.language;
        let several = days.projects().iter().any(|name| *name != DEFAULT_PROJECT);
        let range = days.range();
        let dates: Vec<NaiveDate> = range.map_or_else(Vec::new, |(first, last)| {
            first.iter_days().take_while(|date| *date <= last).collect()
        });
        let groups = days.groups();
        Self {
            language: language.as_str(),
            title: language.pick(
                "AppGuard 탐지 보고서",
                "AppGuard detection report",
                "AppGuard検知報告書",
            ),
            facts: facts(days, language),
            warnings: warnings(days, several, language),
            groups: groups
                .iter()
                .enumerate()
                .map(|(place, group)| GroupView::new(place, group, &dates, several, options))
                .collect(),
            evidence: evidence_of(days.snapshots()),
            w: words(language),
            footer: format!("kcsec {}", env!("CARGO_PKG_VERSION")),
        }
    }
}

fn facts(days: &DetectionDays, language: Language) -> Vec<(&'static str, String)> {
    let period = days.range().map_or_else(
        || "–".to_owned(),
        |(first, last)| format!("{first} ~ {last}"),
    );
    let projects = days.projects().into_iter();
    let projects = projects.filter(|project| *project != DEFAULT_PROJECT);
    let projects: Vec<_> = projects.map(line).collect();
    let read: BTreeSet<NaiveDate> = days.iter().map(|(_, day)| day.date).collect();
    let read = read.len() as u64;
    let mut facts = vec![
        (language.pick("기간", "Period", "期間"), period),
        (
            language.pick("읽은 날", "Days read", "読み取った日"),
            language.pick(
                format!("{read}일"),
                english(read, "day"),
                format!("{read}日"),
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

/// What is missing, of each project, operating system and type of id.
fn warnings(days: &DetectionDays, several: bool, language: Language) -> Vec<String> {
    let mut warnings = Vec::new();
    for one in days.coverage() {
        let title = title(&one.scope, several, language);
        let (all, here) = (one.days, one.here);
        if all > here {
            warnings.push(language.pick(
                format!("{title}: 기간 {all}일 중 {here}일만 있습니다. 본 날 수는 있는 날만 셉니다."),
                format!("{title}: only {here} of the {all} days are here; days seen counts only those."),
                format!("{title}: 期間{all}日のうち{here}日のみあります。検知日数はある日だけを数えます。"),
            ));
        }
        if !one.incomplete.is_empty() {
            let dates: Vec<String> = one.incomplete.iter().map(NaiveDate::to_string).collect();
            let dates = dates.join(", ");
            warnings.push(language.pick(
                format!("{title}: 일부를 읽지 못한 날이 있습니다: {dates}"),
                format!("{title}: not all of these days could be read: {dates}"),
                format!("{title}: 一部を読み取れなかった日があります: {dates}"),
            ));
        }
    }
    warnings
}

fn title(scope: &DetectionScope, several: bool, language: Language) -> String {
    let id_type = names::id_type(&scope.id_type, language);
    let title = format!("{} · {id_type}", names::os(&scope.os));
    match several {
        true => format!("{} · {title}", line(&scope.project)),
        false => title,
    }
}

impl GroupView {
    fn new(
        place: usize,
        group: &DetectionGroup<'_>,
        range: &[NaiveDate],
        several: bool,
        options: &DetectionOptions,
    ) -> Self {
        let language = options.language;
        let scope = group.scope();
        let id_type = names::id_type(&scope.id_type, language);
        let by_id = group.by_id();
        let busiest = group.by_day().iter().filter(|day| day.total > 0);
        let busiest = busiest.max_by_key(|day| (day.total, std::cmp::Reverse(day.date)));
        let busiest = busiest.map(|day| (day.date.to_string(), day.total));
        let (busiest_day, busiest_count) = busiest.unwrap_or_default();
        let returned = group.returned(options.ban_days);
        let (came_back, ban) = (returned.len(), options.ban_days);
        Self {
            anchor: format!("group-{place}"),
            figures: vec![
                (language.pick("탐지", "Detections", "検知"), number(group.total()), String::new()),
                (
                    language.pick("아이디", "Ids", "ID"),
                    number(by_id.len() as u64),
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
            top: by_id.iter().take(options.top).map(|of| id_row(of, options)).collect(),
            returned_lead: language.pick(
                format!("첫 탐지일부터 {ban}일 차단했다면 차단이 끝났을 날 뒤에 다시 탐지된 아이디 {came_back}개"),
                format!("{} seen again after a ban of {ban} days from the first detection would have ended", english(came_back as u64, "id")),
                format!("初検知日から{ban}日間ブロックした場合、その終了後に再び検知されたID {came_back}件"),
            ),
            returned: returned.iter().take(options.top).map(|one| returned_row(one, options)).collect(),
            title: title(scope, several, language),
        }
    }
}

/// Stacked bars, the greatest kinds in colours of their own.
fn by_day(
    place: usize,
    group: &DetectionGroup<'_>,
    range: &[NaiveDate],
    language: Language,
) -> ColumnChart {
    let kinds = kinds(group);
    let (drawn, others) = kinds.split_at(kinds.len().min(MOST_KINDS));
    // What the service counts in the total alone is drawn too, so that bars are as high as totals.
    let alone = |day: &DayTotal<'_>| {
        let counted = sum(day.counts.values().copied());
        day.total.saturating_sub(counted)
    };
    let alone_in_all = sum(group.by_day().iter().map(alone));
    let by_date: BTreeMap<_, _> = group.by_day().iter().map(|day| (day.date, day)).collect();
    let columns = range.iter().map(|date| {
        let day = by_date.get(date);
        let of = |name: &str| {
            let count = day.and_then(|day| day.counts.get(name));
            count.copied().unwrap_or_default()
        };
        let mut parts: Vec<u64> = drawn.iter().map(|(name, _)| of(name)).collect();
        let other = others.iter().map(|(name, _)| of(name));
        parts.push(sum(other.chain(day.map(|day| alone(day)))));
        Column {
            label: date.format("%m-%d").to_string(),
            parts,
        }
    });
    let columns: Vec<Column> = columns.collect();
    let other = sum(others.iter().map(|(_, count)| *count).chain([alone_in_all]));
    let legend = legend(drawn, other, language);
    // A day that is not there is none without detections.
    let description = range.iter().zip(&columns).map(|(date, column)| {
        let count = match by_date.contains_key(date) {
            true => number(sum(column.parts.iter().copied())),
            false => "–".to_owned(),
        };
        format!("{date}: {count}")
    });
    let description: Vec<String> = description.collect();
    let title = language.pick("일자별 탐지", "Detections by day", "日別の検知");
    ColumnChart::new(
        format!("by-day-{place}"),
        title,
        &columns,
        legend,
        description.join("; "),
    )
}

fn kinds<'a>(group: &DetectionGroup<'a>) -> Vec<(&'a str, u64)> {
    let counters = group.by_detection();
    counters.iter().map(|one| (one.name, one.count)).collect()
}

fn legend(drawn: &[(&str, u64)], other: u64, language: Language) -> Vec<LegendEntry> {
    let entry = |place: usize, name: &str, count: u64| LegendEntry {
        class: kind_class(place),
        text: format!("{name} {}", number(count)),
    };
    let mut legend: Vec<LegendEntry> = drawn
        .iter()
        .enumerate()
        .map(|(place, (name, count))| entry(place, &names::counter(name, language), *count))
        .collect();
    if other > 0 {
        legend.push(entry(
            MOST_KINDS,
            language.pick("그 밖", "other", "その他"),
            other,
        ));
    }
    legend
}

fn by_kind(place: usize, group: &DetectionGroup<'_>, language: Language) -> BarChart {
    let kinds = kinds(group);
    let all = sum(kinds.iter().map(|(_, count)| *count));
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

fn id_row(of: &IdTotal<'_>, options: &DetectionOptions) -> IdRow {
    let kinds = of.counters().into_iter().take(4).map(|(name, count)| {
        let name = names::counter(name, options.language);
        format!("{name} {}", number(count))
    });
    let day = |day: Option<&NaiveDate>| day.map(NaiveDate::to_string).unwrap_or_default();
    IdRow {
        id: names::id(of.id, options.mask_ids),
        total: number(of.total),
        days: of.days.len(),
        first: day(of.days.keys().next()),
        last: day(of.days.keys().next_back()),
        kinds: kinds.collect::<Vec<_>>().join(" · "),
    }
}

fn returned_row(one: &Returned<'_, '_>, options: &DetectionOptions) -> ReturnedRow {
    ReturnedRow {
        id: names::id(one.of.id, options.mask_ids),
        first: one.first.to_string(),
        back: one.back.to_string(),
        days_after: one.days_after,
        total_after: number(one.total_after),
        total: number(one.of.total),
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
