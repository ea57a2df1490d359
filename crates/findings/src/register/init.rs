use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use super::toml::quoted;
use crate::model::Status;
use crate::natural::natural;
use crate::state::State;

/// Writes a register to begin with: one entry for each failed check, with its servers.
///
/// The entries are planned fixes without a reason and without a due day, so the file is rejected
/// until a person writes them.
///
/// # Errors
///
/// When the output cannot be written to.
pub fn write_register(state: &State, out: &mut impl Write) -> io::Result<()> {
    let mut entries: BTreeMap<Key<'_>, Servers<'_>> = BTreeMap::new();
    for row in state.rows().filter(|row| row.status == Status::Fail) {
        let inspection = row.inspection;
        let key = Key {
            standard: &row.item.standard,
            check: Natural(&row.item.check),
            project: &inspection.project,
            region: &inspection.region,
            item: row.item.item.as_deref(),
        };
        let servers = entries.entry(key).or_default();
        servers.names.insert(Natural(&inspection.server));
        if !row.location.is_empty() {
            servers.locations.insert(row.location);
        }
    }
    writeln!(out, "schema = \"kcsec.register/1\"")?;
    for (key, servers) in entries {
        writeln!(out, "\n[[entry]]\naction = \"fix\"")?;
        writeln!(out, "check = {}", quoted(key.check.0))?;
        let names = servers.names.iter().map(|name| name.0);
        list(out, "server", names)?;
        list(out, "location", servers.locations.iter().copied())?;
        for (name, value) in [
            ("project", Some(key.project)),
            ("region", Some(key.region).filter(|text| !text.is_empty())),
            (
                "standard",
                Some(key.standard).filter(|text| !text.is_empty()),
            ),
            ("item", key.item),
        ] {
            if let Some(value) = value {
                writeln!(out, "{name} = {}", quoted(value))?;
            }
        }
        writeln!(out, "reason = \"\"\nowner = \"\"\n# due = 2026-12-31")?;
    }
    Ok(())
}

fn list<'a>(
    out: &mut impl Write,
    name: &str,
    values: impl Iterator<Item = &'a str>,
) -> io::Result<()> {
    let values: Vec<String> = values.map(glob).map(|value| quoted(&value)).collect();
    if values.is_empty() {
        return Ok(());
    }
    writeln!(out, "{name} = [{}]", values.join(", "))
}

/// A name as a glob: what a glob cannot say is any character.
fn glob(name: &str) -> String {
    name.replace(['[', ']', '{', '}', '\\'], "?")
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    standard: &'a str,
    check: Natural<'a>,
    project: &'a str,
    region: &'a str,
    item: Option<&'a str>,
}

#[derive(Default)]
struct Servers<'a> {
    names: BTreeSet<Natural<'a>>,
    locations: BTreeSet<&'a str>,
}

#[derive(PartialEq, Eq)]
struct Natural<'a>(&'a str);

impl Ord for Natural<'_> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        natural(self.0, other.0)
    }
}

impl PartialOrd for Natural<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
