//! The decisions: written by hand in `xtask/decisions.json`.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;

use super::found::Discrepancy;
use crate::contract::model::Contract;

/// The file, under the workspace's root.
pub(super) const FILE: &str = "xtask/decisions.json";

/// Everything that is decided by hand.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decisions {
    /// What is documented and left out.
    pub exceptions: Vec<Left>,
    /// What no rule reads and need not be read, word for word as `--check` says it.
    #[serde(default)]
    pub unread: Vec<Decision>,
    /// On discrepancies that the stored pages show.
    pub decisions: Vec<Decision>,
    /// On discrepancies that the stored pages cannot show: other portals, older pages, practice.
    pub beyond: Vec<Beyond>,
}

/// Something documented that is left out.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Left {
    /// The service.
    pub service: String,
    /// `call field`, or `error code`.
    pub what: String,
    /// Why.
    pub reason: String,
    /// True if the stored pages do not have it at all.
    #[serde(default)]
    pub unseen: bool,
}

/// The decision on one discrepancy.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The discrepancy's id.
    pub id: String,
    /// What is done.
    pub decision: String,
}

/// A discrepancy that the stored pages do not show, and the decision on it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beyond {
    /// Stable id; begins with the service.
    pub id: String,
    /// What is said, and where.
    pub says: String,
    /// What is done.
    pub decision: String,
}

impl Decisions {
    /// Reads the file.
    ///
    /// # Errors
    ///
    /// When the file cannot be read or is not what it should be.
    pub fn load(root: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(root.join(FILE))
            .map_err(|error| format!("{FILE} could not be read: {error}"))?;
        serde_json::from_str(&text).map_err(|error| format!("{FILE} is not valid: {error}"))
    }

    /// The decision on a discrepancy.
    pub fn on(&self, id: &str) -> Option<&str> {
        let found = self.decisions.iter().find(|decision| decision.id == id);
        found.map(|decision| decision.decision.as_str())
    }

    /// Discrepancies without a decision, one line each.
    pub fn undecided(&self, found: &[Discrepancy]) -> Vec<String> {
        let open = found.iter().filter(|found| self.on(&found.id).is_none());
        open.map(|found| format!("undecided: {} ({})", found.id, found.text()))
            .collect()
    }

    /// Decisions and exceptions of a service whose subject is gone, one line each.
    pub fn stale(&self, service: &str, found: &[Discrepancy], contract: &Contract) -> Vec<String> {
        let ids = found
            .iter()
            .map(|found| found.id.as_str())
            .collect::<BTreeSet<_>>();
        let own = self
            .decisions
            .iter()
            .filter(|decision| service_of(&decision.id) == service);
        let decided = own.filter(|decision| !ids.contains(decision.id.as_str()));
        let decided =
            decided.map(|decision| format!("decided, but no longer found: {}", decision.id));
        let left = self
            .exceptions
            .iter()
            .filter(|left| left.service == service && !left.unseen);
        let left = left.filter(|left| !documents(contract, &left.what));
        let left = left.map(|left| {
            format!(
                "left out, but no longer documented: {service} {}",
                left.what
            )
        });
        decided.chain(left).collect()
    }

    /// What is not read and not decided on; and what is decided on and is gone.
    pub fn on_unread(&self, unread: Vec<String>) -> Vec<String> {
        let known = |line: &String| self.unread.iter().any(|decision| decision.id == *line);
        let gone = self
            .unread
            .iter()
            .filter(|decision| !unread.contains(&decision.id));
        let gone = gone.map(|decision| format!("decided, but no longer found: {}", decision.id));
        let gone = gone.collect::<Vec<_>>();
        let open = unread.into_iter().filter(|line| !known(line));
        open.map(|line| format!("not read: {line}"))
            .chain(gone)
            .collect()
    }
}

/// The service that an id begins with.
pub(super) fn service_of(id: &str) -> &str {
    id.split('/').next().unwrap_or_default()
}

/// True if the contract has what an exception names.
fn documents(contract: &Contract, what: &str) -> bool {
    let Some((first, second)) = what.split_once(' ') else {
        return false;
    };
    if first == "error" {
        return contract
            .errors
            .iter()
            .any(|error| error.code.to_string() == second);
    }
    contract.operation(first).is_some_and(|operation| {
        let mut fields = operation.parameters.iter().chain(&operation.fields);
        fields.any(|field| field.name == second)
    })
}
