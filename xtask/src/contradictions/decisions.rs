//! The decisions: written by hand in `xtask/decisions.json`.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;

use crate::contract::finding::Finding;
use crate::contract::model::Contract;

/// The file, under the workspace's root.
pub const FILE: &str = "xtask/decisions.json";

/// Everything that is decided by hand.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decisions {
    /// What is documented and left out.
    pub exceptions: Vec<Left>,
    /// On disagreements that the stored pages show.
    pub decisions: Vec<Decision>,
    /// On disagreements that the stored pages cannot show: other portals, older pages, practice.
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

/// The decision on one disagreement.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The disagreement's id.
    pub id: String,
    /// What is done.
    pub decision: String,
}

/// A disagreement that the stored pages do not show, and the decision on it.
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
        let path = root.join(FILE);
        let text = std::fs::read_to_string(&path)
            .map_err(|error| format!("{FILE} could not be read: {error}"))?;
        serde_json::from_str(&text).map_err(|error| format!("{FILE} is not valid: {error}"))
    }

    /// The decision on a disagreement.
    pub fn on(&self, id: &str) -> Option<&str> {
        self.decisions
            .iter()
            .find(|decision| decision.id == id)
            .map(|d| d.decision.as_str())
    }

    /// Disagreements of a service without a decision, one line each.
    pub fn undecided(&self, findings: &[Finding]) -> Vec<String> {
        let open = findings
            .iter()
            .filter(|finding| self.on(&finding.id).is_none());
        open.map(|finding| format!("undecided: {} ({})", finding.id, finding.text()))
            .collect()
    }

    /// Decisions and exceptions of a service whose subject is gone, one line each.
    pub fn stale(&self, service: &str, findings: &[Finding], contract: &Contract) -> Vec<String> {
        let found = findings
            .iter()
            .map(|finding| finding.id.as_str())
            .collect::<BTreeSet<_>>();
        let own = self
            .decisions
            .iter()
            .filter(|decision| of(&decision.id) == service);
        let decided = own.filter(|decision| !found.contains(decision.id.as_str()));
        let decided =
            decided.map(|decision| format!("decided, but no longer found: {}", decision.id));
        let left = self
            .exceptions
            .iter()
            .filter(|left| left.service == service);
        let left = left.filter(|left| !left.unseen && !documents(contract, &left.what));
        let left = left.map(|left| {
            format!(
                "left out, but no longer documented: {service} {}",
                left.what
            )
        });
        decided.chain(left).collect()
    }
}

/// The service that an id begins with.
pub fn of(id: &str) -> &str {
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
        operation
            .parameters
            .iter()
            .chain(&operation.fields)
            .any(|field| field.name == second)
    })
}
