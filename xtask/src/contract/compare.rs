//! Compares the languages of a service's pages with each other.

use std::collections::{BTreeMap, BTreeSet};

use super::build::Built;
use super::locate;
use super::model::Field;
use crate::discrepancies::Discrepancies;

/// Something that a page speaks of.
#[derive(Default)]
struct Subject {
    /// What it is part of: a language that lacks the whole is not told about each part.
    part_of: String,
    /// What is said of it; nothing if no table has it.
    says: BTreeMap<&'static str, String>,
    is_documented: bool,
}

/// Notes where languages differ. `versions` are what came of a service's pages by language.
pub fn languages(service: &str, versions: &[(&str, &Built)], found: &mut Discrepancies) {
    let versions = versions
        .iter()
        .map(|(language, built)| (*language, subjects(built)));
    let versions = versions.collect::<Vec<_>>();
    let ids = versions.iter().flat_map(|(_, subjects)| subjects.keys());
    for id in ids.collect::<BTreeSet<_>>() {
        let whole = versions
            .iter()
            .find_map(|(_, subjects)| Some(&subjects.get(id)?.part_of));
        let whole = whole.map_or("", String::as_str);
        let has_whole =
            |subjects: &BTreeMap<_, _>| whole.is_empty() || subjects.contains_key(whole);
        let asked = versions.iter().filter(|(_, subjects)| has_whole(subjects));
        let said = asked.map(|(language, subjects)| (*language, subjects.get(id)));
        let said = said.collect::<Vec<_>>();
        let (there, not) = said
            .iter()
            .partition::<Vec<_>, _>(|(_, subject)| subject.is_some());
        let there = there
            .iter()
            .filter_map(|(language, subject)| Some((*language, (*subject)?)));
        let documented = there
            .filter(|(_, subject)| subject.is_documented)
            .collect::<Vec<_>>();
        if documented.is_empty() {
            continue;
        }
        for (language, subject) in said.iter().filter(|_| !not.is_empty()) {
            let says = if subject.is_some() {
                "there"
            } else {
                "not there"
            };
            found.note(&[service, id, "missing"], language, says);
        }
        for kind in documented[0].1.says.keys() {
            let texts = documented
                .iter()
                .map(|(language, subject)| (language, &subject.says[kind]));
            let texts = texts.collect::<Vec<_>>();
            if texts.iter().any(|(_, text)| *text != texts[0].1) {
                texts
                    .iter()
                    .for_each(|(language, text)| found.note(&[service, id, kind], language, *text));
            }
        }
    }
}

/// Everything that the pages of one language speak of, by id.
fn subjects(built: &Built) -> BTreeMap<String, Subject> {
    let contract = &built.contract;
    let mut subjects = BTreeMap::<String, Subject>::new();
    let mut add = |id: String, part_of: &str, says: &[(&'static str, String)]| {
        let subject = subjects.entry(id).or_default();
        part_of.clone_into(&mut subject.part_of);
        subject.is_documented = true;
        for (kind, text) in says {
            let said = subject.says.entry(kind).or_default();
            let joint = if said.is_empty() { "" } else { "; " };
            *said = format!("{said}{joint}{text}");
        }
    };
    contract
        .servers
        .iter()
        .for_each(|url| add(format!("servers/{url}"), "", &[]));
    for status in &contract.statuses {
        add(
            format!("statuses/{}", status.status),
            "",
            &[("wording", status.name.clone())],
        );
    }
    let errors = contract
        .errors
        .iter()
        .map(|error| (error.code, error.status, &error.message));
    for (code, status, message) in errors.collect::<BTreeSet<_>>() {
        let status = status.map_or_else(String::new, |status| format!("{status} "));
        add(
            code.to_string(),
            "",
            &[("wording", format!("{status}{message}"))],
        );
    }
    // Examples may be worded differently; their members and types may not.
    for (name, body) in &built.files {
        add(name.clone(), "", &[]);
        for (path, types) in locate::shape([body]) {
            add(
                format!("{name}/{path}"),
                name,
                &[("type", types.join(", "))],
            );
        }
    }
    for operation in &contract.operations {
        let name = &operation.name;
        add(
            name.clone(),
            "",
            &[("call", format!("{} {}", operation.method, operation.path))],
        );
        let fields = operation.parameters.iter().chain(&operation.fields);
        for field in fields.filter(|field| field.source.is_none()) {
            add(format!("{name}/{}", field.name), name, &attributes(field));
        }
    }
    // What only an example has is there, but nothing is said of it.
    for operation in &contract.operations {
        for field in operation.parameters.iter().chain(&operation.fields) {
            let subject = subjects
                .entry(format!("{}/{}", operation.name, field.name))
                .or_default();
            subject.part_of.clone_from(&operation.name);
        }
    }
    subjects
}

fn attributes(field: &Field) -> [(&'static str, String); 10] {
    let or_dash = |text: &Option<String>| text.clone().unwrap_or("-".to_owned());
    // The words of a range are translated.
    let is_range = |c: &char| !c.is_alphabetic() && *c != ' ';
    let range = field
        .range
        .as_ref()
        .map(|range| range.chars().filter(is_range).collect());
    let values = (!field.allowed.is_empty()).then(|| field.allowed.join(", "));
    [
        ("type", field.type_name.clone()),
        (
            "required",
            or_dash(&field.required.map(|required| required.to_string())),
        ),
        ("default", or_dash(&field.default)),
        ("range", or_dash(&range)),
        ("enum", or_dash(&values)),
        ("format", or_dash(&field.format)),
        ("value", or_dash(&field.value)),
        ("place", field.place.clone()),
        ("nullable", field.nullable.to_string()),
        ("only", or_dash(&field.only)),
    ]
}
