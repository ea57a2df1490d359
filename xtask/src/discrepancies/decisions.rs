//! The decisions: written by hand in `xtask/decisions.json`.

use std::path::Path;

use serde::Deserialize;

use super::found::Discrepancy;
use crate::contract::model::{Contract, ErrorCode};

/// The file, under the workspace's root.
const FILE: &str = "xtask/decisions.json";

const GONE: &str = "decided, but no longer found";

/// Everything that is decided by hand.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decisions {
    /// What is documented and left out.
    pub(crate) exceptions: Vec<Left>,
    /// What no rule reads and need not be read, word for word as `--check` says it.
    #[serde(default)]
    pub(crate) unread: Vec<Decision>,
    /// On discrepancies that the stored pages show.
    pub(crate) decisions: Vec<Decision>,
    /// On discrepancies that the stored pages cannot show: other portals, older pages, practice.
    pub(crate) beyond: Vec<Beyond>,
}

/// Something documented that is left out.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Left {
    pub(crate) service: String,
    /// `call field`, or `error code`.
    pub(crate) what: String,
    pub(crate) reason: String,
    /// True if the stored pages do not have it at all.
    #[serde(default)]
    pub(crate) unseen: bool,
}

/// The decision on one discrepancy.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decision {
    pub(crate) id: String,
    pub(crate) decision: String,
}

/// A discrepancy that the stored pages do not show, and the decision on it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Beyond {
    /// Stable id; begins with the service.
    pub(crate) id: String,
    /// What is said, and where.
    pub(crate) says: String,
    pub(crate) decision: String,
}

impl Decisions {
    /// Reads the file.
    pub(crate) fn load(root: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(root.join(FILE))
            .map_err(|error| format!("{FILE} could not be read: {error}"))?;
        serde_json::from_str(&text).map_err(|error| format!("{FILE} is not valid: {error}"))
    }

    /// The decision on a discrepancy.
    pub(crate) fn on(&self, id: &str) -> Option<&str> {
        let found = self.decisions.iter().find(|decision| decision.id == id);
        found.map(|decision| decision.decision.as_str())
    }

    /// Discrepancies of a service without a decision, and decisions and exceptions whose subject is
    /// gone, one line each.
    pub(crate) fn open(&self, found: &[Discrepancy], contract: &Contract) -> Vec<String> {
        let service = &contract.service;
        let undecided = found.iter().filter(|found| self.on(&found.id).is_none());
        let undecided =
            undecided.map(|found| format!("undecided: {} ({})", found.id, found.text()));
        let own = self.decisions.iter().map(|decision| &decision.id);
        let own = own.filter(|id| service_of(id) == service);
        let gone = own.filter(|id| found.iter().all(|found| found.id != **id));
        let gone = gone.map(|id| format!("{GONE}: {id}"));
        let left = self.exceptions.iter();
        let left = left.filter(|left| left.service == *service && !left.unseen);
        let left = left.filter(|left| !documents(contract, &left.what));
        let left = left.map(|left| {
            format!(
                "left out, but no longer documented: {service} {}",
                left.what
            )
        });
        undecided.chain(gone).chain(left).collect()
    }

    /// What is not read and not decided on; and what is decided on and is gone.
    pub(crate) fn on_unread(&self, unread: &[String]) -> Vec<String> {
        let decided = || self.unread.iter().map(|decision| &decision.id);
        let open = unread
            .iter()
            .filter(|line| decided().all(|known| known != *line));
        let open = open.map(|line| format!("not read: {line}"));
        let gone = decided().filter(|id| !unread.contains(id));
        open.chain(gone.map(|id| format!("{GONE}: {id}"))).collect()
    }
}

/// The service that an id begins with.
pub(super) fn service_of(id: &str) -> &str {
    id.split('/').next().unwrap_or_default()
}

/// True if the contract has what an exception names.
fn documents(contract: &Contract, what: &str) -> bool {
    let (first, second) = what.split_once(' ').unwrap_or((what, ""));
    let is_it = |error: &ErrorCode| error.code.to_string() == second;
    let mut fields = contract.operation(first).into_iter();
    match first {
        "error" => contract.errors.iter().any(is_it),
        _ => fields.any(|call| call.all_fields().any(|field| field.name == second)),
    }
}
