//! Finds where a page contradicts itself.

mod bodies;
mod errors;

use std::collections::BTreeMap;

pub use self::bodies::contract;
pub use self::errors::errors;
use super::finding::Findings;
use super::model::{Contract, Field};
use super::path::placeholders;
use crate::pages::facts::Row;

/// Rows whose description speaks of another name or place than the row.
pub fn rows<'a>(
    service: &str,
    operation: &str,
    language: &str,
    rows: impl Iterator<Item = &'a Row>,
    path: &str,
    findings: &mut Findings,
) {
    let placeholders = placeholders(path);
    for row in rows {
        if let Some(other) = &row.misspelt {
            let what = format!("{} is written {other} in its description", row.name);
            findings.note(&[service, operation, &row.name, "misspelt"], language, what);
        }
        if let Some(name) = row
            .called_path
            .as_deref()
            .filter(|name| !placeholders.contains(name))
        {
            let what = format!("{name} is called a path parameter; it stands in the query");
            findings.note(&[service, operation, name, "place"], language, what);
        }
    }
}

/// Headers that the curl example sends and no table lists.
pub fn headers(contract: &Contract, language: &str, findings: &mut Findings) {
    for operation in &contract.operations {
        let sent = operation
            .request
            .iter()
            .flat_map(|request| &request.headers);
        for (name, _) in sent {
            let listed = |p: &Field| p.place == "header" && p.name.eq_ignore_ascii_case(name);
            if !operation.parameters.iter().any(listed) {
                let id = [contract.service.as_str(), &operation.name, name, "untabled"];
                findings.note(&id, language, "in the curl example, in no table");
            }
        }
    }
}

/// Names that a service uses for values of different types.
pub fn types(contract: &Contract, language: &str, findings: &mut Findings) {
    let mut met: BTreeMap<&str, BTreeMap<&str, Vec<String>>> = BTreeMap::new();
    for operation in &contract.operations {
        let tabled = operation.parameters.iter().chain(&operation.fields);
        for field in tabled.filter(|f| f.source.is_none() && !f.type_name.is_empty()) {
            let leaf = field.name.rsplit('.').next().unwrap_or_default();
            let places = met
                .entry(leaf)
                .or_default()
                .entry(&field.type_name)
                .or_default();
            let place = if field.name == leaf {
                field.place.clone()
            } else {
                field.name.clone()
            };
            let place = format!("{} {place}", operation.name);
            if !places.contains(&place) {
                places.push(place);
            }
        }
    }
    for (name, types) in met.iter().filter(|(_, types)| types.len() > 1) {
        let says = types
            .iter()
            .map(|(t, places)| format!("{t} ({})", places.join(", ")));
        let says = says.collect::<Vec<_>>().join(", ");
        findings.note(&[&contract.service, name, "type-elsewhere"], language, says);
    }
}
