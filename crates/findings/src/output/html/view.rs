use askama::Template;

use super::charts::{BarChart, LineChart};
use super::coverage::{Gap, gaps};
use super::figures::{Figure, Verdict, bar_charts, figures, trend, verdict};
use super::items::{FailedItem, UnknownRow, failed_items, unknown_rows};
use super::labels::Labels;
use super::tables::{self, ChangeRow, EvidenceRow, RegisterRow, ServerRow, TOP_SERVERS, TotalRow};
use crate::judged::Judged;
use crate::output::cover::Cover;
use crate::output::language::{Language, number};
use crate::output::options::OutputOptions;
use crate::output::text::line;

/// A longer table of checks without a result is not read by anyone.
const MOST_UNKNOWNS: usize = 200;

/// What the template shows.
#[derive(Template)]
#[template(path = "report.html")]
pub(super) struct Report {
    pub(super) left_out: u64,
    language: &'static str,
    l: Labels,
    kicker: String,
    title: &'static str,
    facts: Vec<(&'static str, String)>,
    approvals: Vec<String>,
    warnings: Vec<String>,
    verdict: Option<Verdict>,
    figures: Vec<Figure>,
    bar_charts: Vec<BarChart>,
    trend: Option<LineChart>,
    totals: Vec<TotalRow>,
    grand_total: [String; 6],
    severities: Vec<&'static str>,
    changes: Vec<ChangeRow>,
    fix_rate: String,
    items: Vec<FailedItem>,
    no_failures: &'static str,
    rows_left_out: String,
    unknowns: Vec<UnknownRow>,
    unknowns_left_out: String,
    servers: Vec<ServerRow>,
    servers_lead: String,
    with_score: bool,
    register: Vec<RegisterRow>,
    gaps: Vec<Gap>,
    gaps_left_out: String,
    terms: Vec<(&'static str, &'static str)>,
    evidence: Vec<EvidenceRow>,
    footer: String,
}

impl Report {
    pub(super) fn new(judged: &Judged, options: &OutputOptions) -> Self {
        let language = options.language;
        let cover = Cover::new(judged, language);
        let (items, left_out) = failed_items(judged, options.html_rows, language);
        let (unknowns, unknown_left_out) =
            unknown_rows(judged, options.html_rows.min(MOST_UNKNOWNS), language);
        let (gaps, gaps_left_out) = gaps(judged, options.html_rows, language);
        Self {
            left_out: left_out + unknown_left_out,
            language: language.as_str(),
            l: Labels::new(language),
            kicker: kicker(judged, language),
            title: cover.title,
            facts: cover.facts,
            approvals: approvals(judged),
            warnings: cover.warnings,
            verdict: verdict(judged, language),
            figures: figures(judged, language),
            bar_charts: bar_charts(judged, language),
            trend: trend(judged, language),
            totals: tables::totals(judged, language),
            grand_total: tables::numbers(&judged.totals().all),
            severities: severities(judged, language),
            changes: tables::changes(judged, language),
            fix_rate: fix_rate(judged, language),
            items,
            no_failures: no_failures(judged, language),
            rows_left_out: rest(left_out, language),
            unknowns,
            unknowns_left_out: rest(unknown_left_out, language),
            servers: tables::servers(judged),
            servers_lead: servers_lead(judged, language),
            with_score: judged.options().score,
            register: tables::register(judged, language),
            gaps,
            gaps_left_out: rest(gaps_left_out, language),
            terms: terms(judged, language),
            evidence: tables::evidence(judged),
            footer: language.pick(
                format!("kcsec {} · 이 문서는 외부 요청과 스크립트 없이 한 파일로 되어 있습니다.", env!("CARGO_PKG_VERSION")),
                format!("kcsec {} · This document is one file, without scripts and without outside requests.", env!("CARGO_PKG_VERSION")),
                format!("kcsec {} · この文書は外部要求とスクリプトのない単一ファイルです。", env!("CARGO_PKG_VERSION")),
            ),
        }
    }
}

fn severities(judged: &Judged, language: Language) -> Vec<&'static str> {
    let severities = tables::severities(judged).into_iter();
    severities
        .map(|severity| language.severity(severity))
        .collect()
}

