//! The client: the one operation, and what is built from it.

mod range;

pub use range::DayReport;

use std::ops::RangeInclusive;
use std::sync::Arc;

use chrono::NaiveDate;
use transport_core::{ApiClient, builder};

use crate::days::answered_for;
use crate::model::AbnormalAnswer;
use crate::operations::ABNORMAL_STATUS;
use crate::{AbnormalQuery, AbnormalReport, Appkey, ClientBuilder, Error};

/// Client for the NHN AppGuard public API.
///
/// Cheap to clone; clones share connections.
///
/// ```
/// # use nhn_appguard::{Appkey, Client, UserAccessKey};
/// let client = Client::builder()
///     .appkey(Appkey::new("EXAMPLE_APPKEY"))
///     .user_access_key(UserAccessKey::new("EXAMPLE_ID", "EXAMPLE_SECRET"))
///     .build()?;
/// # Ok::<(), nhn_appguard::ConfigError>(())
/// ```
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "NHN AppGuard Public API".
#[derive(Debug, Clone)]
pub struct Client {
    api: ApiClient,
    appkey: Arc<Appkey>,
}

builder::client!(Client);

impl Client {
    pub(crate) fn new(api: ApiClient, appkey: Appkey) -> Self {
        Self {
            api,
            appkey: Arc::new(appkey),
        }
    }

    /// The days that can be asked for now: 90 days ago to yesterday in Korea (UTC+9), by the
    /// client's clock; `None` if that clock shows a time outside the calendar.
    pub fn available_days(&self) -> Option<RangeInclusive<NaiveDate>> {
        answered_for(self.api.runtime().clock.now())
    }

    /// Who was detected on a day, and how often (`abnormal-status`): all of it in one answer.
    ///
    /// The gateway cuts answers of over 10 MB, and the service has no pages: a day that large
    /// cannot be read whole; ask for it by the other id type.
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
    /// "Retrieve abnormal behavior detection status".
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](crate::ErrorKind::InvalidInput), naming `targetDate`, before anything is
    /// sent when the day is out of range; otherwise as [`Error`] says.
    pub async fn abnormal_status(&self, query: &AbnormalQuery) -> Result<AbnormalReport, Error> {
        let now = self.api.runtime().clock.now();
        let request = query.request(&self.appkey, now)?;
        let answer: AbnormalAnswer = self.api.call(&ABNORMAL_STATUS, request).await?;
        Ok(answer.into_report())
    }
}
