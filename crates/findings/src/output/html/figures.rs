//! Numbers and charts of the summary, and the gate's verdict.

use std::collections::BTreeMap;

use super::charts::{Bar, BarChart, LegendEntry, LineChart};
use crate::diff::Class;
use crate::gate::GateVerdict;
use crate::judged::{Counts, Judged};
use crate::model::Severity;
use crate::output::language::{Language, number};
use crate::output::text::line;

/// More categories than this make a chart that nobody reads.
const MOST_CATEGORIES: usize = 10;

pub(super) struct Figure {
    pub(super) name: &'static str,
    pub(super) value: String,
    pub(super) unit: &'static str,
    pub(super) sub: String,
    pub(super) is_high: bool,
}

pub(super) struct Verdict {
    pub(super) passed: bool,
    pub(super) text: &'static str,
    pub(super) condition: String,
    pub(super) reasons: Vec<String>,
}

pub(super) fn severity_class(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "high",
        Severity::Medium => "medium",
        Severity::Low => "low",
        Severity::Unknown => "unknown",
    }
}

fn fill_class(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "f-high",
        Severity::Medium => "f-medium",
        Severity::Low => "f-low",
        Severity::Unknown => "f-unknown",
    }
}

pub(super) fn figures(judged: &Judged, language: Language) -> Vec<Figure> {
    let totals = judged.totals();
    let all = totals.all;
    let unit = language.pick("건", "", "件");
    let figure = |name, value: String, unit, sub: String| Figure {
        name,
        value,
        unit,
        sub,
        is_high: false,
    };
    let share = match all.checks - all.not_applicable {
        0 => String::new(),
        whole => language.pick(
            format!(
                "점검 항목의 {:.1}%",
                all.failed as f64 * 100.0 / whole as f64
            ),
            format!(
                "{:.1}% of all checks",
                all.failed as f64 * 100.0 / whole as f64
            ),
            format!("点検項目の{:.1}%", all.failed as f64 * 100.0 / whole as f64),
        ),
    };
    let high = all.failed_of(Severity::High);
    let mut figures = Vec::new();
    if judged.options().score {
        let score = totals.score;
        let grade = score
            .grade()
            .map(|grade| language.grade(grade))
            .unwrap_or_default();
        figures.push(figure(
            language.pick("보안수준", "Security score", "セキュリティ水準"),
            score.to_string(),
            language.pick("점", "/ 100", "点"),
            grade.to_owned(),
        ));
    }
    figures.push(figure(
        language.pick("취약", "Failed checks", "脆弱"),
        number(all.failed),
        unit,
        share,
    ));
    figures.push(Figure {
        is_high: high > 0,
        ..figure(
            language.pick("위험도 상", "High severity", "危険度 高"),
            number(high),
            unit,
            language.pick(
                format!(
                    "중 {} · 하 {}",
                    all.failed_of(Severity::Medium),
                    all.failed_of(Severity::Low)
                ),
                format!(
                    "{} medium · {} low",
                    all.failed_of(Severity::Medium),
                    all.failed_of(Severity::Low)
                ),
                format!(
                    "中 {} · 低 {}",
                    all.failed_of(Severity::Medium),
                    all.failed_of(Severity::Low)
                ),
            ),
        )
    });
    figures.push(figure(
        language.pick("확인 필요", "Without a result", "要確認"),
        number(all.unknown),
        unit,
        language
            .pick(
                "양호로 보지 않음",
                "not counted as passed",
                "良好とみなさない",
            )
            .to_owned(),
    ));
    if !judged.register().is_empty() {
        figures.push(figure(
            language.accepted(),
            number(all.accepted),
            unit,
            String::new(),
        ));
    }
    figures.push(figure(
        language.pick("점검 서버", "Servers", "点検サーバー"),
        number(totals.servers),
        language.pick("대", "", "台"),
        match judged.missing_servers().len() {
            0 => String::new(),
            missing => language.pick(
                format!("미점검 {missing}대"),
                format!("{missing} not inspected"),
                format!("未点検 {missing}台"),
            ),
        },
    ));
    figures
}

pub(super) fn bar_charts(judged: &Judged, language: Language) -> Vec<BarChart> {
    let all = judged.totals().all;
    if all.checks == 0 {
        return Vec::new();
    }
    let mut charts = vec![severity_chart(&all, language), result_chart(&all, language)];
    charts.extend(category_chart(judged, language));
    charts.extend(change_chart(judged, language));
    charts
}

fn severity_chart(all: &Counts, language: Language) -> BarChart {
    let severities = Severity::ALL.into_iter();
    let severities = severities
        .filter(|severity| *severity != Severity::Unknown || all.failed_of(*severity) > 0);
    let bars = severities.map(|severity| {
        let failed = all.failed_of(severity);
        Bar {
            label: language.severity(severity).to_owned(),
            value: count(failed, language),
            parts: vec![(fill_class(severity), failed)],
        }
    });
    let title = language.pick(
        "위험도별 취약 항목",
        "Failed checks by severity",
        "危険度別の脆弱項目",
    );
    BarChart::new("by-severity", title, bars.collect())
}

fn result_chart(all: &Counts, language: Language) -> BarChart {
    let results = [
        (language.pick("양호", "Pass", "良好"), "f-good", all.passed),
        (language.pick("취약", "Fail", "脆弱"), "f-high", all.failed),
        (
            language.pick("확인 필요", "Unknown", "要確認"),
            "f-medium",
            all.unknown,
        ),
        (language.not_applicable(), "f-unknown", all.not_applicable),
    ];
    let bars = results.into_iter().map(|(name, class, value)| Bar {
        label: name.to_owned(),
        value: format!(
            "{} ({:.1}%)",
            count(value, language),
            value as f64 * 100.0 / all.checks as f64
        ),
        parts: vec![(class, value)],
    });
    let title = language.pick("점검 결과", "Results", "点検結果");
    BarChart::of("by-result".to_owned(), title, all.checks, bars.collect())
}

