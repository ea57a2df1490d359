use std::ops::RangeInclusive;
use std::str::FromStr;
use std::time::SystemTime;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use transport_core::CallRequest;

use crate::days::available_at;
use crate::operations::ABNORMAL_STATUS;
use crate::{Appkey, Error, ErrorKind, IdType, Os};

/// Which day's abnormal behaviour to read, of which operating system, by device or by user.
///
/// ```
/// use nhn_appguard::{AbnormalStatusQuery, IdType, Os};
///
/// let yesterday = AbnormalStatusQuery::yesterday(Os::Android);
/// let query = AbnormalStatusQuery::day("2025-06-16", Os::Ios)?.with_id_type(IdType::User);
/// # Ok::<(), nhn_appguard::Error>(())
/// ```
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Retrieve abnormal behavior detection status".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct AbnormalStatusQuery {
    /// `None` is yesterday.
    #[serde(rename = "targetDate", serialize_with = "day")]
    date: Option<NaiveDate>,
    os: Os,
    #[serde(rename = "targetType")]
    id_type: IdType,
}

fn day<S: Serializer>(date: &Option<NaiveDate>, serializer: S) -> Result<S::Ok, S::Error> {
    match date {
        Some(date) => serializer.serialize_str(&date.to_string()),
        None => serializer.serialize_str("yesterday"),
    }
}

/// As ISO 8601 writes an interval: `2025-06-10/2025-06-16`.
fn interval<S: Serializer>(
    days: &RangeInclusive<NaiveDate>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&format_args!("{}/{}", days.start(), days.end()))
}

fn parse(text: &str) -> Result<NaiveDate, Error> {
    NaiveDate::from_str(text.trim()).map_err(|_| {
        Error::invalid_input(
            ABNORMAL_STATUS.name,
            "targetDate",
            format!("is {text:?}, which is not a day; write it as 2025-06-17"),
        )
    })
}

impl AbnormalStatusQuery {
    /// Asks for a day, in Korea's time (UTC+9), by device: from 90 days ago to yesterday.
    pub fn new(date: NaiveDate, os: Os) -> Self {
        Self {
            date: Some(date),
            os,
            id_type: IdType::default(),
        }
    }

    /// Asks for a day, `2025-06-17` for example.
    ///
    /// # Errors
    ///
    /// When the text is not a day.
    pub fn day(date: &str, os: Os) -> Result<Self, Error> {
        Ok(Self::new(parse(date)?, os))
    }

    /// Asks for yesterday in Korea, by the client's clock when the call is made.
    pub fn yesterday(os: Os) -> Self {
        Self {
            date: None,
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

    /// The day; `None` is yesterday.
    pub fn date(&self) -> Option<NaiveDate> {
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
        let available = available_at(now).ok_or_else(|| {
            Error::new(
                ErrorKind::Configuration,
                ABNORMAL_STATUS.name,
                "the clock shows a time outside the calendar; set it right",
            )
        })?;
        let date = self.date.unwrap_or(*available.end());
        if !available.contains(&date) {
            let (first, last) = available.into_inner();
            return Err(Error::invalid_input(
                ABNORMAL_STATUS.name,
                "targetDate",
                format!(
                    "is {date}; the range is {first} to {last}, 90 days ago to yesterday in Korea (UTC+9)"
                ),
            ));
        }
        Ok(CallRequest::new()
            .path("/v1.0/appkeys")
            .secret_segment("appkey", appkey.expose())
            .path("/dashboard/abnormal-status")
            .query("targetType", self.id_type.wire())
            .query("targetDate", &date.to_string())
            .query("os", self.os.wire())
            // A GET without a body; the vendor's own example says so all the same.
            .json_content_type())
    }
}

/// Which days' abnormal behaviour to read, both ends included, one call a day.
///
/// ```
/// use nhn_appguard::{AbnormalStatusRange, Os};
///
/// let week = AbnormalStatusRange::days("2025-06-10", "2025-06-16", Os::Ios)?;
/// assert_eq!(week.range().end().to_string(), "2025-06-16");
/// # Ok::<(), nhn_appguard::Error>(())
/// ```
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Retrieve abnormal behavior detection status".
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct AbnormalStatusRange {
    #[serde(rename = "targetDate", serialize_with = "interval")]
    days: RangeInclusive<NaiveDate>,
    os: Os,
    #[serde(rename = "targetType")]
    id_type: IdType,
}

impl AbnormalStatusRange {
    /// Asks for these days, in Korea's time (UTC+9), by device.
    pub fn new(days: RangeInclusive<NaiveDate>, os: Os) -> Self {
        Self {
            days,
            os,
            id_type: IdType::default(),
        }
    }

    /// Asks for these days, `2025-06-17` for example.
    ///
    /// # Errors
    ///
    /// When a text is not a day, or the last day is before the first.
    pub fn days(first: &str, last: &str, os: Os) -> Result<Self, Error> {
        let (first, last) = (parse(first)?, parse(last)?);
        if first > last {
            return Err(Error::invalid_input(
                ABNORMAL_STATUS.name,
                "targetDate",
                format!("starts with {first}, after its end {last}; swap them"),
            ));
        }
        Ok(Self::new(first..=last, os))
    }

    /// Asks by device or by user.
    #[must_use]
    pub fn with_id_type(mut self, id_type: IdType) -> Self {
        self.id_type = id_type;
        self
    }

    /// The first and the last day.
    pub fn range(&self) -> &RangeInclusive<NaiveDate> {
        &self.days
    }

    /// The operating system.
    pub fn os(&self) -> Os {
        self.os
    }

    /// Whether by device or by user.
    pub fn id_type(&self) -> IdType {
        self.id_type
    }

    /// One query a day, in order.
    pub(crate) fn queries(
        &self,
    ) -> impl Iterator<Item = (NaiveDate, AbnormalStatusQuery)> + Send + use<> {
        let (first, last) = (*self.days.start(), *self.days.end());
        let (os, id_type) = (self.os, self.id_type);
        let days = first.iter_days().take_while(move |date| *date <= last);
        days.map(move |date| {
            let query = AbnormalStatusQuery::new(date, os).with_id_type(id_type);
            (date, query)
        })
    }
}
