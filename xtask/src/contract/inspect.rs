//! Finds where a page contradicts itself.

use std::collections::BTreeMap;

use super::examples::Files;
use super::locate;
use super::model::{Contract, Field, Operation};
use super::path::placeholders;
use crate::discrepancies::Discrepancies;
use crate::facts::{Call, PageError, Row};
use crate::json::Json;

/// Rows whose description speaks of another name or place than the row.
pub(super) fn rows<'a>(
    [service, name]: [&str; 2],
    language: &str,
    rows: impl Iterator<Item = &'a &'a Row>,
    path: &str,
    found: &mut Discrepancies,
) {
    let placeholders = placeholders(path);
    for row in rows {
        if let Some(other) = &row.misspelt {
            let what = format!("{} is written {other} in its description", row.field.name);
            found.note(
                &[service, name, &row.field.name, "misspelt"],
                language,
                what,
            );
        }
        if let Some(other) = row
            .called_path
            .as_deref()
            .filter(|other| !placeholders.contains(other))
        {
            let what = format!("{other} is called a path parameter; it stands in the query");
            found.note(&[service, name, other, "place"], language, what);
        }
    }
}

/// What the examples of requests send and no table lists.
pub(super) fn sent(
    [service, name]: [&str; 2],
    language: &str,
    call: &Call,
    parameters: &[Field],
    found: &mut Discrepancies,
) {
    let headers = |wanted: &str| {
        parameters
            .iter()
            .any(|p| p.place == "header" && p.name.eq_ignore_ascii_case(wanted))
    };
    let others = |wanted: &str| {
        parameters
            .iter()
            .any(|p| p.place != "header" && p.name == wanted)
    };
    let mut note =
        |what: &str, says: &str| found.note(&[service, name, what, "untabled"], language, says);
    for (at, curl) in call.curls.iter().enumerate() {
        let unknown = curl.headers.iter().filter(|(name, _)| !headers(name));
        let unknown = unknown.chain(curl.query.iter().filter(|(name, _)| !others(name)));
        unknown.for_each(|(name, _)| note(name, "in the curl example, in no table"));
        // The first example's body is compared as a whole.
        if let (1.., Some(Ok(Json::Object(members)))) = (at, curl.body()) {
            let unknown = members.iter().filter(|(name, _)| !others(name));
            unknown.for_each(|(name, _)| note(name, "in the curl example, in no table"));
        }
    }
    let unknown = call
        .mentioned
        .iter()
        .filter(|name| !headers(name) && !others(name));
    unknown.for_each(|name| note(name, "in the request line, in no table"));
}

