use chrono::{DateTime, FixedOffset, NaiveDateTime};
use serde_json::Value;

use super::details::{Found, found};
use crate::day::in_korea;
use crate::model::{Check, Inspection, Item, Severity, Status};

/// The category of every web finding.
const CATEGORY: &str = "웹 취약점";

/// Reads the findings of a web scan from its report.
///
/// The counts by level (`Classify_byRisk_Level`) are documented, and are what a gate counts. The
/// rows are best effort, as the rest of the report is not documented: every object in `Details` that
/// names a URL or a path; if there is none, one row for each kind of vulnerability; if there is none
/// of these, one for each level. Where the rows do not agree with the counts, the inspection is
/// marked as a mismatch, and the counts decide.
///
/// The inspection brings the server (the scanned host) and the job's number; kind, time and counts
/// are set here. Its time stays as it is where the report has none.
///
/// ```
/// use korea_cloud_security_findings::{Inspection, Service, Severity, web_scan};
/// use serde_json::json;
///
/// let report = json!({
///     "Scan_Time": "2026/11/25 09:00:00~2026/11/25 09:40:00",
///     "Classify_byRisk_Level": { "Total": 1, "High": 1, "Medium": 0, "Low": 0 },
///     "Details": { "SQL Injection": [{ "url": "https://shop.example.com/a", "risk": "High" }] }
/// });
/// let inspection = Inspection::new(Service::Wsc, "shop.example.com", "10025");
/// let (inspection, checks) = web_scan(inspection, &report);
/// assert_eq!((checks[0].item.check.as_str(), checks[0].item.severity), ("SQL Injection", Severity::High));
/// assert_eq!((inspection.high, inspection.mismatch), (Some(1), false));
/// ```
pub fn web_scan(mut inspection: Inspection, report: &Value) -> (Inspection, Vec<Check>) {
    let levels = &report["Classify_byRisk_Level"];
    let [high, medium, low] = ["High", "Medium", "Low"].map(|name| count(&levels[name]));
    let sum = [high, medium, low].into_iter().flatten();
    let sum = (high.is_some() || medium.is_some() || low.is_some()).then(|| sum.sum());
    let total = count(&levels["Total"]).max(sum);

    let mut checks = by_place(report);
    if checks.is_empty() {
        checks = by_vulnerability(&report["Classify_byRisk_Vulnerability"]);
    }
    if checks.is_empty() {
        checks = by_level([high, medium, low]);
    }
    for check in &mut checks {
        let advice = &report["Recommendation"][check.item.check.as_str()];
        check.item.how = advice.as_str().map(str::to_owned);
    }

    inspection.kind = "WEB".to_owned();
    inspection.checked_at = end_of_scan(&report["Scan_Time"]).or(inspection.checked_at);
    (inspection.check_count, inspection.weak_count) = (total, total);
    (inspection.high, inspection.medium, inspection.low) = (high, medium, low);
    inspection.items = checks.len() as u64;
    let rows = |severity| {
        let rows = checks
            .iter()
            .filter(|check| check.item.severity == severity);
        rows.count() as u64
    };
    let differs = |stated: Option<u64>, rows: u64| stated.is_some_and(|stated| stated != rows);
    inspection.mismatch = differs(total, inspection.items)
        || differs(high, rows(Severity::High))
        || differs(medium, rows(Severity::Medium))
        || differs(low, rows(Severity::Low));
    (inspection, checks)
}

fn by_place(report: &Value) -> Vec<Check> {
    let found = found(&report["Details"]);
    let checks = found.into_iter().map(|found| {
        let Found {
            name,
            url,
            parameter,
            severity,
        } = found;
        let mut check = failed(&name, severity);
        check.location = format!("{url}\u{1f}{parameter}");
        check
    });
    checks.collect()
}

/// One row a kind of vulnerability: its number, or the object that holds it.
fn by_vulnerability(kinds: &Value) -> Vec<Check> {
    let kinds = kinds.as_object().into_iter().flatten();
    let rows = kinds.filter_map(|(name, value)| {
        let inside = ["Total", "total", "Count", "count"].map(|key| count(&value[key]));
        let count = count(value).or(inside.into_iter().flatten().next())?;
        (count > 0).then(|| counted(failed(name, Severity::Unknown), count))
    });
    rows.collect()
}

fn by_level([high, medium, low]: [Option<u64>; 3]) -> Vec<Check> {
    let levels = [
        ("High", Severity::High, high),
        ("Medium", Severity::Medium, medium),
        ("Low", Severity::Low, low),
    ];
    let rows = levels.into_iter().filter_map(|(name, severity, count)| {
        let count = count.filter(|count| *count > 0)?;
        Some(counted(failed(name, severity), count))
    });
    rows.collect()
}

fn failed(name: &str, severity: Severity) -> Check {
    let mut item = Item::new(name, severity);
    item.item = Some(name.to_owned());
    item.category = Some(CATEGORY.to_owned());
    Check::new(item, Status::Fail)
}

fn counted(mut check: Check, count: u64) -> Check {
    check.count = Some(count);
    check
}

/// A count as a number or as a text of one.
fn count(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// The end of `YYYY/MM/DD hh:mm:ss~YYYY/MM/DD hh:mm:ss`, in Korea.
fn end_of_scan(value: &Value) -> Option<DateTime<FixedOffset>> {
    let (_, end) = value.as_str()?.split_once('~')?;
    let end = NaiveDateTime::parse_from_str(end.trim(), "%Y/%m/%d %H:%M:%S").ok()?;
    Some(in_korea(end))
}
