//! Inspections, checks and snapshots for tests.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used)]

pub(crate) mod generate;
pub(crate) mod outputs;

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, NaiveDate};
use korea_cloud_security_findings::{
    Check, Inspection, Run, Service, SnapshotContent, SnapshotName, State, StateBuilder,
    StateOptions, Status,
};

pub(crate) fn time(text: &str) -> DateTime<FixedOffset> {
    text.parse().unwrap()
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A run that was collected at noon of a day in Korea.
pub(crate) fn run(day: &str) -> Run {
    let mut run = Run::new(Service::Ssc, time(&format!("{day}T12:00:00+09:00")));
    run.region = "KR1".to_owned();
    run.language = Some("ko".to_owned());
    run.tool = "kcsec 0.0.0-test".to_owned();
    run
}

/// An inspection at nine o'clock of a day in Korea.
pub(crate) fn inspection(server: &str, number: u64, day: &str) -> Inspection {
    let mut inspection = Inspection::new(Service::Ssc, server, number.to_string());
    inspection.region = "KR1".to_owned();
    inspection.standard = "M".to_owned();
    inspection.kind = "OS".to_owned();
    inspection.os = Some("Linux".to_owned());
    inspection.checked_at = Some(time(&format!("{day}T09:00:00+09:00")));
    inspection
}

/// `"U-01 H X root 원격 접속"`: id, level, result and, if any, the text.
pub(crate) fn check(text: &str) -> Check {
    let mut parts = text.splitn(4, ' ');
    let mut next = || parts.next();
    let mut check = Check::from_codes(next(), next(), next());
    check.item.item = next().map(str::to_owned).or(Some("항목".to_owned()));
    check.item.category = Some("계정 관리".to_owned());
    check.item.how = Some("설정 변경".to_owned());
    check
}

pub(crate) fn checks(texts: &[&str]) -> Vec<Check> {
    texts.iter().map(|text| check(text)).collect()
}

/// Servers as `("web-01", ["U-01 H X"])`, inspected and collected on a day.
pub(crate) fn content(day: &str, servers: &[(&str, &[&str])]) -> SnapshotContent {
    let mut content = SnapshotContent::new(run(day));
    let start: u64 = day.replace('-', "").parse().unwrap();
    for (index, (server, texts)) in servers.iter().enumerate() {
        let inspection = inspection(server, start * 100 + index as u64, day);
        content.inspections.push((inspection, checks(texts)));
    }
    content
}

pub(crate) fn save(content: SnapshotContent, folder: &Path) -> PathBuf {
    let name = SnapshotName::inspections(&content.run);
    content.save(folder, &name).unwrap().path
}

/// The state of one snapshot.
pub(crate) fn state(day: &str, servers: &[(&str, &[&str])]) -> State {
    state_of(content(day, servers))
}

pub(crate) fn state_of(content: SnapshotContent) -> State {
    let folder = tempfile::tempdir().unwrap();
    let path = save(content, folder.path());
    State::load(&[path], &StateOptions::default()).unwrap()
}

/// The state of one snapshot that was never written.
pub(crate) fn state_in_memory(content: SnapshotContent) -> State {
    let mut builder = StateBuilder::new();
    for (inspection, checks) in content.inspections {
        builder.inspection(inspection, checks);
    }
    builder.snapshot(content.run, "memory", "", content.unread);
    builder.finish()
}

pub(crate) fn results(state: &State) -> Vec<(String, String, Status)> {
    let rows = state.rows();
    rows.map(|row| {
        let inspection = row.inspection.server.clone();
        (inspection, row.item.check.clone(), row.status)
    })
    .collect()
}
