//! What the services say, as the snapshot's records.

use chrono::NaiveDate;
use korea_cloud_security::findings::{Check, Detection, Inspection, Run, Service};
use korea_cloud_security::nhn_appguard::Abnormal;
use korea_cloud_security::nhn_ssc::{CheckItem, InspectionSummary};

/// An inspection; what the service left out stays empty.
pub(super) fn inspection(summary: &InspectionSummary) -> Inspection {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let mut inspection = Inspection::new(
        Service::Ssc,
        text(&summary.instance_name),
        summary.id.as_str(),
    );
    inspection.standard = word(summary.standard.as_ref());
    inspection.kind = word(summary.kind.as_ref());
    inspection.os = summary.os.as_ref().map(ToString::to_string);
    inspection.os_version.clone_from(&summary.system_version);
    inspection
        .script_version
        .clone_from(&summary.script_version);
    inspection.checked_at = summary
        .execution_time
        .as_ref()
        .and_then(|time| time.parsed());
    inspection.check_count = summary.check_count;
    inspection.weak_count = summary.weak_count;
    inspection.high = summary.high_weak_count;
    inspection.medium = summary.medium_weak_count;
    inspection.low = summary.low_weak_count;
    inspection
}

/// A checked item. What cannot be read is unknown, never good.
pub(super) fn check(item: &CheckItem) -> Check {
    let level = item.severity.as_ref().map(ToString::to_string);
    let result = item.result.as_ref().map(ToString::to_string);
    let raw = item.extra().get("resultCode");
    let result = result.or_else(|| raw.map(|raw| raw.redacted().into_owned()));
    let mut check = Check::from_codes(item.id.as_deref(), level.as_deref(), result.as_deref());
    check.item.item.clone_from(&item.item_name);
    check.item.category.clone_from(&item.category_name);
    let lines: Vec<&str> = item.remediation_lines().map(str::trim).collect();
    let lines = lines.join("\n");
    check.item.how = Some(lines).filter(|lines| !lines.trim().is_empty());
    check
}

fn word<T: ToString>(value: Option<&T>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

/// A device or user of a day. A total that the service left out is the sum of its counters.
pub(super) fn detection(
    run: &Run,
    date: NaiveDate,
    os: &str,
    id_type: &str,
    entry: &Abnormal,
) -> Detection {
    let mut detection = Detection::new(date, os, id_type, &entry.abnormal_id);
    detection.project.clone_from(&run.project);
    for (counter, count) in entry.counts().filter(|(_, count)| *count > 0) {
        detection.counts.insert(counter.as_str().to_owned(), count);
    }
    let sum = detection
        .counts
        .values()
        .fold(0, |sum: u64, count| sum.saturating_add(*count));
    detection.total = entry.total.unwrap_or(sum);
    detection
}
