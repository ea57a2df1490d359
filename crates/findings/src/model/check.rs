use super::item::Item;
use super::status::{Severity, Status};

/// One check of one inspection, as it is written to a snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Check {
    /// The check; its `standard` and `kind` are taken from the inspection.
    pub item: Item,
    /// Where in the server; empty for server checks.
    pub location: String,
    /// The result.
    pub status: Status,
    /// The vendor's result code where the status is unknown.
    pub status_raw: Option<String>,
    /// How many places a web finding stands for, where a report only counts them.
    pub count: Option<u64>,
}

impl Check {
    /// A result of a check.
    pub fn new(item: Item, status: Status) -> Self {
        Self {
            item,
            location: String::new(),
            status,
            status_raw: None,
            count: None,
        }
    }

    /// A check as Server Security Check sends it: its id, level code and result code.
    ///
    /// A check without an id has the id `?` and the status unknown: it is never dropped, and never
    /// taken for a pass.
    ///
    /// ```
    /// use korea_cloud_security_findings::{Check, Severity, Status};
    ///
    /// let check = Check::from_codes(Some("U-01"), Some("H"), Some("X"));
    /// assert_eq!((check.item.severity, check.status), (Severity::High, Status::Fail));
    ///
    /// let nameless = Check::from_codes(None, Some("H"), Some("O"));
    /// assert_eq!((nameless.item.check.as_str(), nameless.status), ("?", Status::Unknown));
    /// ```
    pub fn from_codes(id: Option<&str>, level: Option<&str>, result: Option<&str>) -> Self {
        let id = id.map(str::trim).filter(|id| !id.is_empty());
        let status = match id {
            Some(_) => Status::from_code(result),
            None => Status::Unknown,
        };
        let severity = Severity::from_code(level);
        let mut item = Item::new(id.unwrap_or("?"), severity);
        if severity == Severity::Unknown {
            item.severity_raw = level.map(str::to_owned);
        }
        let mut check = Self::new(item, status);
        if status == Status::Unknown {
            check.status_raw = result.map(str::to_owned);
        }
        check
    }
}
