use std::str::FromStr;

use chrono::{DateTime, Datelike as _, Duration, FixedOffset, NaiveDate, NaiveTime};
use serde::{Serialize, Serializer};
use transport_core::wire::date_time;
use transport_core::{CallRequest, open_enum};

use crate::model::{InspectionId, InspectionKind, InspectionStandard};
use crate::operations::{DETAILS, SUMMARY};
use crate::{Appkey, Error};

/// The longest range of one call: "one month" by the vendor's page, which does not define it.
const LONGEST_RANGE: Duration = Duration::days(31);

/// The most inspections on one page.
pub(crate) const LARGEST_LIMIT: u32 = 1_000;

open_enum! {
    /// The language of category names, item names, level names and remediations.
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#view-inspection-summary>.
    pub enum Language {
        /// Korean; the service's default.
        Korean = "KO",
        /// English.
        English = "EN",
        /// Japanese.
        Japanese = "JA",
    }
}

/// Which inspections to list: a region, a range of time, and what narrows it.
///
/// The region is an open set (`KR1`, `KR2`, …). One call covers at most 31 days; see
/// [`Client::summary_stream`](crate::Client::summary_stream) for longer ranges. Pages count from 1
/// and hold 1 to 1,000 inspections, 10 unless said.
///
/// ```
/// use nhn_ssc::{InspectionStandard, SummaryQuery};
///
/// let query = SummaryQuery::days("KR1", "2025-06-17", "2025-06-18")?
///     .with_standard(InspectionStandard::FinancialInfrastructure)
///     .with_limit(100);
/// # Ok::<(), nhn_ssc::Error>(())
/// ```
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#view-inspection-summary>.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct SummaryQuery {
    #[serde(rename = "regionCode")]
    region: String,
    #[serde(serialize_with = "to_wire")]
    pub(crate) from: DateTime<FixedOffset>,
    #[serde(serialize_with = "to_wire")]
    pub(crate) to: DateTime<FixedOffset>,
    language: Option<Language>,
    page: Option<u32>,
    pub(crate) limit: Option<u32>,
    kind: Option<InspectionKind>,
    #[serde(rename = "bss")]
    standard: Option<InspectionStandard>,
}

fn to_wire<S: Serializer>(date: &DateTime<FixedOffset>, serializer: S) -> Result<S::Ok, S::Error> {
    match is_in_range(date) {
        true => serializer.serialize_str(&date_time::to_wire(date)),
        false => serializer.serialize_none(),
    }
}

/// Years of four digits: what RFC 3339 can write.
fn is_in_range(date: &DateTime<FixedOffset>) -> bool {
    (1..9_999).contains(&date.to_utc().year())
}

impl SummaryQuery {
    /// All inspections of a region from `from` to `to`, both included (`regionCode`, `from`, `to`).
    pub fn new(
        region: impl Into<String>,
        from: DateTime<FixedOffset>,
        to: DateTime<FixedOffset>,
    ) -> Self {
        Self {
            region: region.into().trim().to_ascii_uppercase(),
            from,
            to,
            language: None,
            page: None,
            limit: None,
            kind: None,
            standard: None,
        }
    }

    /// All inspections of a region on these days in Korea, `2025-06-17` for example, both included.
    ///
    /// # Errors
    ///
    /// When a text is not a day.
    pub fn days(region: impl Into<String>, first: &str, last: &str) -> Result<Self, Error> {
        let moment = |field, text: &str, time: NaiveTime| {
            NaiveDate::from_str(text.trim())
                .ok()
                .and_then(|day| {
                    day.and_time(time)
                        .and_local_timezone(date_time::KOREA)
                        .single()
                })
                .filter(is_in_range)
                .ok_or_else(|| {
                    Error::invalid_input(
                        SUMMARY.name,
                        field,
                        format!("{text:?} is not a day; write it as 2025-06-17"),
                    )
                })
        };
        let last_second = NaiveTime::MIN - Duration::seconds(1);
        Ok(Self::new(
            region,
            moment("from", first, NaiveTime::MIN)?,
            moment("to", last, last_second)?,
        ))
    }

    /// The region, in capitals.
    pub fn region(&self) -> &str {
        &self.region
    }

    /// The first moment.
    pub fn from(&self) -> DateTime<FixedOffset> {
        self.from
    }

    /// The last moment.
    pub fn to(&self) -> DateTime<FixedOffset> {
        self.to
    }

    /// The language, if it was set.
    pub fn language(&self) -> Option<&Language> {
        self.language.as_ref()
    }

    /// The page, if it was set.
    pub fn page(&self) -> Option<u32> {
        self.page
    }

    /// How many inspections a page holds, if it was set.
    pub fn limit(&self) -> Option<u32> {
        self.limit
    }

    /// The kind, if it was set.
    pub fn kind(&self) -> Option<&InspectionKind> {
        self.kind.as_ref()
    }

    /// The standard, if it was set.
    pub fn standard(&self) -> Option<&InspectionStandard> {
        self.standard.as_ref()
    }

