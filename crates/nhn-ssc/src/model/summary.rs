use serde::{Deserialize, Deserializer, Serialize};
use transport_core::envelope::{ApiResponse, ErrorBody, NhnHeader, from_json};
use transport_core::wire;

use super::{ExecutionTime, InspectionId, InspectionKind, InspectionStandard, OperatingSystem};

/// One inspection, summarised.
///
/// Counts are numbers of checked or weak items. What the service leaves out or writes as `null` is
/// `None`.
/// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#view-inspection-summary>.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InspectionSummary {
    /// The inspection's number (`usageStasNo`).
    #[serde(rename = "usageStasNo")]
    pub id: InspectionId,
    /// The server's name; there is no server id.
    #[serde(default)]
    pub instance_name: Option<String>,
    /// The server's operating system.
    #[serde(default)]
    pub os: Option<OperatingSystem>,
    /// What was inspected.
    #[serde(default)]
    pub kind: Option<InspectionKind>,
    /// The operating system's version.
    #[serde(default)]
    pub system_version: Option<String>,
    /// The standard that the inspection follows (`bss`).
    #[serde(rename = "bss", default)]
    pub standard: Option<InspectionStandard>,
    /// The version of the inspection's script.
    #[serde(default)]
    pub script_version: Option<String>,
    /// When the inspection ran.
    #[serde(default, deserialize_with = "ExecutionTime::option")]
    pub execution_time: Option<ExecutionTime>,
    /// How many items were checked.
    #[serde(default, deserialize_with = "wire::option::u64")]
    pub check_count: Option<u64>,
    /// How many items are weak.
    #[serde(default, deserialize_with = "wire::option::u64")]
    pub weak_count: Option<u64>,
    /// How many weak items are of high severity (`level3WeakCount`).
    #[serde(
        rename = "level3WeakCount",
        default,
        deserialize_with = "wire::option::u64"
    )]
    pub high_weak_count: Option<u64>,
    /// How many weak items are of medium severity (`level2WeakCount`).
    #[serde(
        rename = "level2WeakCount",
        default,
        deserialize_with = "wire::option::u64"
    )]
    pub medium_weak_count: Option<u64>,
    /// How many weak items are of low severity (`level1WeakCount`).
    #[serde(
        rename = "level1WeakCount",
        default,
        deserialize_with = "wire::option::u64"
    )]
    pub low_weak_count: Option<u64>,
}

/// Where a page stands among all.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#view-inspection-summary>.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PageInfo {
    /// What the service says that a page holds; its own example contradicts it, so do not rely on
    /// it.
    #[serde(deserialize_with = "wire::option::u64")]
    pub item_per_page: Option<u64>,
    /// The page's number, from 1.
    #[serde(deserialize_with = "wire::option::u64")]
    pub page: Option<u64>,
    /// How many inspections there are on all pages.
    #[serde(deserialize_with = "wire::option::u64")]
    pub total_count: Option<u64>,
}

/// One page of inspections.
///
/// A list that the service writes as `null` is empty; a success without its list is unreadable.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#view-inspection-summary>.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct SummaryPage {
    header: NhnHeader,
    #[serde(
        default,
        deserialize_with = "null_is_empty",
        skip_serializing_if = "Option::is_none"
    )]
    results: Option<Vec<InspectionSummary>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    page: Option<PageInfo>,
}

impl SummaryPage {
    /// The inspections, in the order of the answer; the vendor promises none.
    pub fn inspections(&self) -> &[InspectionSummary] {
        self.results.as_deref().unwrap_or_default()
    }

    /// The inspections, taken out of the page.
    pub fn into_inspections(self) -> Vec<InspectionSummary> {
        self.results.unwrap_or_default()
    }

    /// Where this page stands among all.
    pub fn page_info(&self) -> PageInfo {
        self.page.unwrap_or_default()
    }

    /// The answer's header.
    pub fn header(&self) -> &NhnHeader {
        &self.header
    }
}

impl ApiResponse for SummaryPage {
    fn decode(body: &[u8]) -> Result<Self, serde_json::Error> {
        results_are_there(from_json(body)?, |page: &Self| {
            (&page.header, page.results.is_some())
        })
    }

    fn error_body(&self) -> Option<ErrorBody> {
        self.header.error_body()
    }
}

/// A list that is `null` is empty: the service says that there is nothing.
pub(super) fn null_is_empty<'de, D, T>(deserializer: D) -> Result<Option<Vec<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    wire::null_as_default(deserializer).map(Some)
}

/// A success without its list is not an empty list: something is wrong, and nothing may be lost
/// silently.
pub(super) fn results_are_there<T>(
    answer: T,
    parts: impl Fn(&T) -> (&NhnHeader, bool),
) -> Result<T, serde_json::Error> {
    use serde::de::Error as _;

    let (header, has_results) = parts(&answer);
    if header.is_successful && !has_results {
        return Err(serde_json::Error::missing_field("results"));
    }
    Ok(answer)
}
