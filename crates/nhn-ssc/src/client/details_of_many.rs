use futures_core::Stream;
use futures_util::{StreamExt as _, stream};

use super::Client;
use crate::{CheckItem, Error, InspectionId, Language};

/// The details of one inspection out of many.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#inspection-result-details>.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InspectionDetails {
    /// The inspection.
    pub id: InspectionId,
    /// Its checked items.
    pub items: Vec<CheckItem>,
}

impl InspectionDetails {
    /// The details of that inspection, as for a test of one's own.
    pub fn new(id: InspectionId, items: Vec<CheckItem>) -> Self {
        Self { id, items }
    }
}

/// The details of one inspection out of many could not be read; the others go on.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#inspection-result-details>.
#[non_exhaustive]
#[derive(Debug, Clone)]
pub struct DetailsFailure {
    /// The inspection.
    pub id: InspectionId,
    /// What went wrong.
    pub error: Error,
}

impl DetailsFailure {
    /// The failure of that inspection, as for a test of one's own.
    pub fn new(id: InspectionId, error: Error) -> Self {
        Self { id, error }
    }
}

impl std::fmt::Display for DetailsFailure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "inspection {}: {}", self.id, self.error)
    }
}

impl std::error::Error for DetailsFailure {}

impl Client {
    /// The details of many inspections, in the order of `ids`, `concurrency` calls at a time (0
    /// counts as 1); each failure is its own item.
    ///
    /// Memory is that of `concurrency` answers, however many ids there are.
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#inspection-result-details>.
    ///
    /// # Errors
    ///
    /// An item is what [`details`](Self::details) answers for its id; a failure does not end the
    /// stream.
    pub fn details_of_many<I>(
        &self,
        ids: I,
        language: Option<Language>,
        concurrency: usize,
    ) -> impl Stream<Item = Result<InspectionDetails, DetailsFailure>> + Send + use<I>
    where
        I: IntoIterator<Item = InspectionId>,
        I::IntoIter: Send,
    {
        let client = self.clone();
        stream::iter(ids)
            .map(move |id| {
                let client = client.clone();
                async move {
                    match client.details(id, language).await {
                        Ok(items) => Ok(InspectionDetails::new(id, items)),
                        Err(error) => Err(DetailsFailure::new(id, error)),
                    }
                }
            })
            .buffered(concurrency.max(1))
    }
}
