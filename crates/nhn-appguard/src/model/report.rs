use serde::{Deserialize, Serialize};
use transport_core::envelope::{ApiResponse, ErrorBody, NhnHeader};
use transport_core::wire::{self, Rows, SkippedRecord, record};

use super::Abnormal;

/// Who was detected on one day.
///
/// A list that the service writes as `null` is empty; a success without its list is unreadable. An
/// entry without an id costs only itself.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Retrieve abnormal behavior detection status".
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct AbnormalReport {
    /// One entry a device or user (`data` on the wire), in the service's order.
    #[serde(rename = "data", deserialize_with = "wire::null_as_default")]
    pub entries: Vec<Abnormal>,
    #[serde(skip)]
    skipped: Vec<SkippedRecord>,
}

impl AbnormalReport {
    /// The report of these entries, such as for a test.
    pub fn new(entries: Vec<Abnormal>) -> Self {
        Self {
            entries,
            skipped: Vec::new(),
        }
    }

    /// The entries without an id that can be read; they are not among the others.
    pub fn skipped(&self) -> &[SkippedRecord] {
        &self.skipped
    }
}

record! {
    #[derive(Debug)]
    pub(crate) struct AbnormalResponse
    fields {
        header: NhnHeader = "header",
        data: Rows<Abnormal> = "data",
    }
}

impl AbnormalResponse {
    pub(crate) fn into_report(self) -> AbnormalReport {
        let rows = self.data.unwrap_or_default();
        AbnormalReport {
            skipped: rows.skipped().to_vec(),
            entries: rows.into_rows(),
        }
    }
}

impl ApiResponse for AbnormalResponse {
    fn decode(body: &[u8]) -> Result<Self, serde_json::Error> {
        let response: Self = wire::decode(body)?;
        let is_there = response.data.is_some() || response.extra().is_null(1);
        NhnHeader::check(response.header.as_ref(), "data", is_there)?;
        Ok(response)
    }

    fn error_body(&self) -> Option<ErrorBody> {
        self.header.as_ref()?.error_body()
    }
}