fn approvals(judged: &Judged) -> Vec<String> {
    let roles = judged.options().approvals.iter();
    roles.map(|role| line(role).into_owned()).collect()
}

fn kicker(judged: &Judged, language: Language) -> String {
    let mut services: Vec<&str> = judged
        .snapshots()
        .iter()
        .map(|info| language.service(info.run.service))
        .collect();
    services.dedup();
    services.join(" · ")
}

fn fix_rate(judged: &Judged, language: Language) -> String {
    let Some(counts) = judged.change_counts() else {
        return String::new();
    };
    let rate = counts
        .fix_rate()
        .map_or_else(|| "–".to_owned(), |rate| format!("{:.1}%", rate * 100.0));
    let failed = number(counts.failed_now());
    language.pick(
        format!("조치율 {rate} · 현재 취약 {failed}건"),
        format!("Fix rate {rate} · {failed} failed now"),
        format!("対応率 {rate} · 現在の脆弱 {failed}件"),
    )
}

/// A list without failures is good news only where something was checked.
fn no_failures(judged: &Judged, language: Language) -> &'static str {
    match judged.totals().all.checks {
        0 => language.pick(
            "점검된 항목이 없어 판단할 수 없습니다.",
            "Nothing was checked, so nothing can be said.",
            "点検された項目がないため判断できません。",
        ),
        _ => language.pick(
            "취약 항목이 없습니다.",
            "No check failed.",
            "脆弱項目はありません。",
        ),
    }
}

fn rest(left_out: u64, language: Language) -> String {
    let count = number(left_out);
    match left_out {
        0 => String::new(),
        _ => language.pick(
            format!("… 외 {count}건은 엑셀에 있습니다."),
            format!("… {count} more are in the workbook."),
            format!("… ほか{count}件はExcelにあります。"),
        ),
    }
}

fn servers_lead(judged: &Judged, language: Language) -> String {
    let all = judged.servers().len();
    let shown = number(all.min(TOP_SERVERS) as u64);
    let all = number(all as u64);
    language.pick(
        format!("점검 {all}건 중 취약 항목이 많은 {shown}건"),
        format!("The {shown} of {all} inspections with the most failed checks"),
        format!("点検{all}件のうち脆弱項目の多い{shown}件"),
    )
}

fn terms(judged: &Judged, language: Language) -> Vec<(&'static str, &'static str)> {
    let mut terms = vec![
        (
            language.pick("양호", "Pass", "良好"),
            language.pick("점검에서 취약점이 발견되지 않음", "The check found no weakness", "点検で脆弱性が見つからない"),
        ),
        (
            language.pick("취약", "Fail", "脆弱"),
            language.pick("점검에서 취약점이 발견됨", "The check found a weakness", "点検で脆弱性が見つかった"),
        ),
        (
            language.pick("확인 필요", "Unknown", "要確認"),
            language.pick(
                "결과를 판정할 수 없음. 양호로 보지 않으며 보안수준 계산에서 제외",
                "There is no result that can be read. It is not a pass, and takes no part in the score",
                "結果を判定できない。良好とみなさず、水準の計算から除外",
            ),
        ),
        (
            language.accepted(),
            language.pick(
                "승인자와 기한이 있는 위험수용. 기한이 지나면 다시 취약으로 집계",
                "A risk that was accepted with an approver and a last day. After that day it counts again",
                "承認者と期限のあるリスク受容。期限後は再び脆弱として集計",
            ),
        ),
    ];
    if judged.options().score {
        terms.push((
            language.pick("보안수준", "Score", "水準"),
            language.pick(
                "(전체 배점 − 취약 배점) ÷ 전체 배점 × 100. 배점: 상 10, 중 8, 하 6. 91 이상 우수, 81 양호, 71 보통, 61 미흡, 그 밖은 취약",
                "(all points − points of failed checks) ÷ all points × 100. Points: high 10, medium 8, low 6. From 91 excellent, 81 good, 71 fair, 61 poor, else weak",
                "（全配点 − 脆弱の配点）÷ 全配点 × 100。配点: 高10、中8、低6。91以上 優秀、81 良好、71 普通、61 不十分、その他 脆弱",
            ),
        ));
    }
    terms
}