    /// Sets the language (`language`).
    #[must_use]
    pub fn with_language(mut self, language: Language) -> Self {
        self.language = Some(language);
        self
    }

    /// Asks for that page, counted from 1 (`page`).
    #[must_use]
    pub fn with_page(mut self, page: u32) -> Self {
        self.page = Some(page);
        self
    }

    /// Asks for that many inspections a page, 1 to 1,000 (`limit`).
    #[must_use]
    pub fn with_limit(mut self, limit: u32) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Only inspections of that kind (`kind`); the service has only `OS` today.
    #[must_use]
    pub fn with_kind(mut self, kind: InspectionKind) -> Self {
        self.kind = Some(kind);
        self
    }

    /// Only inspections by that standard (`bss`).
    #[must_use]
    pub fn with_standard(mut self, standard: InspectionStandard) -> Self {
        self.standard = Some(standard);
        self
    }

    /// Checks what holds for a range of any length.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let reject = |field, problem: &str| Err(Error::invalid_input(SUMMARY.name, field, problem));
        if self.region.is_empty() {
            return reject("regionCode", "is empty; give one such as KR1");
        }
        if !self.region.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return reject(
                "regionCode",
                "has other characters than letters and digits; give one such as KR1",
            );
        }
        for (field, date) in [("from", &self.from), ("to", &self.to)] {
            if !is_in_range(date) {
                return reject(field, "has a year that is not of four digits");
            }
        }
        if self.from > self.to {
            return reject("from", "is after to; swap them");
        }
        if self.page == Some(0) {
            return reject("page", "is 0; pages count from 1");
        }
        if self
            .limit
            .is_some_and(|limit| limit == 0 || limit > LARGEST_LIMIT)
        {
            return reject(
                "limit",
                "is out of range; a page holds 1 to 1000 inspections",
            );
        }
        Ok(())
    }

    pub(crate) fn request(&self, appkey: &Appkey) -> Result<CallRequest, Error> {
        self.check()?;
        if self.to - self.from > LONGEST_RANGE {
            return Err(Error::invalid_input(
                SUMMARY.name,
                "to",
                "is more than 31 days after from; ask for a shorter range, or use summary_stream for any range",
            ));
        }
        let number = |value: Option<u32>| value.map(|value| value.to_string());
        Ok(CallRequest::new()
            .path("/ssc/v1.0/appKey")
            .secret_segment("appKey", appkey.expose())
            .path("/inspection_result/summary")
            .query("regionCode", &self.region)
            .query("from", &date_time::to_wire(&self.from))
            .query("to", &date_time::to_wire(&self.to))
            .optional_query("language", self.language.as_ref().map(Language::as_str))
            .optional_query("page", number(self.page).as_deref())
            .optional_query("limit", number(self.limit).as_deref())
            .optional_query("kind", self.kind.as_ref().map(InspectionKind::as_str))
            .optional_query(
                "bss",
                self.standard.as_ref().map(InspectionStandard::as_str),
            ))
    }
}

/// Which inspection's checked items to read, and in which language.
///
/// An id is enough; it turns into a query by itself.
///
/// ```
/// use nhn_ssc::{DetailsQuery, Language};
///
/// let query = DetailsQuery::new(42).with_language(Language::English);
/// assert_eq!(query.id().as_str(), "42");
/// ```
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#inspection-result-details>.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct DetailsQuery {
    #[serde(rename = "usageStasNo")]
    id: InspectionId,
    language: Option<Language>,
}

impl DetailsQuery {
    /// All items of that inspection; in Korean unless a language is set.
    pub fn new(id: impl Into<InspectionId>) -> Self {
        Self {
            id: id.into(),
            language: None,
        }
    }

    /// Sets the language (`language`).
    #[must_use]
    pub fn with_language(mut self, language: Language) -> Self {
        self.language = Some(language);
        self
    }

    /// The inspection.
    pub fn id(&self) -> &InspectionId {
        &self.id
    }

    /// The language, if it was set.
    pub fn language(&self) -> Option<&Language> {
        self.language.as_ref()
    }

    pub(crate) fn request(&self, appkey: &Appkey) -> Result<CallRequest, Error> {
        if let Some(problem) = self.id.validate() {
            return Err(Error::invalid_input(DETAILS.name, "usageStasNo", problem));
        }
        Ok(CallRequest::new()
            .path("/ssc/v1.0/appKey")
            .secret_segment("appKey", appkey.expose())
            .path("/inspection_result/details")
            .segment("usageStasNo", self.id.as_str())
            .optional_query("language", self.language.as_ref().map(Language::as_str)))
    }
}

macro_rules! details_of {
    ($($id:ty),+) => {$(
        impl From<$id> for DetailsQuery {
            fn from(id: $id) -> Self {
                Self::new(id)
            }
        }
    )+};
}

details_of!(InspectionId, &InspectionId, u64, &str, String);

impl From<&DetailsQuery> for DetailsQuery {
    fn from(query: &DetailsQuery) -> Self {
        query.clone()
    }
}
