//! What stands on the cover of a report: the same in the workbook and in HTML.

use std::collections::BTreeSet;

use super::language::{Language, english, number};
use super::text::line;
use super::words;
use crate::day::korea_day;
use crate::judged::{Filter, Judged, StatusFilter};
use crate::model::{DEFAULT_PROJECT, Service, SnapshotInfo};

/// What stands on the cover.
pub(crate) struct Cover {
    pub(crate) title: &'static str,
    /// Name and value.
    pub(crate) facts: Vec<(&'static str, String)>,
    /// What a reader must know before any number.
    pub(crate) warnings: Vec<String>,
}

impl Cover {
    pub(crate) fn new(judged: &Judged, language: Language) -> Self {
        Self {
            title: title(judged, language),
            facts: facts(judged, language),
            warnings: warnings(judged, language),
        }
    }
}

fn services(judged: &Judged) -> BTreeSet<Service> {
    judged
        .snapshots()
        .iter()
        .map(|info| info.run.service)
        .collect()
}

fn title(judged: &Judged, language: Language) -> &'static str {
    if services(judged).iter().eq([&Service::Wsc]) {
        return language.pick(
            "웹 취약점 점검 결과 보고서",
            "Web vulnerability report",
            "ウェブ脆弱性点検結果報告書",
        );
    }
    language.pick(
        "보안 취약점 점검 결과 보고서",
        "Security vulnerability report",
        "セキュリティ脆弱性点検結果報告書",
    )
}

fn facts(judged: &Judged, language: Language) -> Vec<(&'static str, String)> {
    let pick = |ko, en, ja| language.pick(ko, en, ja);
    let mut facts: Vec<(&'static str, String)> = Vec::new();
    let mut add = |name, value: String| {
        if !value.is_empty() {
            facts.push((name, value));
        }
    };
    let distinct = |text: &dyn Fn(&SnapshotInfo) -> String| {
        let texts: BTreeSet<String> = judged.snapshots().iter().map(text).collect();
        let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
        texts.join(", ")
    };
    add(
        pick("점검 기준", "Standard", "点検基準"),
        standards(judged, language),
    );
    add(
        pick("관련 인증 기준", "Related control", "関連認証基準"),
        pick(
            "ISMS-P 2.11.2 취약점 점검 및 조치",
            "ISMS-P 2.11.2 vulnerability checks and remediation",
            "ISMS-P 2.11.2 脆弱性の点検と対応",
        )
        .to_owned(),
    );
    add(pick("점검 기간", "Period", "点検期間"), period(judged));
    add(
        pick("점검 범위", "Scope", "点検範囲"),
        scope(judged, language),
    );
    add(
        pick("리전", "Region", "リージョン"),
        distinct(&|info| line(&info.run.region).into_owned()),
    );
    add(
        pick("프로젝트", "Project", "プロジェクト"),
        distinct(&|info| match info.run.project.as_str() {
            DEFAULT_PROJECT => String::new(),
            project => line(project).into_owned(),
        }),
    );
    add(
        pick("수집 시각", "Collected at", "収集日時"),
        distinct(&|info| words::minute(info.run.collected_at)),
    );
    let previous = judged.previous_moments().into_iter().map(words::minute);
    add(
        pick("비교 대상", "Compared with", "比較対象"),
        previous.collect::<Vec<_>>().join(", "),
    );
    add(
        pick("표시 조건", "Filter", "表示条件"),
        filter(&judged.options().filter, language),
    );
    add(
        pick("도구", "Tool", "ツール"),
        distinct(&|info| line(&info.run.tool).into_owned()),
    );
    facts
}

fn standards(judged: &Judged, language: Language) -> String {
    let standards: BTreeSet<&str> = judged
        .servers()
        .map(|server| server.inspection.standard.as_str())
        .collect();
    let standards = standards
        .into_iter()
        .filter(|standard| !standard.is_empty());
    let mut names: Vec<String> = standards
        .map(|standard| language.standard(standard))
        .collect();
    if names.is_empty() {
        names = services(judged)
            .into_iter()
            .map(|service| language.service(service).to_owned())
            .collect();
    }
    names.join(", ")
}

/// The first and the last day of the inspections, or what was asked for where there is none.
fn period(judged: &Judged) -> String {
    let days = || {
        judged
            .servers()
            .filter_map(|server| server.inspection.checked_at)
    };
    let runs = || judged.snapshots().iter();
    let first = days()
        .min()
        .or_else(|| runs().filter_map(|info| info.run.from).min());
    let last = days()
        .max()
        .or_else(|| runs().filter_map(|info| info.run.to).max());
    match (first.map(korea_day), last.map(korea_day)) {
        (Some(first), Some(last)) if first != last => format!("{first} ~ {last}"),
        (Some(day), _) | (None, Some(day)) => day.to_string(),
        (None, None) => String::new(),
    }
}

fn scope(judged: &Judged, language: Language) -> String {
    let counts = [
        judged.totals().servers,
        judged.servers().len() as u64,
        judged.totals().all.checks,
    ];
    let [servers, inspections, checks] = counts.map(number);
    language.pick(
        format!("서버 {servers}대 · 점검 {inspections}건 · 항목 {checks}개"),
        {
            let names = ["server", "inspection", "check"];
            let parts: Vec<String> = counts
                .into_iter()
                .zip(names)
                .map(|(count, name)| english(count, name))
                .collect();
            parts.join(" · ")
        },
        format!("サーバー{servers}台 · 点検{inspections}件 · 項目{checks}個"),
    )
}

fn filter(filter: &Filter, language: Language) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(
        filter
            .standard
            .as_deref()
            .map(|text| line(text).into_owned()),
    );
    parts.extend(filter.kind.as_deref().map(|text| line(text).into_owned()));
    parts.extend(filter.servers.iter().map(|text| line(text).into_owned()));
    if let Some(severity) = filter.severity {
        let severity = language.severity(severity);
        parts.push(language.pick(
            format!("위험도 {severity} 이상"),
            format!("severity {severity} and higher"),
            format!("危険度{severity}以上"),
        ));
    }
    if filter.status == Some(StatusFilter::Fail) {
        parts.push(
            language
                .pick("취약만", "failed only", "脆弱のみ")
                .to_owned(),
        );
    }
    parts.join(", ")
}

