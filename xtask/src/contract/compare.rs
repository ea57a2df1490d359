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
    /// What is said of it, by kind.
    says: BTreeMap<&'static str, String>,
    /// False if only an example has it.
    is_documented: bool,
}

/// Notes where languages differ. `versions` are what came of a service's pages by language.
pub(crate) fn languages(service: &str, versions: &[(&str, &Built)], found: &mut Discrepancies) {
    let versions = versions.iter();
    let versions = versions.map(|(language, built)| (*language, subjects(built)));
    let versions = versions.collect::<Vec<_>>();
    let ids = versions.iter().flat_map(|(_, subjects)| subjects.keys());
    for id in ids.collect::<BTreeSet<_>>() {
        let mut wholes = versions
            .iter()
            .filter_map(|(_, s)| Some(&s.get(id)?.part_of));
        let whole = wholes.next().map_or("", String::as_str);
        let asked = versions
            .iter()
            .filter(|(_, s)| whole.is_empty() || s.contains_key(whole));
        let said = asked.map(|(language, subjects)| (*language, subjects.get(id)));
        let said = said.collect::<Vec<_>>();
        let there = said
            .iter()
            .filter_map(|(language, s)| Some((*language, (*s)?)));
        let documented = there.filter(|(_, subject)| subject.is_documented);
        let documented = documented.collect::<Vec<_>>();
        let Some((_, first)) = documented.first() else {
            continue;
        };
        if said.iter().any(|(_, subject)| subject.is_none()) {
            for (language, subject) in &said {
                let says = subject.map_or("not there", |_| "there");
                found.note(language, format!("{service}/{id}/missing"), says);
            }
        }
        for (kind, text) in &first.says {
            if documented
                .iter()
                .any(|(_, subject)| subject.says[kind] != *text)
            {
                for (language, subject) in &documented {
                    let says = subject.says[kind].clone();
                    found.note(language, format!("{service}/{id}/{kind}"), says);
                }
            }
        }
    }
}

/// Everything that the pages of one language speak of, by id.
fn subjects(built: &Built) -> BTreeMap<String, Subject> {
    let contract = &built.contract;
    let mut subjects = BTreeMap::<String, Subject>::new();
    let mut add = |id: String, part_of: &str, says: Vec<(&'static str, String)>| {
        let subject = subjects.entry(id).or_default();
        part_of.clone_into(&mut subject.part_of);
        subject.is_documented = true;
        for (kind, text) in says {
            let said = subject.says.entry(kind).or_default();
            let joint = if said.is_empty() { "" } else { "; " };
            *said = format!("{said}{joint}{text}");
        }
    };
    for url in &contract.servers {
        add(format!("servers/{url}"), "", Vec::new());
    }
    for status in &contract.statuses {
        let says = vec![("wording", status.name.clone())];
        add(format!("statuses/{}", status.status), "", says);
    }
    let errors = contract.errors.iter();
    let errors = errors.map(|error| (error.code, error.status, &error.message));
    for (code, status, message) in errors.collect::<BTreeSet<_>>() {
        let status = status.map_or_else(String::new, |status| format!("{status} "));
        add(code.to_string(), "", vec![("wording", status + message)]);
    }
    // Examples may be worded differently; their members and types may not.
    for (name, body) in &built.files {
        add(name.clone(), "", Vec::new());
        for (path, types) in locate::shape([body]) {
            add(
                format!("{name}/{path}"),
                name,
                vec![("type", types.join(", "))],
            );
        }
    }
    for operation in &contract.operations {
        let name = &operation.name;
        let call = format!("{} {}", operation.method, operation.path);
        add(name.clone(), "", vec![("call", call)]);
        for field in operation
            .all_fields()
            .filter(|field| field.source.is_none())
        {
            add(format!("{name}/{}", field.name), name, attributes(field));
        }
    }
    // What only an example has is there, but nothing is said of it.
    for operation in &contract.operations {
        for field in operation.all_fields() {
            let id = format!("{}/{}", operation.name, field.name);
            let subject = subjects.entry(id).or_default();
            subject.part_of.clone_from(&operation.name);
        }
    }
    subjects
}

fn attributes(field: &Field) -> Vec<(&'static str, String)> {
    let or_dash = |text: &Option<String>| text.clone().unwrap_or("-".to_owned());
    // The words of a range are translated.
    let is_range = |c: &char| !c.is_alphabetic() && *c != ' ';
    let range = field.range.as_ref();
    let range = range.map(|range| range.chars().filter(is_range).collect());
    let values = (!field.allowed.is_empty()).then(|| field.allowed.join(", "));
    vec![
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
