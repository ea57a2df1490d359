use std::fmt;

use chrono::{DateTime, Duration, FixedOffset};
use transport_core::CallRequest;
use transport_core::wire::date_time;

use crate::model::{InspectionKind, InspectionStandard};
use crate::operations::SUMMARY;
use crate::{Appkey, Error};

/// The longest range of one call: "one month" by the vendor's page, which does not define it.
const LONGEST_RANGE: Duration = Duration::days(31);

/// The most inspections on one page.
pub(crate) const LARGEST_LIMIT: u32 = 1_000;

/// The language of category names, item names, level names and countermeasures.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#view-inspection-summary>.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// Korean; what the service answers when it is not told.
    Korean,
    /// English.
    English,
    /// Japanese.
    Japanese,
}

impl Language {
    /// The word on the wire: `KO`, `EN` or `JA`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Korean => "KO",
            Self::English => "EN",
            Self::Japanese => "JA",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Which inspections to list: a region, a range of time, and what narrows it.
///
/// The region is an open set (`KR1`, `KR2`, …). One call covers at most 31 days; see
/// [`Client::summary_range`](crate::Client::summary_range) for longer ranges. Pages count from 1
/// and hold 1 to 1,000 inspections, 10 if it is not said.
///
/// ```
/// use chrono::DateTime;
/// use nhn_ssc::{InspectionStandard, SummaryQuery};
///
/// let query = SummaryQuery::new(
///     "KR1",
///     DateTime::parse_from_rfc3339("2025-06-17T00:00:00+09:00")?,
///     DateTime::parse_from_rfc3339("2025-06-17T23:59:59+09:00")?,
/// )
/// .with_standard(InspectionStandard::FinancialInfrastructure)
/// .with_limit(100);
/// # Ok::<(), chrono::ParseError>(())
/// ```
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#view-inspection-summary>.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryQuery {
    pub(crate) region: String,
    pub(crate) from: DateTime<FixedOffset>,
    pub(crate) to: DateTime<FixedOffset>,
    pub(crate) language: Option<Language>,
    pub(crate) page: Option<u32>,
    pub(crate) limit: Option<u32>,
    pub(crate) kind: Option<InspectionKind>,
    pub(crate) standard: Option<InspectionStandard>,
}

impl SummaryQuery {
    /// All inspections of a region from `from` to `to`, both included (`regionCode`, `from`, `to`).
    pub fn new(
        region: impl Into<String>,
        from: DateTime<FixedOffset>,
        to: DateTime<FixedOffset>,
    ) -> Self {
        Self {
            region: region.into(),
            from,
            to,
            language: None,
            page: None,
            limit: None,
            kind: None,
            standard: None,
        }
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
        let refuse = |field, problem: &str| Err(Error::invalid_input(SUMMARY.name, field, problem));
        if self.region.trim().is_empty() {
            return refuse("regionCode", "is empty; give one such as KR1");
        }
        if self.from > self.to {
            return refuse("from", "is after to; swap them");
        }
        if self.page == Some(0) {
            return refuse("page", "is 0; pages count from 1");
        }
        if self
            .limit
            .is_some_and(|limit| limit == 0 || limit > LARGEST_LIMIT)
        {
            return refuse(
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
                "is more than 31 days after from; ask for a shorter range, or for all windows of a longer one",
            ));
        }
        let number = |value: Option<u32>| value.map(|value| value.to_string());
        Ok(CallRequest::new()
            .path("/ssc/v1.0/appKey")
            .secret_segment("appKey", appkey.expose())
            .map_err(|error| error.for_operation(SUMMARY.name))?
            .path("/inspection_result/summary")
            .query("regionCode", &self.region)
            .query("from", &date_time::to_wire(&self.from))
            .query("to", &date_time::to_wire(&self.to))
            .optional_query("language", self.language.map(Language::as_str))
            .optional_query("page", number(self.page).as_deref())
            .optional_query("limit", number(self.limit).as_deref())
            .optional_query("kind", self.kind.as_ref().map(InspectionKind::as_str))
            .optional_query(
                "bss",
                self.standard.as_ref().map(InspectionStandard::as_str),
            ))
    }
}
