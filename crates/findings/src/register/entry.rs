use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// The risk is accepted until a day (위험수용).
    Accept,
    /// The check does not apply (해당없음).
    Na,
    /// The failure will be fixed (조치계획); it still counts until it is.
    Fix,
}

impl Action {
    /// The word that stands in a register.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Na => "na",
            Self::Fix => "fix",
        }
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One decision about one or more checks on one or more servers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Entry {
    /// What was decided.
    pub action: Action,
    /// The exact ids of the checks.
    pub check: Vec<String>,
    /// Globs of server names: `*` is any text, `?` one character.
    pub server: Vec<String>,
    /// Globs of locations; required to accept a web finding.
    pub location: Vec<String>,
    /// The project it holds for; `None` is every one.
    pub project: Option<String>,
    /// The region it holds for; `None` is every one.
    pub region: Option<String>,
    /// The standard it holds for; `None` is every one.
    pub standard: Option<String>,
    /// The text of the check it was made for: where the text differs, the entry is stale.
    pub item: Option<String>,
    /// Why.
    pub reason: String,
    /// Who approved it.
    pub approver: Option<String>,
    /// The last day it holds, in Korea, that day included.
    pub until: Option<NaiveDate>,
    /// Who fixes it (조치담당자).
    pub owner: Option<String>,
    /// The day it is to be fixed by (조치예정일).
    pub due: Option<NaiveDate>,
    /// A ticket's id.
    pub ticket: Option<String>,
    /// The line of the file it stands in, from 1.
    pub line: u64,
}

/// A register as it was read from a file, with every entry checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Register {
    /// The file's name.
    pub file: String,
    /// The entries in the order of the file.
    pub entries: Vec<Entry>,
}

/// Whether an entry still does what it was made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryState {
    /// It holds (유효).
    Active,
    /// It holds, and ends within 30 days.
    EndsSoon,
    /// Its last day is over; what it covered counts again (만료).
    Expired,
    /// It matches nothing in the snapshot (미사용).
    Unused,
    /// The id means another check now, so the entry covers nothing (항목 변경).
    Stale,
}

/// An entry of the register beside what it does in this judgement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RegisterEntry {
    /// The entry.
    pub entry: Entry,
    /// Whether it still does what it was made for.
    pub state: EntryState,
    /// The number of rows it decides.
    pub rows: u64,
}
