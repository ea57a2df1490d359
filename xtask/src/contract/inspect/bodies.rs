//! Tables of fields against the examples of the same call.

use super::errors::refusals;
use crate::contract::examples::Files;
use crate::contract::finding::Findings;
use crate::contract::locate;
use crate::contract::model::{Contract, Field, Operation};
use crate::json::Json;

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