/// Names that a service uses for values of different types.
pub(super) fn types(contract: &Contract, language: &str, found: &mut Discrepancies) {
    let mut met: BTreeMap<&str, BTreeMap<&str, Vec<String>>> = BTreeMap::new();
    for operation in &contract.operations {
        let fields = operation.parameters.iter().chain(&operation.fields);
        for field in fields.filter(|f| f.source.is_none() && !f.type_name.is_empty()) {
            let leaf = field.name.rsplit('.').next().unwrap_or_default();
            let place = if field.name == leaf {
                &field.place
            } else {
                &field.name
            };
            let place = format!("{} {place}", operation.name);
            let places = met
                .entry(leaf)
                .or_default()
                .entry(&field.type_name)
                .or_default();
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
        found.note(&[&contract.service, name, "type-elsewhere"], language, says);
    }
}

/// Codes that are used twice, that stand under another status, or that an example words otherwise.
pub(super) fn errors(
    service: &str,
    errors: &[&PageError],
    language: &str,
    found: &mut Discrepancies,
) {
    for error in errors {
        let code = error.code.to_string();
        let mut note = |kind, what| found.note(&[service, &code, kind], language, what);
        let of_code = errors.iter().filter(|other| other.code == error.code);
        let (shown, tabled): (Vec<_>, Vec<_>) = of_code.partition(|other| other.in_example);
        let messages =
            |list: &[&&PageError]| list.iter().map(|e| e.message.clone()).collect::<Vec<_>>();
        let uses = messages(if tabled.is_empty() { &shown } else { &tabled });
        if uses.len() > 1 {
            note("used-twice", uses.join("; "));
        }
        if error.in_example && !tabled.is_empty() && !uses.contains(&error.message) {
            note(
                "message",
                format!("example: {}; table: {}", error.message, uses.join("; ")),
            );
        }
        let digits = code.get(..3).and_then(|digits| digits.parse::<u16>().ok());
        if let (Some(status), Some(digits), true) = (error.status, digits, code.len() >= 7)
            && status != digits
        {
            note(
                "status",
                format!("the code begins with {digits}, its section says HTTP {status}"),
            );
        }
    }
}

/// Tables of fields, and of codes, against the examples of the same call.
pub(super) fn bodies(
    contract: &Contract,
    files: &Files,
    language: &str,
    found: &mut Discrepancies,
) {
    for operation in &contract.operations {
        let bodies = |kind: &str| {
            let names = operation.examples.iter().filter(|file| file.contains(kind));
            names.filter_map(|file| files.get(file)).collect::<Vec<_>>()
        };
        let id = [contract.service.as_str(), operation.name.as_str()];
        compare(id, &operation.fields, &bodies(".response"), language, found);
        // Without a curl example the request was put together from the table itself.
        if operation.request.is_some() {
            let sent = operation.parameters.iter().filter(|p| p.place == "body");
            compare(
                id,
                &sent.cloned().collect::<Vec<_>>(),
                &bodies(".request"),
                language,
                found,
            );
        }
        undecoded(contract, operation, &bodies(".error"), language, found);
    }
}

/// NAVER's errors against the table of codes.
fn undecoded(
    contract: &Contract,
    operation: &Operation,
    bodies: &[&Json],
    language: &str,
    found: &mut Discrepancies,
) {
    for error in bodies.iter().filter_map(|body| body.get("error")) {
        let Some(code) = error.get("errorCode").and_then(Json::as_i64) else {
            found.note(
                &[&contract.service, &operation.name, "errorCode", "missing"],
                language,
                "no number in the example",
            );
            continue;
        };
        let message = error
            .get("message")
            .and_then(Json::as_str)
            .unwrap_or_default();
        let known = contract.errors.iter().filter(|known| known.code == code);
        let table = known
            .map(|known| known.message.as_str())
            .collect::<Vec<_>>();
        if !table.contains(&message) {
            let what = format!("example: {message}; table: {}", table.join("; "));
            found.note(
                &[&contract.service, &code.to_string(), "message"],
                language,
                what,
            );
        }
    }
}

fn compare(
    id: [&str; 2],
    fields: &[Field],
    bodies: &[&Json],
    language: &str,
    found: &mut Discrepancies,
) {
    const UNTABLED: &str = "in the example, in no table";
    if bodies.is_empty() {
        return;
    }
    let shape = locate::shape(bodies.iter().copied());
    let is_tabled = |field: &&Field| field.source.is_none();
    if !fields.iter().any(|field| is_tabled(&field)) {
        let names = shape.keys().filter(|path| !path.contains('.')).cloned();
        let what = format!("{UNTABLED}: {}", names.collect::<Vec<_>>().join(", "));
        found.note(&[id[0], id[1], "untabled"], language, what);
        return;
    }
    for field in fields {
        let mut note =
            |kind, what: String| found.note(&[id[0], id[1], &field.name, kind], language, what);
        match shape.get(&field.name) {
            Some(_) if !is_tabled(&field) => {
                // The parent's line speaks for its members, unless a table has some of them.
                let parent = field.name.rsplit_once('.').map_or("", |(parent, _)| parent);
                let inside = format!("{parent}.");
                let mut known = fields.iter().filter(is_tabled);
                if parent.is_empty()
                    || known.any(|f| f.name == parent || f.name.starts_with(&inside))
                {
                    note("untabled", UNTABLED.to_owned());
                }
            }
            Some(types) => {
                let odd = types
                    .iter()
                    .filter(|json| !agrees(&field.type_name, json))
                    .copied();
                let odd = odd.collect::<Vec<_>>().join(", ");
                if !odd.is_empty() {
                    note(
                        "type-in-example",
                        format!("table {}, example {odd}", field.type_name),
                    );
                }
            }
            None => note("not-in-example", "in the table, in no example".to_owned()),
        }
    }
    for path in shape
        .keys()
        .filter(|path| fields.iter().all(|f| f.name != **path))
    {
        found.note(&[id[0], id[1], path, "untabled"], language, UNTABLED);
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
