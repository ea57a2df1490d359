use std::io::Write;

use serde::Serialize;

use super::cwe::cwe;
use super::error::OutputError;
use super::ids::check_id;
use super::json::Seq;
use super::language::Language;
use super::options::OutputOptions;
use super::text::{cut, line};
use super::words;
use crate::day::korea_day;
use crate::judged::{Judged, Judgement, Row};
use crate::model::{Service, Severity, Status};

/// Writes the failed rows as DefectDojo Generic Findings JSON.
///
/// | Key | Value |
/// | --- | --- |
/// | `title` | `[server] check text` |
/// | `severity` | High, Medium, Low; unknown is Info |
/// | `description` | server, standard, category and check: nothing that changes from run to run, because DefectDojo recognises a finding by it |
/// | `date` | the day of the inspection in Korea |
/// | `mitigation` | the remediation |
/// | `unique_id_from_tool` | the fingerprint |
/// | `vuln_id_from_tool` | `SSC-M-U-05` |
/// | `component_name`, `service` | the server, `KR1/M/OS` |
/// | `active`, `risk_accepted` | by the register |
/// | `planned_remediation_date` | the register's due day |
/// | `cwe`, `param`, `endpoints`, `nb_occurences` | of web findings |
///
/// Vendor page: <https://docs.defectdojo.com/en/connecting_your_tools/parsers/generic_findings_import/>.
///
/// # Errors
///
/// When the output cannot be written to.
pub fn write_defectdojo(
    judged: &Judged,
    options: &OutputOptions,
    out: &mut impl Write,
) -> Result<(), OutputError> {
    let services: Vec<Service> = judged
        .snapshots()
        .iter()
        .map(|info| info.run.service)
        .collect();
    let is_web = services.iter().all(|service| *service == Service::Wsc) && !services.is_empty();
    let is_mixed = services.windows(2).any(|pair| pair[0] != pair[1]);
    let kind = match services.first() {
        Some(service) if !is_mixed => format!("kcsec {}", service.as_str().to_uppercase()),
        _ => "kcsec".to_owned(),
    };
    let texts = language_of_texts(judged);
    let rows = || {
        judged
            .rows()
            .filter(|row| row.status == Status::Fail)
            .filter(|row| row.judgement != Judgement::NotApplicable)
            .map(|row| DojoFinding::new(&row, texts))
    };
    let report = Report {
        name: &kind,
        kind: &kind,
        version: env!("CARGO_PKG_VERSION"),
        description: options.language.pick(
            "취약 항목. 위험수용은 비활성으로 표시됩니다.",
            "Failed checks. Accepted risks are not active.",
            "脆弱な項目。リスク受容は非アクティブです。",
        ),
        static_tool: !is_web,
        dynamic_tool: is_web,
        findings: Seq(rows),
    };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    out.write_all(b"\n")?;
    Ok(())
}

#[derive(Serialize)]
struct Report<'a, F: Serialize> {
    name: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    version: &'a str,
    description: &'a str,
    static_tool: bool,
    dynamic_tool: bool,
    findings: F,
}

#[derive(Serialize)]
struct DojoFinding {
    title: String,
    severity: &'static str,
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mitigation: Option<String>,
    unique_id_from_tool: String,
    vuln_id_from_tool: String,
    component_name: String,
    service: String,
    active: bool,
    verified: bool,
    false_p: bool,
    risk_accepted: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    planned_remediation_date: Option<String>,
    static_finding: bool,
    dynamic_finding: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    cwe: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    param: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nb_occurences: Option<u64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    endpoints: Vec<String>,
    tags: Vec<String>,
}

