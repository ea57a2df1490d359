use std::collections::BTreeMap;

use chrono::SecondsFormat;

use super::model::{
    Cloud, Compliance, Cwe, Event, Feature, FindingInfo, Metadata, Product, Remediation, Resource,
    Vulnerability,
};
use crate::day::korea_time;
use crate::diff::Class;
use crate::judged::{Judgement, Row, ServerSummary};
use crate::model::{DEFAULT_PROJECT, Service, Severity, Status};
use crate::output::cwe::cwe;
use crate::output::language::Language;
use crate::output::text::line;
use crate::output::words;

pub(super) fn event(server: &ServerSummary<'_>, row: &Row<'_>, language: Language) -> Event {
    let (inspection, item) = (row.inspection, row.item);
    let is_web = inspection.service == Service::Wsc;
    let weakness = is_web.then(|| cwe(&item.check)).flatten();
    let (class_uid, class_name) = match (is_web, weakness) {
        (false, _) => (2003, "Compliance Finding"),
        (true, Some(_)) => (2002, "Vulnerability Finding"),
        (true, None) => (2004, "Detection Finding"),
    };
    let (activity_id, activity_name) = match row.class {
        Some(Class::Fixed) => (3, "Close"),
        Some(Class::Still | Class::Severity | Class::Unknown) => (2, "Update"),
        _ => (1, "Create"),
    };
    let checked_at = inspection
        .checked_at
        .unwrap_or(server.snapshot.run.collected_at);
    let time = checked_at.timestamp_millis();
    let time_dt = korea_time(checked_at).to_rfc3339_opts(SecondsFormat::AutoSi, true);
    let name = words::server(inspection).into_owned();
    let region = Some(line(&inspection.region).into_owned()).filter(|text| !text.is_empty());
    let title = words::title(item).into_owned();
    let severity = severity(row);
    let (status_id, status) = status(row).unzip();
    let remediation = words::how(item).map(|how| Remediation {
        desc: how.into_owned(),
    });
    let fingerprint = row.fingerprint();
    Event {
        category_uid: 2,
        category_name: "Findings",
        class_uid,
        class_name,
        activity_id,
        activity_name,
        type_uid: class_uid * 100 + u32::from(activity_id),
        type_name: format!("{class_name}: {activity_name}"),
        time,
        time_dt: time_dt.clone(),
        timezone_offset: 540,
        severity_id: severity.0,
        severity: severity.1,
        status_id,
        status,
        count: row.count.filter(|count| *count > 0),
        message: format!("{name}: {title} — {}", language.status(row.status)),
        metadata: Metadata {
            version: "1.5.0",
            profiles: ["cloud", "datetime"],
            log_name: if is_web {
                "web-security-checker"
            } else {
                "server-security-check"
            },
            event_code: line(&item.check).into_owned(),
            uid: event_uid(row, &fingerprint),
            product: Product {
                name: "kcsec",
                vendor_name: "korea-cloud-security",
                version: env!("CARGO_PKG_VERSION"),
                feature: Feature {
                    name: if is_web {
                        "NAVER Cloud Web Security Checker"
                    } else {
                        "NHN Server Security Check"
                    },
                    version: inspection
                        .script_version
                        .as_deref()
                        .map(|text| line(text).into_owned()),
                },
            },
        },
        finding_info: FindingInfo {
            uid: fingerprint,
            title: title.clone(),
            desc: words::description(item),
            types: item
                .category
                .as_deref()
                .map(|text| line(text).into_owned())
                .into_iter()
                .collect(),
            created_time: time,
            created_time_dt: time_dt,
        },
        compliance: (!is_web).then(|| compliance(row)),
        vulnerabilities: weakness
            .map(|number| Vulnerability {
                title,
                severity: severity.1,
                cwe: Cwe {
                    uid: format!("CWE-{number}"),
                },
                remediation: remediation.clone(),
            })
            .into_iter()
            .collect(),
        resources: [Resource {
            uid: region
                .iter()
                .map(String::as_str)
                .chain([name.as_str()])
                .collect::<Vec<_>>()
                .join("/"),
            name,
            kind: if is_web { "Web Site" } else { "Server" },
            region: region.clone(),
        }],
        cloud: Cloud {
            provider: if is_web { "NAVER Cloud" } else { "NHN Cloud" },
            region,
        },
        // A vulnerability carries its own.
        remediation: remediation.filter(|_| weakness.is_none()),
        unmapped: unmapped(row),
    }
}

/// The id of an event: one for each inspection and check; web findings add the place.
fn event_uid(row: &Row<'_>, fingerprint: &str) -> String {
    let uid = format!(
        "{}/{}",
        line(&row.inspection.inspection),
        line(&row.item.check)
    );
    match row.location.is_empty() {
        true => uid,
        false => format!("{uid}/{}", &fingerprint[..8]),
    }
}

fn severity(row: &Row<'_>) -> (u8, &'static str) {
    match (row.status, row.item.severity) {
        (Status::Pass, _) => (1, "Informational"),
        (_, Severity::High) => (4, "High"),
        (_, Severity::Medium) => (3, "Medium"),
        (_, Severity::Low) => (2, "Low"),
        (_, Severity::Unknown) => (0, "Unknown"),
    }
}

/// The state of the finding; what passed all along is none.
fn status(row: &Row<'_>) -> Option<(u8, &'static str)> {
    match (row.judgement, row.status, row.class) {
        (_, Status::Pass, Some(Class::Fixed)) => Some((4, "Resolved")),
        (_, Status::Pass, _) => None,
        (Judgement::Accepted, _, _) => Some((3, "Suppressed")),
        _ => Some((1, "New")),
    }
}

fn compliance(row: &Row<'_>) -> Compliance {
    let item = row.item;
    let standard = match item.standard.as_str() {
        "M" => "KISA CII technical vulnerability assessment".to_owned(),
        "F" => "FSI electronic financial infrastructure assessment".to_owned(),
        other => line(other).into_owned(),
    };
    let (status_id, status, code) = match row.status {
        Status::Pass => (1, "Pass", Some("O")),
        Status::Fail => (3, "Fail", Some("X")),
        Status::Unknown => (0, "Unknown", row.status_raw),
    };
    let text = item.item.as_deref().map(|text| line(text).into_owned());
    Compliance {
        control: line(&item.check).into_owned(),
        standards: vec![standard],
        requirements: text.into_iter().collect(),
        status_id,
        status,
        // The code as the service sends it: this is data for programs.
        status_code: code.map(|code| line(code).into_owned()),
    }
}

fn unmapped(row: &Row<'_>) -> BTreeMap<&'static str, String> {
    let inspection = row.inspection;
    let mut fields = BTreeMap::new();
    let mut add = |name, value: Option<&str>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            fields.insert(name, line(value).into_owned());
        }
    };
    add("standard", Some(&inspection.standard));
    add("kind", Some(&inspection.kind));
    add("os", inspection.os.as_deref());
    add("os_version", inspection.os_version.as_deref());
    add(
        "project",
        Some(inspection.project.as_str()).filter(|name| *name != DEFAULT_PROJECT),
    );
    add("class", row.class.map(|class| class.as_str()));
    add("judgement", Some(row.judgement.as_str()));
    let place = words::place(row);
    add("location", Some(place.as_str()));
    fields
}
