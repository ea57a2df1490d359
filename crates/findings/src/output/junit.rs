use std::collections::HashMap;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::error::OutputError;
use super::groups::by_inspection;
use super::language::{Language, english};
use super::note::Note;
use super::options::OutputOptions;
use super::text::{line, lines};
use super::words;
use crate::day::korea_time;
use crate::gate::GateReason;
use crate::judged::{Judged, Judgement, Row, ServerSummary};
use crate::model::{Inspection, Severity, Status};

/// Beyond this many cases a file grows past what GitLab reads (30 MB).
const LARGEST: usize = 100_000;

/// Writes JUnit XML: one suite an inspection, one case a check.
///
/// | Judgement | Case |
/// | --- | --- |
/// | passed | passed |
/// | counted | `failure` |
/// | below the threshold, or known to the baseline | passed, with a text in `system-out` |
/// | accepted, not applicable, unknown | `skipped` with the reason |
///
/// So a CI service is red where the gate is. An expected server without an inspection, an inspection
/// that could not be read and one that is too old are `error` cases of the suite `kcsec`; so is a
/// list without any inspection. The text of a failure stands in the message and in the element,
/// because GitLab shows the element only. Above 100,000 cases only failed checks are written.
///
/// # Errors
///
/// When the output cannot be written to.
pub fn write_junit(
    judged: &Judged,
    options: &OutputOptions,
    out: &mut impl Write,
) -> Result<Vec<Note>, OutputError> {
    let language = options.language;
    let rows = judged.rows().count();
    let only_failures = rows > LARGEST;
    let keeps = |row: &Row<'_>| !only_failures || row.status == Status::Fail;
    let mut notes = Vec::new();
    if only_failures {
        let left_out = judged.rows().filter(|row| !keeps(row)).count() as u64;
        let limit = LARGEST;
        notes.push(Note::OnlyFailures { limit, left_out });
    }
    let coverage = Suite::coverage(judged, language);
    let facts = Facts {
        language,
        by_counts: by_counts(judged),
        names_regions: spans_regions(judged),
    };
    let mut totals = Tally::default();
    totals.add(coverage.tally());
    // The totals stand in front of the rows, so the rows are walked twice.
    for (server, mut rows) in by_inspection(judged) {
        rows.retain(|row| keeps(row));
        totals.add(Suite::inspection(&server, &rows, &facts).tally());
    }

    let mut writer = Writer::new_with_indent(out, b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let mut root = BytesStart::new("testsuites");
    root.push_attribute(("name", "kcsec"));
    totals.write(&mut root, false);
    writer.write_event(Event::Start(root))?;
    if !coverage.cases.is_empty() || !notes.is_empty() {
        coverage.write(&mut writer, &notes, language)?;
    }
    for (server, mut rows) in by_inspection(judged) {
        rows.retain(|row| keeps(row));
        let suite = Suite::inspection(&server, &rows, &facts);
        if !only_failures || !suite.cases.is_empty() {
            suite.write(&mut writer, &[], language)?;
        }
    }
    writer.write_event(Event::End(BytesEnd::new("testsuites")))?;
    writer.into_inner().write_all(b"\n")?;
    Ok(notes)
}

/// What holds for all suites.
struct Facts<'a> {
    language: Language,
    by_counts: HashMap<&'a str, u64>,
    /// Whether there are several regions or projects, so that names need them.
    names_regions: bool,
}

fn spans_regions(judged: &Judged) -> bool {
    let mut places = judged.servers().map(|server| {
        let inspection = server.inspection;
        (&inspection.project, &inspection.region)
    });
    let first = places.next();
    places.any(|place| Some(place) != first)
}

/// The servers that were judged by the report's own counts.
fn by_counts(judged: &Judged) -> HashMap<&str, u64> {
    let counts = judged.gate().map(|gate| gate.by_counts.iter());
    counts
        .into_iter()
        .flatten()
        .map(|(server, count)| (server.as_str(), *count))
        .collect()
}

