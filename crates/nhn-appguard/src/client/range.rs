use chrono::NaiveDate;
use futures_core::Stream;
use futures_util::{StreamExt as _, stream};

use super::Client;
use crate::{AbnormalRange, AbnormalReport, Error};

/// One day of a range: its report, or why there is none.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Retrieve abnormal behavior detection status".
#[non_exhaustive]
#[derive(Debug, Clone)]
pub struct DayReport {
    /// The day, in Korea's time.
    pub date: NaiveDate,
    /// What was read; a failure of one day leaves the others alone.
    pub result: Result<AbnormalReport, Error>,
}

impl DayReport {
    /// The report of that day, as for a test of one's own.
    pub fn new(date: NaiveDate, result: Result<AbnormalReport, Error>) -> Self {
        Self { date, result }
    }
}

impl Client {
    /// Who was detected on each day of a range: one call a day, a few at a time, in order.
    ///
    /// Each day's failure is its own item. Nothing is sent before the stream is polled; dropping
    /// it ends the calls that are under way.
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](crate::ErrorKind::InvalidInput), naming `targetDate`, before anything is
    /// sent when a day of the range is out of range or the range is reversed.
    pub fn abnormal_range(
        &self,
        range: &AbnormalRange,
    ) -> Result<impl Stream<Item = DayReport> + Send + use<>, Error> {
        let client = self.clone();
        let queries = range.queries(self.api.runtime().clock.now())?;
        Ok(stream::iter(queries)
            .map(move |query| {
                let client = client.clone();
                async move { DayReport::new(query.date(), client.abnormal_status(&query).await) }
            })
            .buffered(range.concurrency()))
    }
}
