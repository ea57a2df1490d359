//! Finds where a page contradicts itself.

use std::collections::BTreeMap;

use super::examples::{self, Files};
use super::finding::Findings;
use super::locate;
use super::model::{Contract, Field, Operation};
use super::path::placeholders;
use crate::json::Json;
use crate::pages::facts::{PageError, Row};

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

/// Codes that are used twice, that stand under another status, or that an example words otherwise.
pub fn errors(service: &str, errors: &[&PageError], language: &str, findings: &mut Findings) {
    for error in errors {
        let code = error.code.to_string();
        let mut note = |kind, what| findings.note(&[service, &code, kind], language, what);
        let tabled = errors
            .iter()
            .filter(|other| other.code == error.code && !other.in_example);
        let messages = tabled
            .map(|other| other.message.as_str())
            .collect::<Vec<_>>();
        let mut uses = messages.clone();
        if messages.is_empty() {
            uses = errors
                .iter()
                .filter(|o| o.code == error.code)
                .map(|o| o.message.as_str())
                .collect();
        }
        if uses.len() > 1 {
            note("used-twice", uses.join("; "));
        }
        if error.in_example && !messages.is_empty() && !messages.contains(&error.message.as_str()) {
            note(
                "message",
                format!("example: {}; table: {}", error.message, messages.join("; ")),
            );
        }
        let digits = code.get(..3).and_then(|digits| digits.parse::<u16>().ok());
        if let (Some(status), Some(digits), true) = (error.status, digits, code.len() >= 7) {
            if status != digits {
                note(
                    "status",
                    format!("the code begins with {digits}, its section says HTTP {status}"),
                );
            }
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

/// Tables against examples, over a whole contract.
pub fn contract(contract: &Contract, files: &Files, language: &str, findings: &mut Findings) {
    for operation in &contract.operations {
        let answers = bodies(operation, files, |file| file.contains(".response"));
        compare(
            contract,
            operation,
            &operation.fields,
            &answers,
            language,
            findings,
        );
        if operation.request.is_none() {
            // Without a curl example the request was put together from the table itself.
            continue;
        }
        let requests = bodies(operation, files, |file| file.contains(".request"));
        let body = operation
            .parameters
            .iter()
            .filter(|p| p.place == "body")
            .cloned();
        compare(
            contract,
            operation,
            &body.collect::<Vec<_>>(),
            &requests,
            language,
            findings,
        );
    }
    refusals(contract, files, language, findings);
}

fn bodies<'a>(operation: &Operation, files: &'a Files, of: fn(&str) -> bool) -> Vec<&'a Json> {
    operation
        .examples
        .iter()
        .filter(|file| of(file))
        .filter_map(|file| files.get(file))
        .collect()
}

fn compare(
    contract: &Contract,
    operation: &Operation,
    fields: &[Field],
    bodies: &[&Json],
    language: &str,
    findings: &mut Findings,
) {
    if bodies.is_empty() {
        return;
    }
    let shape = locate::shape(bodies.iter().copied());
    let id = [contract.service.as_str(), operation.name.as_str()];
    let is_tabled = |field: &&Field| field.source.is_none();
    if !fields.iter().any(|field| is_tabled(&field)) {
        let names = shape
            .keys()
            .filter(|path| !path.contains('.'))
            .cloned()
            .collect::<Vec<_>>();
        let what = format!("in the example, in no table: {}", names.join(", "));
        findings.note(&[id[0], id[1], "untabled"], language, what);
        return;
    }
    for field in fields {
        let parts = |kind| [id[0], id[1], field.name.as_str(), kind];
        match shape.get(&field.name) {
            Some(_) if !is_tabled(&field) => {
                // The parent's line speaks for its members, unless a table has some of them.
                let parent = field.name.rsplit_once('.').map_or("", |(parent, _)| parent);
                let inside = format!("{parent}.");
                let mut known = fields.iter().filter(is_tabled);
                if !parent.is_empty()
                    && !known.any(|f| f.name == parent || f.name.starts_with(&inside))
                {
                    continue;
                }
                let what = "in the example, in no table".to_owned();
                findings.note(&parts("untabled"), language, what);
            }
            Some(types) => {
                let odd = types
                    .iter()
                    .filter(|json| !agrees(&field.type_name, json))
                    .copied();
                let odd = odd.collect::<Vec<_>>();
                if !odd.is_empty() {
                    let what = format!("table {}, example {}", field.type_name, odd.join(", "));
                    findings.note(&parts("type-in-example"), language, what);
                }
            }
            None => {
                let what = "in the table, in no example".to_owned();
                findings.note(&parts("not-in-example"), language, what);
            }
        }
    }
    for path in shape
        .keys()
        .filter(|path| fields.iter().all(|f| f.name != **path))
    {
        findings.note(
            &[id[0], id[1], path, "untabled"],
            language,
            "in the example, in no table",
        );
    }
}

/// NAVER's refusals against the table of codes.
fn refusals(contract: &Contract, files: &Files, language: &str, findings: &mut Findings) {
    for body in files.values().filter(|body| examples::is_refusal(body)) {
        let Some(error) = body.get("error") else {
            continue;
        };
        let Some(code) = error.get("errorCode").and_then(Json::as_i64) else {
            continue;
        };
        let message = error
            .get("message")
            .and_then(Json::as_str)
            .unwrap_or_default();
        let known = contract
            .errors
            .iter()
            .filter(|known| known.code == code)
            .collect::<Vec<_>>();
        if !known.iter().any(|known| known.message == message) {
            let table = known
                .iter()
                .map(|known| known.message.as_str())
                .collect::<Vec<_>>();
            let what = format!("example: {message}; table: {}", table.join("; "));
            findings.note(
                &[&contract.service, &code.to_string(), "message"],
                language,
                what,
            );
        }
    }
}

/// True if an example's JSON type is one that the documented type may have.
fn agrees(type_name: &str, json: &str) -> bool {
    let word = type_name.to_lowercase();
    match json {
        "Null" => true,
        "String" => ["string", "enum", "date", "datetime", "timestamp"].contains(&word.as_str()),
        "Integer" => ["integer", "int", "long", "number", "enum"].contains(&word.as_str()),
        "Number" => ["number", "float", "double"].contains(&word.as_str()),
        "Boolean" => ["boolean", "bool"].contains(&word.as_str()),
        "List" => locate::is_list(type_name),
        _ => ["object", "map"]
            .iter()
            .any(|object| word.starts_with(object)),
    }
}
