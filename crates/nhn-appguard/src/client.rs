use std::ops::RangeInclusive;
use std::sync::Arc;

use chrono::NaiveDate;
use futures_util::{StreamExt as _, stream};
use transport_core::ApiClient;

use crate::days::available_at;
use crate::model::AbnormalResponse;
use crate::operations::ABNORMAL_STATUS;
use crate::{AbnormalReport, AbnormalStatusQuery, AbnormalStatusRange, Appkey, Error, ItemStream};

/// How many days are asked for at a time unless said: a day's response has up to 10 MB.
const DEFAULT_CONCURRENCY: usize = 4;

/// Client for the NHN AppGuard public API.
///
/// Cheap to clone; clones share connections.
///
/// ```
/// # use nhn_appguard::{Appkey, Client, UserAccessKey};
/// let client = Client::builder()
///     .with_appkey(Appkey::new("EXAMPLE_APPKEY"))
///     .with_user_access_key(UserAccessKey::new("EXAMPLE_ID", "EXAMPLE_SECRET"))
///     .build()?;
/// # Ok::<(), nhn_appguard::ConfigError>(())
/// ```
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "NHN AppGuard Public API".
#[derive(Debug, Clone)]
pub struct Client {
    pub(crate) api: ApiClient,
    appkey: Arc<Appkey>,
    concurrency: usize,
}

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
    pub report: Result<AbnormalReport, Error>,
}

impl DayReport {
    /// The report of that day, such as for a test.
    pub fn new(date: NaiveDate, report: Result<AbnormalReport, Error>) -> Self {
        Self { date, report }
    }
}

impl Client {
    pub(crate) fn new(api: ApiClient, appkey: Appkey) -> Self {
        Self {
            api,
            appkey: Arc::new(appkey),
            concurrency: DEFAULT_CONCURRENCY,
        }
    }

    /// The same client with so many calls of an
    /// [`abnormal_status_stream`](Self::abnormal_status_stream) at a time at most; 0 counts as 1.
    #[must_use]
    pub fn with_concurrency(&self, calls: usize) -> Self {
        let mut client = self.clone();
        client.concurrency = calls.max(1);
        client
    }

    /// The days that can be asked for now: 90 days ago to yesterday in Korea (UTC+9), by the
    /// client's clock; `None` if that clock shows a time outside the calendar.
    pub fn available_days(&self) -> Option<RangeInclusive<NaiveDate>> {
        available_at(self.api.runtime().clock.now())
    }

    /// Who was detected on a day, and how often (`abnormal-status`): all of it in one response.
    ///
    /// The gateway cuts responses of over 10 MB, and the service has no pages: a day that large
    /// cannot be read whole; ask for it by the other id type.
    ///
    /// ```no_run
    /// # async fn example(client: nhn_appguard::Client) -> Result<(), nhn_appguard::Error> {
    /// use nhn_appguard::{AbnormalStatusQuery, Os};
    ///
    /// let query = AbnormalStatusQuery::yesterday(Os::Android);
    /// println!("{:?}", client.abnormal_status(&query).await?.totals());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](crate::ErrorKind::InvalidInput), naming `targetDate`, before anything is
    /// sent when the day is out of range; otherwise as [`Error`] says.
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
    /// "Retrieve abnormal behavior detection status".
    pub async fn abnormal_status(
        &self,
        query: &AbnormalStatusQuery,
    ) -> Result<AbnormalReport, Error> {
        let now = self.api.runtime().clock.now();
        let request = query.request(&self.appkey, now)?;
        let response: AbnormalResponse = self.api.call(&ABNORMAL_STATUS, request).await?;
        Ok(response.into_report())
    }

    /// Who was detected on each day of a range: one call a day, in order, four at a time or as many
    /// as [`with_concurrency`](Self::with_concurrency) said; each day's failure is its own item.
    ///
    /// ```no_run
    /// # async fn example(client: nhn_appguard::Client) -> Result<(), nhn_appguard::Error> {
    /// use nhn_appguard::{AbnormalStatusRange, Os};
    ///
    /// let week = AbnormalStatusRange::days("2025-06-10", "2025-06-16", Os::Android)?;
    /// let mut days = client.abnormal_status_stream(&week);
    /// while let Some(day) = days.next().await {
    ///     match day.report {
    ///         Ok(report) => println!("{}: {} devices", day.date, report.entries.len()),
    ///         Err(error) => eprintln!("{}: {error}", day.date),
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
    /// "Retrieve abnormal behavior detection status".
    pub fn abnormal_status_stream(&self, range: &AbnormalStatusRange) -> ItemStream<DayReport> {
        let client = self.clone();
        let days = stream::iter(range.queries()).map(move |(date, query)| {
            let client = client.clone();
            async move { DayReport::new(date, client.abnormal_status(&query).await) }
        });
        ItemStream::new(days.buffered(self.concurrency))
    }
}
