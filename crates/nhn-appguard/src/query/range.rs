use std::ops::RangeInclusive;
use std::time::SystemTime;

use chrono::NaiveDate;

use super::day::check_date;
use super::{AbnormalQuery, IdType, Os};
use crate::Error;
use crate::operations::ABNORMAL_STATUS;

/// How many days are asked for at a time unless the caller says otherwise.
const CONCURRENCY: usize = 4;

/// Which days' abnormal behaviour to read, both ends included, one call a day.
///
/// ```
/// use chrono::NaiveDate;
/// use nhn_appguard::{AbnormalRange, Os};
///
/// let day = |day| NaiveDate::from_ymd_opt(2025, 6, day).ok_or("no such day");
/// let week = AbnormalRange::new(day(10)?..=day(16)?, Os::Ios).with_concurrency(2);
/// # Ok::<(), &str>(())
/// ```
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Retrieve abnormal behavior detection status".
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AbnormalRange {
    days: RangeInclusive<NaiveDate>,
    os: Os,
    id_type: IdType,
    concurrency: usize,
}

impl AbnormalRange {
    /// Asks for these days, in Korea's time (UTC+9), by device, four at a time.
    pub fn new(days: RangeInclusive<NaiveDate>, os: Os) -> Self {
        Self {
            days,
            os,
            id_type: IdType::default(),
            concurrency: CONCURRENCY,
        }
    }

    /// Asks by device or by user.
    #[must_use]
    pub fn with_id_type(mut self, id_type: IdType) -> Self {
        self.id_type = id_type;
        self
    }

    /// How many days are asked for at a time; 0 counts as 1. A day's answer has up to 10 MB.
    #[must_use]
    pub fn with_concurrency(mut self, concurrency: usize) -> Self {
        self.concurrency = concurrency.max(1);
        self
    }

    pub(crate) fn concurrency(&self) -> usize {
        self.concurrency
    }

    /// One query a day, in order; refuses the whole range if the service would refuse one day.
    pub(crate) fn queries(
        &self,
        now: SystemTime,
    ) -> Result<impl Iterator<Item = AbnormalQuery> + Send + use<>, Error> {
        let (first, last) = (*self.days.start(), *self.days.end());
        if first > last {
            return Err(Error::invalid_input(
                ABNORMAL_STATUS.name,
                "targetDate",
                format!("starts with {first}, after its end {last}; swap them"),
            ));
        }
        check_date(first, now)?;
        check_date(last, now)?;
        let (os, id_type) = (self.os, self.id_type);
        Ok(first
            .iter_days()
            .take_while(move |date| *date <= last)
            .map(move |date| AbnormalQuery::new(date, os).with_id_type(id_type)))
    }
}