#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    tests: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.tests += other.tests;
        self.failures += other.failures;
        self.errors += other.errors;
        self.skipped += other.skipped;
    }

    /// The schema knows `skipped` for a suite only.
    fn write(&self, element: &mut BytesStart<'_>, is_suite: bool) {
        let mut attribute = |name: &str, number: usize| {
            element.push_attribute((name, number.to_string().as_str()));
        };
        attribute("tests", self.tests);
        attribute("failures", self.failures);
        attribute("errors", self.errors);
        if is_suite {
            attribute("skipped", self.skipped);
        }
        attribute("time", 0);
    }
}

struct Suite<'a> {
    name: String,
    inspection: Option<&'a Inspection>,
    cases: Vec<Case>,
}

struct Case {
    name: String,
    outcome: Outcome,
}

enum Outcome {
    Passed,
    /// Passed with a text for the log.
    Noted(String),
    Failed {
        kind: &'static str,
        message: String,
        text: String,
    },
    Error {
        kind: &'static str,
        message: String,
    },
    Skipped(String),
}

impl<'a> Suite<'a> {
    fn inspection(server: &ServerSummary<'a>, rows: &[Row<'_>], facts: &Facts<'_>) -> Self {
        let (inspection, language) = (server.inspection, facts.language);
        let mut suite = Self {
            name: suite_name(inspection, facts.names_regions),
            inspection: Some(inspection),
            cases: Vec::with_capacity(rows.len()),
        };
        let mut names: HashMap<String, usize> = HashMap::new();
        for row in rows {
            let mut name = words::title(row.item).into_owned();
            if !row.location.is_empty() {
                name = format!("{name} — {}", words::place(row));
            }
            // Importers drop the second of two cases with one name.
            let seen = names.entry(name.clone()).or_default();
            *seen += 1;
            if *seen > 1 {
                name = format!("{name} ({seen})");
            }
            let outcome = outcome(row, language);
            suite.cases.push(Case { name, outcome });
        }
        let count = facts.by_counts.get(inspection.server.as_str());
        if let Some(count) = count.filter(|_| inspection.mismatch) {
            suite.cases.push(counts_case(*count, language));
        }
        suite
    }

    /// What was not inspected, not read, or is too old.
    fn coverage(judged: &Judged, language: Language) -> Self {
        let mut cases = Vec::new();
        let mut error = |name: String, kind: &'static str, message: String| {
            cases.push(Case {
                name,
                outcome: Outcome::Error { kind, message },
            });
        };
        for server in judged.missing_servers() {
            let text = language.pick("점검 없음", "not inspected", "点検なし");
            let server = line(server);
            error(
                format!("{text}: {server}"),
                "coverage",
                format!("{server}: {text}"),
            );
        }
        if judged.totals().servers == 0 {
            let text = language.pick(
                "점검된 서버 없음",
                "no server was inspected",
                "点検されたサーバーなし",
            );
            error(text.to_owned(), "coverage", text.to_owned());
        }
        let allows = judged
            .gate()
            .is_some_and(|gate| gate.options.allow_incomplete);
        if !judged.is_complete() && !allows {
            let text = language.pick("수집 불완전", "collection incomplete", "収集が不完全");
            for unread in judged.unread() {
                let name = format!(
                    "{text}: {} {}",
                    line(&unread.server),
                    line(&unread.inspection)
                );
                error(name, "incomplete", line(&unread.message).into_owned());
            }
            if judged.unread().is_empty() {
                error(text.to_owned(), "incomplete", text.to_owned());
            }
        }
        for reason in judged.gate().into_iter().flat_map(|gate| &gate.reasons) {
            match reason {
                GateReason::TooFewServers { found, min } if *found > 0 => {
                    let text = language.pick(
                        format!("점검된 서버 {found}대, 최소 {min}대"),
                        format!(
                            "{} inspected, at least {min} asked for",
                            english(*found, "server")
                        ),
                        format!("点検されたサーバー{found}台、最少{min}台"),
                    );
                    error(text.clone(), "coverage", text);
                }
                GateReason::TooOld(servers) => {
                    let text = language.pick("점검이 오래됨", "inspection too old", "点検が古い");
                    for server in servers {
                        error(format!("{text}: {}", line(server)), "age", text.to_owned());
                    }
                }
                _ => {}
            }
        }
        Self {
            name: "kcsec".to_owned(),
            inspection: None,
            cases,
        }
    }

    fn tally(&self) -> Tally {
        let count =
            |is: fn(&Outcome) -> bool| self.cases.iter().filter(|case| is(&case.outcome)).count();
        Tally {
            tests: self.cases.len(),
            failures: count(|outcome| matches!(outcome, Outcome::Failed { .. })),
            errors: count(|outcome| matches!(outcome, Outcome::Error { .. })),
            skipped: count(|outcome| matches!(outcome, Outcome::Skipped(_))),
        }
    }

    fn write(
        &self,
        writer: &mut Writer<&mut impl Write>,
        notes: &[Note],
        language: Language,
    ) -> io::Result<()> {
        let mut start = BytesStart::new("testsuite");
        start.push_attribute(("name", self.name.as_str()));
        self.tally().write(&mut start, true);
        if let Some(inspection) = self.inspection {
            if let Some(time) = inspection.checked_at {
                let time = korea_time(time).format("%Y-%m-%dT%H:%M:%S").to_string();
                start.push_attribute(("timestamp", time.as_str()));
            }
            start.push_attribute(("hostname", words::server(inspection).as_ref()));
        }
        if self.cases.is_empty() && notes.is_empty() {
            return writer.write_event(Event::Empty(start));
        }
        writer.write_event(Event::Start(start))?;
        for case in &self.cases {
            case.write(&self.name, writer)?;
        }
        for note in notes {
            element(writer, "system-out", &[], &note.text(language))?;
        }
        writer.write_event(Event::End(BytesEnd::new("testsuite")))
    }
}

