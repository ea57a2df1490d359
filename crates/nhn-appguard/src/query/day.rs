use std::time::SystemTime;

use auth_core::Appkey;
use chrono::NaiveDate;
use transport_core::CallRequest;

use super::{IdType, Os};
use crate::Error;
use crate::days::answered_for;
use crate::operations::ABNORMAL_STATUS;

/// Which day's abnormal behaviour to read, of which operating system, by device or by user.
///
/// ```
/// use chrono::NaiveDate;
/// use nhn_appguard::{AbnormalQuery, IdType, Os};
///
/// let date = NaiveDate::from_ymd_opt(2025, 6, 16).ok_or("no such day")?;
/// let query = AbnormalQuery::new(date, Os::Android).with_id_type(IdType::User);
/// # Ok::<(), &str>(())
/// ```
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Retrieve abnormal behavior detection status".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AbnormalQuery {
    date: NaiveDate,
    os: Os,
    id_type: IdType,
}

impl AbnormalQuery {
    /// Asks for a day, in Korea's time (UTC+9), by device: from 90 days ago to yesterday.
    pub fn new(date: NaiveDate, os: Os) -> Self {
        Self {
            date,
            os,
            id_type: IdType::default(),
        }
    }

    /// Asks by device or by user.
    #[must_use]
    pub fn with_id_type(mut self, id_type: IdType) -> Self {
        self.id_type = id_type;
        self
    }

    /// The day.
    pub fn date(&self) -> NaiveDate {
        self.date
    }

    /// The operating system.
    pub fn os(&self) -> Os {
        self.os
    }

    /// Whether by device or by user.
    pub fn id_type(&self) -> IdType {
        self.id_type
    }

    pub(crate) fn request(&self, appkey: &Appkey, now: SystemTime) -> Result<CallRequest, Error> {
        check_date(self.date, now)?;
        Ok(CallRequest::new()
            .path("/v1.0/appkeys")
            .secret_segment("appkey", appkey.expose())
            .map_err(|error| error.for_operation(ABNORMAL_STATUS.name))?
            .path("/dashboard/abnormal-status")
            .query("targetType", self.id_type.wire())
            .query("targetDate", &self.date.to_string())
            .query("os", self.os.wire())
            // A GET without a body; the vendor's own example says so all the same.
            .json_content_type())
    }
}

/// Refuses a day that the service would refuse, before anything is sent.
pub(super) fn check_date(date: NaiveDate, now: SystemTime) -> Result<(), Error> {
    let Some(days) = answered_for(now) else {
        return Err(Error::configuration(
            ABNORMAL_STATUS.name,
            "the clock shows a time outside the calendar; set it right",
        ));
    };
    if days.contains(&date) {
        return Ok(());
    }
    Err(Error::invalid_input(
        ABNORMAL_STATUS.name,
        "targetDate",
        format!(
            "is {date}; the range is {} to {}, 90 days ago to yesterday in Korea (UTC+9)",
            days.start(),
            days.end()
        ),
    ))
}
