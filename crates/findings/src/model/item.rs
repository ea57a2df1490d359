use serde::{Deserialize, Serialize};

use super::status::Severity;

/// One check of a standard: its id, text, severity and remediation.
///
/// The texts are stored once for all servers. The same id may stand for different checks in
/// different editions of a guide, so the text is part of an item's identity.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Item {
    /// The standard: `M`, `F`, or another value as received. Empty for web scans.
    #[serde(default)]
    pub standard: String,
    /// The kind of check: `OS`, `WAS` or `WEB`, or another value as received.
    #[serde(default)]
    pub kind: String,
    /// The check's id, such as `U-05`; `?` where the vendor sent none.
    pub check: String,
    /// The check's text.
    #[serde(default)]
    pub item: Option<String>,
    /// The group the check belongs to.
    #[serde(default)]
    pub category: Option<String>,
    /// How serious a failure is.
    pub severity: Severity,
    /// The vendor's level code where it is not a documented one.
    #[serde(default)]
    pub severity_raw: Option<String>,
    /// How to fix a failure: lines joined by `\n`.
    #[serde(default)]
    pub how: Option<String>,
}

impl Item {
    /// A check of a standard; set the other fields as they are known.
    pub fn new(check: impl Into<String>, severity: Severity) -> Self {
        Self {
            standard: String::new(),
            kind: String::new(),
            check: check.into(),
            item: None,
            category: None,
            severity,
            severity_raw: None,
            how: None,
        }
    }
}
