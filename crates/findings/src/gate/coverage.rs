use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::day::korea_day;
use crate::model::{Inspection, Service};

/// Which servers were inspected, and when last.
#[derive(Debug, Default)]
pub(crate) struct Coverage {
    /// By project, region and name.
    newest: BTreeMap<(String, String, String), Option<NaiveDate>>,
}

impl Coverage {
    /// Adds an inspection with the number of its rows that passed or failed. One that judged
    /// nothing is no inspection.
    pub(crate) fn add(&mut self, inspection: &Inspection, judged_rows: u64) {
        if !is_judged(inspection, judged_rows) {
            return;
        }
        let day = inspection.checked_at.map(korea_day);
        let newest = self.newest.entry(key(inspection)).or_default();
        *newest = (*newest).max(day);
    }

    /// The number of different servers.
    pub(crate) fn servers(&self) -> u64 {
        self.newest.len() as u64
    }

    /// The expected names that no inspection was found of, each once.
    pub(crate) fn missing(&self, expected: &[String]) -> Vec<String> {
        let found: BTreeSet<&str> = self.newest.keys().map(|key| key.2.as_str()).collect();
        let mut missing: Vec<String> = Vec::new();
        for name in expected {
            if !found.contains(name.as_str()) && !missing.contains(name) {
                missing.push(name.clone());
            }
        }
        missing
    }

    /// Whether the newest inspection of a server is older than this many days, or has no date.
    pub(crate) fn is_too_old(&self, inspection: &Inspection, today: NaiveDate, days: u32) -> bool {
        let newest = self.newest.get(&key(inspection)).copied().flatten();
        is_too_old(newest, today, days)
    }

    /// The names of the servers whose newest inspection is too old.
    pub(crate) fn too_old(&self, today: NaiveDate, days: u32) -> Vec<String> {
        let old = self.newest.iter();
        let old = old.filter(|(_, newest)| is_too_old(**newest, today, days));
        old.map(|(key, _)| key.2.clone()).collect()
    }
}

fn key(inspection: &Inspection) -> (String, String, String) {
    (
        inspection.project.clone(),
        inspection.region.clone(),
        inspection.server.clone(),
    )
}

/// A web scan may find nothing; a server check without a result checked nothing.
fn is_judged(inspection: &Inspection, judged_rows: u64) -> bool {
    judged_rows > 0 || (inspection.service == Service::Wsc && inspection.check_count.is_some())
}

fn is_too_old(newest: Option<NaiveDate>, today: NaiveDate, days: u32) -> bool {
    newest.is_none_or(|newest| (today - newest).num_days() > i64::from(days))
}