/// Failures by category and severity; `None` where no check has a category.
fn category_chart(judged: &Judged, language: Language) -> Option<BarChart> {
    let mut categories: BTreeMap<&str, [u64; 4]> = BTreeMap::new();
    for summary in judged.items() {
        let counts = categories
            .entry(summary.item.category.as_deref()?)
            .or_default();
        for (sum, failed) in counts.iter_mut().zip(summary.counts.failed_by_severity) {
            *sum += failed;
        }
    }
    let sum = |counts: &[u64; 4]| counts.iter().sum::<u64>();
    let mut sorted: Vec<(&str, [u64; 4])> = categories.into_iter().collect();
    sorted.retain(|(_, counts)| sum(counts) > 0);
    sorted.sort_by_key(|(_, counts)| std::cmp::Reverse(sum(counts)));
    let others = sorted.split_off(sorted.len().min(MOST_CATEGORIES));
    if !others.is_empty() {
        let mut rest = [0; 4];
        for (_, counts) in &others {
            rest.iter_mut()
                .zip(counts)
                .for_each(|(sum, failed)| *sum += failed);
        }
        sorted.push((
            language.pick("그 밖의 분류", "Other categories", "その他の分類"),
            rest,
        ));
    }
    if sorted.is_empty() {
        return None;
    }
    let bars = sorted.iter().map(|(name, counts)| {
        let parts = Severity::ALL.map(|severity| (fill_class(severity), counts[severity as usize]));
        let numbers = Severity::ALL
            .into_iter()
            .filter(|severity| counts[*severity as usize] > 0);
        let numbers = numbers.map(|severity| {
            format!(
                "{} {}",
                language.severity(severity),
                number(counts[severity as usize])
            )
        });
        Bar {
            label: line(name).into_owned(),
            value: numbers.collect::<Vec<_>>().join(" · "),
            parts: parts.to_vec(),
        }
    });
    let title = language.pick(
        "분류별 취약 항목",
        "Failed checks by category",
        "分類別の脆弱項目",
    );
    let mut chart = BarChart::new("by-category", title, bars.collect());
    chart.legend = Severity::ALL
        .into_iter()
        .filter(|severity| {
            sorted
                .iter()
                .any(|(_, counts)| counts[*severity as usize] > 0)
        })
        .map(|severity| LegendEntry {
            class: fill_class(severity),
            text: language.severity(severity).to_owned(),
        })
        .collect();
    Some(chart)
}

/// What became of the checks since the earlier state.
fn change_chart(judged: &Judged, language: Language) -> Option<BarChart> {
    let counts = judged.change_counts()?;
    let bars = Class::ALL
        .into_iter()
        .filter(|class| counts.of(*class) > 0)
        .map(|class| Bar {
            label: language.class(class).to_owned(),
            value: count(counts.of(class), language),
            parts: vec![(class_fill(class), counts.of(class))],
        });
    let bars: Vec<Bar> = bars.collect();
    if bars.is_empty() {
        return None;
    }
    let title = language.pick("지난 점검 이후", "Since the earlier state", "前回点検以降");
    Some(BarChart::new("by-change", title, bars))
}

fn class_fill(class: Class) -> &'static str {
    match class {
        Class::New | Class::Reopened | Class::NewServer | Class::NewCheck => "f-high",
        Class::Redefined | Class::Severity | Class::Still => "f-medium",
        Class::Unknown | Class::GoneServer | Class::GoneCheck => "f-unknown",
        Class::Fixed => "f-good",
    }
}

/// The failures over a history; the state itself is not a point of its own.
pub(super) fn trend(judged: &Judged, language: Language) -> Option<LineChart> {
    let points = &judged.options().trend;
    if points.len() < 2 {
        return None;
    }
    let points: Vec<(String, u64)> = points
        .iter()
        .map(|point| (point.date.to_string(), point.counts.failed))
        .collect();
    let title = language.pick(
        "취약 항목 추이",
        "Failed checks over time",
        "脆弱項目の推移",
    );
    Some(LineChart::new("trend", title, &points))
}

pub(super) fn verdict(judged: &Judged, language: Language) -> Option<Verdict> {
    let gate = judged.gate()?;
    let severity = language.severity(gate.options.fail_on);
    let max = gate.options.max;
    let condition = language.pick(
        format!("위험도 {severity} 이상 {max}건까지 허용"),
        format!("at most {max} of severity {severity} or higher"),
        format!("危険度{severity}以上は{max}件まで許容"),
    );
    Some(Verdict {
        passed: gate.passed(),
        text: match gate.verdict {
            GateVerdict::Passed => language.pick("게이트 통과", "Gate passed", "ゲート合格"),
            GateVerdict::Failed => language.pick("게이트 실패", "Gate failed", "ゲート不合格"),
            GateVerdict::NotJudged => language.pick("판정 불가", "Not judged", "判定不可"),
        },
        condition,
        reasons: gate
            .reasons
            .iter()
            .map(|reason| language.reason(reason))
            .collect(),
    })
}

fn count(value: u64, language: Language) -> String {
    let value = number(value);
    language.pick(format!("{value}건"), value.clone(), format!("{value}件"))
}
