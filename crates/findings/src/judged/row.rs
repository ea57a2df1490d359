use serde::Serialize;

use crate::diff::{Class, counts_as_failed};
use crate::fingerprint::fingerprint;
use crate::model::{Inspection, Item, Service, Severity, Status};
use crate::register::Entry;

/// What the judgement makes of one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Judgement {
    /// It passed (양호).
    Passed,
    /// It failed, and the gate counts it. Without a gate every failure that is neither accepted
    /// nor not applicable is counted.
    Counted,
    /// It failed, with a severity below the gate's threshold.
    BelowThreshold,
    /// It failed, and did so in the baseline already.
    Known,
    /// It failed, and the risk is accepted (위험수용).
    Accepted,
    /// The register says that the check does not apply (해당없음).
    NotApplicable,
    /// There is no result that can be read (확인 필요), and the gate is not strict.
    Unknown,
}

impl Judgement {
    /// The word that stands in data, such as `not_applicable`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Counted => "counted",
            Self::BelowThreshold => "below_threshold",
            Self::Known => "known",
            Self::Accepted => "accepted",
            Self::NotApplicable => "not_applicable",
            Self::Unknown => "unknown",
        }
    }
}

/// One side of a comparison: a check of an inspection with its result.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Side<'a> {
    /// The inspection.
    pub inspection: &'a Inspection,
    /// The check.
    pub item: &'a Item,
    /// The result.
    pub status: Status,
}

/// One row of the judged list: a check of a server as it stands now.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Row<'a> {
    /// The inspection it belongs to.
    pub inspection: &'a Inspection,
    /// The check, with its remediation in `how`.
    pub item: &'a Item,
    /// Where in the server: empty, or URL, U+001F and parameter of a web finding.
    pub location: &'a str,
    /// The result.
    pub status: Status,
    /// The vendor's result code where the status is unknown.
    pub status_raw: Option<&'a str>,
    /// How many places a web finding stands for, where a report only counts them.
    pub count: Option<u64>,
    /// What the judgement makes of it.
    pub judgement: Judgement,
    /// The entry of the register that decides it: an accepted risk, a planned fix, or one that
    /// says that the check does not apply. An entry that is over is not here.
    pub entry: Option<&'a Entry>,
    /// What became of it since the earlier state, where there is one.
    pub class: Option<Class>,
    /// The result in the earlier state, where there is one.
    pub previous: Option<Side<'a>>,
}

impl Row<'_> {
    /// The finding's stable name: see [`fingerprint`](fingerprint()).
    pub fn fingerprint(&self) -> String {
        fingerprint(self.inspection, self.item, self.location)
    }

    /// The URL of a web finding.
    pub fn url(&self) -> Option<&str> {
        let is_web = self.inspection.service == Service::Wsc && !self.location.is_empty();
        is_web.then(|| split_location(self.location).0)
    }

    /// The parameter of a web finding.
    pub fn parameter(&self) -> Option<&str> {
        split_location(self.location).1
    }
}

fn split_location(location: &str) -> (&str, Option<&str>) {
    match location.split_once('\u{1f}') {
        Some((url, parameter)) => (url, Some(parameter).filter(|text| !text.is_empty())),
        None => (location, None),
    }
}

/// What became of one check between two states. Checks that passed in both are left out.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Change<'a> {
    /// What became of it.
    pub class: Class,
    /// The check now; `None` where the server or the check is gone.
    pub current: Option<Side<'a>>,
    /// The check before; `None` where the server or the check is new.
    pub previous: Option<Side<'a>>,
    /// Where in the server; empty for server checks.
    pub location: &'a str,
    /// What the judgement makes of it now; `None` where it is gone.
    pub judgement: Option<Judgement>,
    /// The entry of the register that decides it now.
    pub entry: Option<&'a Entry>,
}

impl<'a> Change<'a> {
    /// The side now, or the one before where it is gone.
    pub fn side(&self) -> Option<Side<'a>> {
        self.current.or(self.previous)
    }

    /// Whether it counts as failed now: it fails, or it failed before and is unknown now.
    pub fn counts_as_failed(&self) -> bool {
        let status = |side: Option<Side<'_>>| side.map(|side| side.status);
        counts_as_failed(self.class, status(self.previous), status(self.current))
    }

    /// The severity now, or the last one of what is gone.
    pub fn severity(&self) -> Severity {
        self.side()
            .map_or(Severity::Unknown, |side| side.item.severity)
    }
}