impl DojoFinding {
    fn new(row: &Row<'_>, texts: Language) -> Self {
        let (inspection, item) = (row.inspection, row.item);
        let is_web = inspection.service == Service::Wsc;
        let server = words::server(inspection);
        let accepted = row.judgement == Judgement::Accepted;
        Self {
            title: cut(&format!("[{server}] {}", words::title(item)), 511).into_owned(),
            severity: match item.severity {
                Severity::High => "High",
                Severity::Medium => "Medium",
                Severity::Low => "Low",
                Severity::Unknown => "Info",
            },
            description: description(row, texts),
            date: inspection
                .checked_at
                .map(|time| korea_day(time).to_string()),
            mitigation: words::how(item).map(|how| how.into_owned()),
            unique_id_from_tool: row.fingerprint(),
            vuln_id_from_tool: cut(&check_id(inspection.service, item), 500).into_owned(),
            component_name: cut(&server, 500).into_owned(),
            service: cut(&service(row), 200).into_owned(),
            active: !accepted,
            verified: true,
            false_p: false,
            risk_accepted: accepted,
            planned_remediation_date: row
                .entry
                .and_then(|entry| entry.due)
                .map(|due| due.to_string()),
            static_finding: !is_web,
            dynamic_finding: is_web,
            cwe: is_web.then(|| cwe(&item.check)).flatten(),
            param: row.parameter().map(|text| line(text).into_owned()),
            nb_occurences: row.count.filter(|count| *count > 0),
            endpoints: row
                .url()
                .filter(|url| is_endpoint(url))
                .map(str::to_owned)
                .into_iter()
                .collect(),
            tags: tags(row),
        }
    }
}

/// The language that the vendor's texts were collected in: that of the report may change.
fn language_of_texts(judged: &Judged) -> Language {
    let first = judged.snapshots().first();
    match first.and_then(|info| info.run.language.as_deref()) {
        Some("en") => Language::En,
        Some("ja") => Language::Ja,
        _ => Language::Ko,
    }
}

/// DefectDojo compares findings by this text (and title, CWE and service): nothing in it may change
/// from run to run.
fn description(row: &Row<'_>, language: Language) -> String {
    let (inspection, item) = (row.inspection, row.item);
    let mut lines: Vec<String> = Vec::new();
    let mut add = |name: &str, value: &str| {
        if !value.is_empty() {
            lines.push(format!("{name}: {}", line(value)));
        }
    };
    add(
        language.pick("자산", "Server", "資産"),
        &words::server(inspection),
    );
    add(
        language.pick("점검 기준", "Standard", "点検基準"),
        &words::scope(inspection),
    );
    add(
        language.pick("분류", "Category", "分類"),
        item.category.as_deref().unwrap_or_default(),
    );
    add(language.pick("항목", "Check", "項目"), &words::title(item));
    add(
        language.pick("위치", "Location", "場所"),
        &words::place(row),
    );
    lines.join("\n")
}

/// `KR1/M/OS`, with the project in front where there is one.
fn service(row: &Row<'_>) -> String {
    let inspection = row.inspection;
    let project = match inspection.project.as_str() {
        crate::model::DEFAULT_PROJECT => "",
        project => project,
    };
    let parts = [
        project,
        &inspection.region,
        &inspection.standard,
        &inspection.kind,
    ];
    let parts: Vec<_> = parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(line)
        .collect();
    parts.join("/")
}

/// Whether DefectDojo's own reading of a URL takes it: one that it does not take stops the import.
fn is_endpoint(url: &str) -> bool {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    let Some(rest) = rest else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
    let is_harmless = |c: char| {
        c.is_ascii_graphic()
            && !matches!(
                c,
                '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '[' | ']'
            )
    };
    !host.is_empty()
        && host.chars().all(is_name)
        && rest.chars().all(is_harmless)
        && url.len() <= 1_000
}

/// Tags hold no commas and no spaces.
fn tags(row: &Row<'_>) -> Vec<String> {
    let inspection = row.inspection;
    let parts = [
        inspection.service.as_str(),
        &inspection.region,
        &inspection.standard,
        &inspection.kind,
    ];
    let tags = parts.into_iter().map(|part| {
        part.chars()
            .map(|c| {
                if c.is_alphanumeric() || c == '-' {
                    c
                } else {
                    '-'
                }
            })
            .flat_map(char::to_lowercase)
            .collect::<String>()
    });
    tags.filter(|tag| !tag.is_empty()).collect()
}
