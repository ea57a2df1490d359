use serde::{Deserialize, Serialize};
use transport_core::envelope::{ApiResponse, ErrorBody, NhnHeader, from_json};
use transport_core::wire;

use super::{Abnormal, Totals};

/// Who was detected on one day.
///
/// A list that the service writes as `null` is empty; a success without its list is unreadable.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Retrieve abnormal behavior detection status".
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AbnormalReport {
    /// One entry a device or user (`data` on the wire), in the service's order.
    #[serde(rename = "data", deserialize_with = "wire::null_as_default")]
    pub entries: Vec<Abnormal>,
}

impl AbnormalReport {
    /// How often each thing was detected on this day.
    pub fn totals(&self) -> Totals {
        self.entries.iter().collect()
    }
}

/// The whole answer: the report and its header.
#[derive(Deserialize)]
pub(crate) struct AbnormalAnswer {
    header: NhnHeader,
    #[serde(deserialize_with = "wire::null_as_default")]
    data: Vec<Abnormal>,
}

impl AbnormalAnswer {
    pub(crate) fn into_report(self) -> AbnormalReport {
        AbnormalReport { entries: self.data }
    }
}

impl ApiResponse for AbnormalAnswer {
    fn decode(body: &[u8]) -> Result<Self, serde_json::Error> {
        from_json(body)
    }

    fn error_body(&self) -> Option<ErrorBody> {
        self.header.error_body()
    }
}