impl Case {
    fn write(&self, class: &str, writer: &mut Writer<&mut impl Write>) -> io::Result<()> {
        let mut start = BytesStart::new("testcase");
        // GitLab tells cases apart by class and name only.
        start.push_attribute(("classname", class));
        start.push_attribute(("name", self.name.as_str()));
        start.push_attribute(("time", "0"));
        if matches!(self.outcome, Outcome::Passed) {
            return writer.write_event(Event::Empty(start));
        }
        writer.write_event(Event::Start(start))?;
        match &self.outcome {
            Outcome::Passed => {}
            Outcome::Noted(text) => element(writer, "system-out", &[], text)?,
            Outcome::Failed {
                kind,
                message,
                text,
            } => {
                element(
                    writer,
                    "failure",
                    &[("type", kind), ("message", message)],
                    text,
                )?;
            }
            Outcome::Error { kind, message } => {
                element(
                    writer,
                    "error",
                    &[("type", kind), ("message", message)],
                    message,
                )?;
            }
            Outcome::Skipped(reason) => {
                element(writer, "skipped", &[("message", reason)], "")?;
            }
        }
        writer.write_event(Event::End(BytesEnd::new("testcase")))
    }
}

fn element(
    writer: &mut Writer<&mut impl Write>,
    name: &str,
    attributes: &[(&str, &str)],
    text: &str,
) -> io::Result<()> {
    let mut start = BytesStart::new(name);
    for attribute in attributes {
        start.push_attribute(*attribute);
    }
    if text.is_empty() {
        return writer.write_event(Event::Empty(start));
    }
    writer.write_event(Event::Start(start))?;
    writer.write_event(Event::Text(BytesText::new(text)))?;
    writer.write_event(Event::End(BytesEnd::new(name)))
}

