use std::collections::BTreeMap;

use chrono::SecondsFormat;

use super::model::{
    ArtifactLocation, Location, LogicalLocation, Message, PhysicalLocation, Region,
    ResultProperties, SarifResult, Suppression,
};
use super::rules::{Rules, level};
use super::uri;
use crate::diff::Class;
use crate::judged::{Judgement, Row};
use crate::model::{DEFAULT_PROJECT, Service, Status};
use crate::output::language::Language;
use crate::output::text::line;
use crate::output::words;

pub(super) fn sarif_result(
    row: &Row<'_>,
    rules: &Rules<'_>,
    is_compared: bool,
    language: Language,
) -> SarifResult {
    let (rule_index, rule_id) = rules.of(row.item);
    let inspection = row.inspection;
    let fingerprint = row.fingerprint();
    let owned = |text: Option<&str>| text.map(|text| line(text).into_owned());
    let (kind, level) = match row.status {
        Status::Fail => ("fail", level(row.item.severity)),
        Status::Unknown => ("review", "none"),
        Status::Pass => ("pass", "none"),
    };
    SarifResult {
        rule_id: rule_id.to_owned(),
        rule_index,
        level,
        kind,
        message: Message {
            text: message(row, language),
        },
        locations: [location(row)],
        partial_fingerprints: BTreeMap::from([
            ("primaryLocationLineHash", format!("{fingerprint}:1")),
            ("kcsecFingerprint/v1", fingerprint),
        ]),
        suppressions: suppressions(row, language),
        baseline_state: is_compared.then(|| baseline_state(row.class)),
        properties: ResultProperties {
            checked_at: inspection
                .checked_at
                .map(|time| time.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
            inspection: line(&inspection.inspection).into_owned(),
            os: owned(inspection.os.as_deref()),
            os_version: owned(inspection.os_version.as_deref()),
            script_version: owned(inspection.script_version.as_deref()),
            class: row.class.map(|class| class.as_str()),
            location: Some(words::place(row).into()).filter(|_| !row.location.is_empty()),
        },
    }
}

/// `web-01: U-05 root 이외의 UID가 '0' 금지 — 취약`.
fn message(row: &Row<'_>, language: Language) -> String {
    let server = words::server(row.inspection);
    let mut text = format!(
        "{server}: {} — {}",
        words::title(row.item),
        language.status(row.status)
    );
    if !row.location.is_empty() {
        text += &format!(" ({})", words::place(row));
    }
    plain(&text)
}

/// A message in which nothing is read as a link or as a placeholder.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let next = &rest[c.len_utf8()..];
        match c {
            ']' if next.starts_with('(') => plain.push_str("] "),
            '{' if next.starts_with(|c: char| c.is_ascii_digit()) => plain.push_str("{ "),
            c => plain.push(c),
        }
        rest = next;
    }
    plain
}

fn location(row: &Row<'_>) -> Location {
    let inspection = row.inspection;
    let server = words::server(inspection);
    let region = inspection.region.as_str();
    let project = match inspection.project.as_str() {
        DEFAULT_PROJECT => "",
        project => project,
    };
    let places = || {
        [project, region]
            .into_iter()
            .filter(|part| !part.is_empty())
    };
    let uri = match inspection.service {
        Service::Wsc => {
            let url = row.location.split('\u{1f}').next().unwrap_or_default();
            uri::page(&server, url)
        }
        _ => {
            let parts = places().chain([&*server]).map(uri::segment);
            format!("servers/{}", parts.collect::<Vec<_>>().join("/"))
        }
    };
    let names = places().map(line).chain([server.clone()]);
    Location {
        physical_location: PhysicalLocation {
            artifact_location: ArtifactLocation { uri },
            // GitHub asks for all four; a server has no lines.
            region: Region {
                start_line: 1,
                start_column: 1,
                end_line: 1,
                end_column: 2,
            },
        },
        logical_locations: [LogicalLocation {
            fully_qualified_name: names.collect::<Vec<_>>().join("/"),
            name: server.into_owned(),
            kind: "resource",
        }],
    }
}

fn suppressions(row: &Row<'_>, language: Language) -> Vec<Suppression> {
    let accepted = row.judgement == Judgement::Accepted;
    let suppression = accepted.then(|| Suppression {
        kind: "external",
        status: "accepted",
        justification: language.remark(row),
    });
    suppression.into_iter().collect()
}

/// Where one result has a state every one has to have one.
fn baseline_state(class: Option<Class>) -> &'static str {
    match class {
        Some(Class::Still) => "unchanged",
        Some(Class::Severity | Class::Unknown) => "updated",
        Some(Class::Fixed) => "absent",
        _ => "new",
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn messages_hold_no_links_and_no_placeholders() {
        assert_eq!(plain("[a](b) {0} {x}"), "[a] (b) { 0} {x}");
    }
}
