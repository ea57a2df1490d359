use serde::{Deserialize, Serialize};
use transport_core::envelope::{ApiResponse, ErrorBody, NhnHeader};
use transport_core::pages::Page;
use transport_core::wire::{self, Extra, Rows, SkippedRecord, record};

use super::{ExecutionTime, InspectionId, InspectionKind, InspectionStandard, OperatingSystem};

record! {
    /// One inspection, summarised.
    ///
    /// Counts are numbers of checked or failed items. What the service leaves out, or writes in a
    /// form that cannot be read, is `None`; its JSON is in [`extra`](Self::extra).
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#view-inspection-summary>.
    #[derive(Debug)]
    pub struct InspectionSummary
    key {
        /// The inspection's number (`usageStasNo`).
        id: InspectionId = "usageStasNo"
    }
    fields {
        /// The server's name; there is no server id.
        instance_name: String = "instanceName",
        /// The server's operating system.
        os: OperatingSystem = "os",
        /// What was inspected.
        kind: InspectionKind = "kind",
        /// The operating system's version.
        system_version: String = "systemVersion",
        /// The standard that the inspection follows (`bss`).
        standard: InspectionStandard = "bss",
        /// The version of the inspection's script.
        script_version: String = "scriptVersion",
        /// When the inspection ran.
        execution_time: ExecutionTime = "executionTime",
        /// How many items were checked.
        check_count: u64 = "checkCount",
        /// How many items failed.
        weak_count: u64 = "weakCount",
        /// How many failed items are of high severity (`level3WeakCount`).
        high_weak_count: u64 = "level3WeakCount",
        /// How many failed items are of medium severity (`level2WeakCount`).
        medium_weak_count: u64 = "level2WeakCount",
        /// How many failed items are of low severity (`level1WeakCount`).
        low_weak_count: u64 = "level1WeakCount",
    }
}

record! {
    /// Where a page stands among all.
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#view-inspection-summary>.
    #[derive(Debug)]
    pub struct PageInfo
    fields {
        /// What the service says that a page holds; its own example contradicts it, so do not rely
        /// on it.
        item_per_page: u64 = "itemPerPage",
        /// The page's number, from 1.
        page: u64 = "page",
        /// How many inspections there are on all pages, as the service counts them.
        total_count: u64 = "totalCount",
    }
}

record! {
    #[derive(Debug)]
    struct Body
    fields {
        header: NhnHeader = "header",
        results: Rows<InspectionSummary> = "results",
        page: PageInfo = "page",
    }
}

/// One page of inspections.
///
/// A list that the service writes as `null` is empty; a success without its list is unreadable.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#view-inspection-summary>.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct SummaryPage {
    body: Body,
}

impl SummaryPage {
    /// A page of these inspections, such as for a test.
    pub fn new(inspections: Vec<InspectionSummary>, page: PageInfo) -> Self {
        Self {
            body: Body {
                header: None,
                results: Some(inspections.into()),
                page: Some(page),
                extra: Extra::default(),
            },
        }
    }

    /// The inspections, in the order of the response; the vendor promises none.
    pub fn inspections(&self) -> &[InspectionSummary] {
        self.body.results.as_ref().map_or(&[], Rows::rows)
    }

    /// The inspections, taken out of the page.
    pub fn into_inspections(self) -> Vec<InspectionSummary> {
        self.body.results.unwrap_or_default().into_rows()
    }

    /// The inspections of which not even the number can be read.
    pub fn skipped(&self) -> &[SkippedRecord] {
        self.body.results.as_ref().map_or(&[], Rows::skipped)
    }

    /// Where this page stands among all.
    pub fn page_info(&self) -> PageInfo {
        self.body.page.clone().unwrap_or_default()
    }

    pub(crate) fn into_page(self) -> Page<InspectionSummary> {
        Page {
            skipped: self.skipped().len(),
            total_rows: self.body.page.as_ref().and_then(|page| page.total_count),
            total_pages: None,
            rows: self.into_inspections(),
        }
    }
}

impl ApiResponse for SummaryPage {
    fn decode(body: &[u8]) -> Result<Self, serde_json::Error> {
        let body: Body = wire::decode(body)?;
        let is_there = body.results.is_some() || body.extra.is_null(1);
        NhnHeader::check(body.header.as_ref(), "results", is_there)?;
        Ok(Self { body })
    }

    fn error_body(&self) -> Option<ErrorBody> {
        self.body.header.as_ref()?.error_body()
    }
}