/// `web-01 (M/OS)`; with the project and region where there are several, because cases of two
/// regions must not be taken for one.
fn suite_name(inspection: &Inspection, names_regions: bool) -> String {
    let scope = words::scope(inspection);
    let mut parts = vec![scope.as_str()];
    if names_regions {
        parts.splice(
            0..0,
            [inspection.project.as_str(), inspection.region.as_str()],
        );
    }
    parts.retain(|part| !part.is_empty());
    let server = words::server(inspection);
    match parts.is_empty() {
        true => server.into_owned(),
        false => format!("{server} ({})", line(&parts.join(" "))),
    }
}

fn outcome(row: &Row<'_>, language: Language) -> Outcome {
    match row.judgement {
        Judgement::Passed => Outcome::Passed,
        Judgement::Counted => {
            let message = headline(row, language);
            let text = match words::how(row.item) {
                Some(how) => format!("{message}\n\n{how}"),
                None => message.clone(),
            };
            Outcome::Failed {
                kind: failure_type(row),
                message,
                text,
            }
        }
        Judgement::BelowThreshold => {
            let why = language.pick(
                "게이트 기준 미만",
                "below the gate's threshold",
                "ゲート基準未満",
            );
            Outcome::Noted(format!("{} ({why})", headline(row, language)))
        }
        Judgement::Known => {
            let why = language.pick(
                "기준선에 있음",
                "known in the baseline",
                "ベースラインに既存",
            );
            Outcome::Noted(format!("{} ({why})", headline(row, language)))
        }
        Judgement::Accepted => {
            Outcome::Skipped(format!("{}: {}", language.accepted(), language.remark(row)))
        }
        Judgement::NotApplicable => Outcome::Skipped(format!(
            "{}: {}",
            language.not_applicable(),
            language.remark(row)
        )),
        Judgement::Unknown => Outcome::Skipped(format!(
            "{}: {}",
            language.status(Status::Unknown),
            language.unknown_reason(row)
        )),
    }
}

/// Never a word that Rails reads as a cast (`yaml`, `symbol`, `date`, `integer`, `array`, `file`).
fn failure_type(row: &Row<'_>) -> &'static str {
    match (row.status, row.item.severity) {
        (Status::Unknown, _) => "unknown",
        (_, Severity::High) => "weak-high",
        (_, Severity::Medium) => "weak-medium",
        (_, Severity::Low) => "weak-low",
        (_, Severity::Unknown) => "weak-unrated",
    }
}

/// `[상] 1. 계정관리 · U-01 root 계정 원격 접속 제한 — 취약`.
fn headline(row: &Row<'_>, language: Language) -> String {
    let category = match row.item.category.as_deref().map(line) {
        Some(category) if !category.is_empty() => format!("{category} · "),
        _ => String::new(),
    };
    let severity = language.severity(row.item.severity);
    let (title, status) = (words::title(row.item), language.status(row.status));
    let text = format!("[{severity}] {category}{title} — {status}");
    match row.location.is_empty() {
        true => text,
        false => format!("{text}: {}", lines(&words::place(row))),
    }
}

fn counts_case(count: u64, language: Language) -> Case {
    let name = language
        .pick(
            "보고서 집계 건수",
            "counts of the report",
            "報告書の集計件数",
        )
        .to_owned();
    if count == 0 {
        return Case {
            name,
            outcome: Outcome::Passed,
        };
    }
    let message = language.pick(
        format!("보고서 집계 기준 {count}건 (행 수와 합계가 달라 집계를 따름)"),
        format!("{count} by the report's own counts (its rows are not as many as its total)"),
        format!("報告書の集計で{count}件（行数と合計が異なるため集計に従う）"),
    );
    let text = message.clone();
    Case {
        name,
        outcome: Outcome::Failed {
            kind: "weak-counts",
            message,
            text,
        },
    }
}