fn warnings(judged: &Judged, language: Language) -> Vec<String> {
    let mut warnings = Vec::new();
    if judged.totals().servers == 0 {
        warnings.push(
            language
                .pick(
                    "점검된 서버가 없습니다. 이 보고서는 안전하다는 뜻이 아닙니다.",
                    "No server was inspected. This report does not say that anything is safe.",
                    "点検されたサーバーがありません。この報告書は安全を意味しません。",
                )
                .to_owned(),
        );
    }
    if !judged.is_complete() {
        let count = judged.unread().len();
        warnings.push(language.pick(
            format!("수집 불완전: {count}개 점검을 읽지 못함"),
            format!(
                "Collection incomplete: {} could not be read",
                english(count as u64, "inspection")
            ),
            format!("収集が不完全: {count}件の点検を読み取れず"),
        ));
    }
    if !judged.missing_servers().is_empty() {
        let count = judged.missing_servers().len();
        warnings.push(language.pick(
            format!("점검되지 않은 대상 서버 {count}대"),
            format!(
                "Not inspected: {}",
                english(count as u64, "expected server")
            ),
            format!("点検されていない対象サーバー{count}台"),
        ));
    }
    let old = judged.servers().filter(|server| server.too_old).count();
    if old > 0 {
        warnings.push(language.pick(
            format!("점검이 오래된 건 {old}건"),
            format!("Too old: {}", english(old as u64, "inspection")),
            format!("古い点検{old}件"),
        ));
    }
    let by_counts = judged.servers().filter(|server| server.by_counts).count();
    if by_counts > 0 && judged.gate().is_some() {
        warnings.push(language.pick(
            format!("웹 점검 {by_counts}건은 행 수와 합계가 달라 보고서 집계로 판정했습니다(위험수용·비교 미적용)."),
            format!("{} judged by the report's own counts, because the rows are not as many; register and baseline not applied.", english(by_counts as u64, "web scan")),
            format!("ウェブ点検{by_counts}件は行数と合計が異なるため報告書の集計で判定しました（リスク受容・比較は未適用）。"),
        ));
    } else if by_counts > 0 && !judged.register().is_empty() {
        warnings.push(language.pick(
            format!("웹 점검 {by_counts}건은 행 수와 합계가 달라 위험수용을 적용하지 않았습니다."),
            format!(
                "Register not applied to {}, because the rows are not as many as the report counts.",
                english(by_counts as u64, "web scan")
            ),
            format!("ウェブ点検{by_counts}件は行数と合計が異なるためリスク受容を適用していません。"),
        ));
    }
    warnings
}
