//! Compares the languages of a service's pages with each other.

use std::collections::{BTreeMap, BTreeSet};

use super::build::Built;
use super::finding::Findings;
use super::locate;
use super::model::{Contract, Field, Operation};

/// What one attribute of a row is, as text.
type Attribute = (&'static str, fn(&Field) -> String);

const ATTRIBUTES: &[Attribute] = &[
    ("type", |f| f.type_name.clone()),
    ("required", |f| {
        f.required.map_or("-".to_owned(), |r| r.to_string())
    }),
    ("default", |f| f.default.clone().unwrap_or("-".to_owned())),
    ("range", |f| {
        f.range.as_deref().map_or("-".to_owned(), wordless)
    }),
    ("enum", |f| {
        if f.allowed.is_empty() {
            "-".to_owned()
        } else {
            f.allowed.join(", ")
        }
    }),
    ("format", |f| f.format.clone().unwrap_or("-".to_owned())),
    ("value", |f| f.value.clone().unwrap_or("-".to_owned())),
    ("place", |f| f.place.clone()),
    ("nullable", |f| f.nullable.to_string()),
    ("only", |f| f.only.clone().unwrap_or("-".to_owned())),
];

/// Notes where languages differ. `versions` are a service's contracts by language.
pub fn languages(service: &str, versions: &[(&str, &Built)], findings: &mut Findings) {
    let contracts = versions
        .iter()
        .map(|(l, built)| (*l, &built.contract))
        .collect::<Vec<_>>();
    operations(service, &contracts, findings);
    errors(service, &contracts, findings);
    examples(service, versions, findings);
}

fn operations(service: &str, contracts: &[(&str, &Contract)], findings: &mut Findings) {
    let names = contracts
        .iter()
        .flat_map(|(_, c)| c.operations.iter().map(|o| o.name.as_str()));
    for name in names.collect::<BTreeSet<_>>() {
        let versions = contracts
            .iter()
            .map(|(l, c)| (*l, c.operation(name)))
            .collect::<Vec<_>>();
        presence(&[service, name, "missing"], &versions, findings);
        let there = versions
            .iter()
            .filter_map(|(l, o)| o.map(|o| (*l, o)))
            .collect::<Vec<_>>();
        differ(&[service, name, "call"], &there, findings, |o| {
            format!("{} {}", o.method, o.path)
        });
        rows(service, name, &there, |o| &o.parameters, findings);
        rows(service, name, &there, |o| &o.fields, findings);
    }
}

fn rows(
    service: &str,
    operation: &str,
    versions: &[(&str, &Operation)],
    list: fn(&Operation) -> &Vec<Field>,
    findings: &mut Findings,
) {
    let tabled = |o: &Operation| {
        list(o)
            .iter()
            .filter(|f| f.source.is_none())
            .map(|f| f.name.clone())
            .collect::<Vec<_>>()
    };
    for name in versions
        .iter()
        .flat_map(|(_, o)| tabled(o))
        .collect::<BTreeSet<_>>()
    {
        let found = |o: &Operation| list(o).iter().find(|f| f.name == name).cloned();
        let fields = versions
            .iter()
            .map(|(l, o)| (*l, found(o)))
            .collect::<Vec<_>>();
        presence(&[service, operation, &name, "missing"], &fields, findings);
        let there = fields
            .iter()
            .filter_map(|(l, f)| f.as_ref().map(|f| (*l, f)));
        let there = there
            .filter(|(_, f)| f.source.is_none())
            .collect::<Vec<_>>();
        for (kind, value) in ATTRIBUTES {
            differ(&[service, operation, &name, kind], &there, findings, value);
        }
    }
}

fn errors(service: &str, contracts: &[(&str, &Contract)], findings: &mut Findings) {
    type Said = BTreeSet<(Option<u16>, String)>;
    let said = |contract: &Contract, code: i64| {
        let with = contract.errors.iter().filter(|error| error.code == code);
        with.map(|error| (error.status, error.message.clone()))
            .collect::<Said>()
    };
    let codes = contracts
        .iter()
        .flat_map(|(_, c)| c.errors.iter().map(|error| error.code));
    for code in codes.collect::<BTreeSet<_>>() {
        let versions = contracts
            .iter()
            .map(|(l, c)| (*l, said(c, code)))
            .collect::<Vec<_>>();
        let there = versions
            .iter()
            .map(|(l, s)| (*l, (!s.is_empty()).then_some(s)));
        let there = there.collect::<Vec<_>>();
        let code = code.to_string();
        presence(&[service, &code, "missing"], &there, findings);
        let there = there
            .iter()
            .filter_map(|(l, s)| s.map(|s| (*l, s)))
            .collect::<Vec<_>>();
        differ(&[service, &code, "wording"], &there, findings, |said| {
            let texts = said.iter().map(|(status, message)| match status {
                Some(status) => format!("{status} {message}"),
                None => message.clone(),
            });
            texts.collect::<Vec<_>>().join("; ")
        });
    }
}

/// Examples may be worded differently; their members and types may not.
fn examples(service: &str, versions: &[(&str, &Built)], findings: &mut Findings) {
    let names = versions
        .iter()
        .flat_map(|(_, built)| built.files.keys())
        .collect::<BTreeSet<_>>();
    for name in names {
        let files = versions
            .iter()
            .map(|(l, built)| (*l, built.files.get(name)));
        let files = files.collect::<Vec<_>>();
        presence(&[service, name, "missing"], &files, findings);
        let shapes = files.iter().map(|(l, body)| (*l, locate::shape(*body)));
        let shapes = shapes
            .filter(|(_, shape)| !shape.is_empty())
            .collect::<Vec<_>>();
        let paths = shapes
            .iter()
            .flat_map(|(_, shape)| shape.keys())
            .collect::<BTreeSet<_>>();
        for path in paths {
            let types = shapes
                .iter()
                .map(|(l, shape)| (*l, shape.get(path)))
                .collect::<Vec<_>>();
            presence(&[service, name, path, "missing"], &types, findings);
            let there = types
                .iter()
                .filter_map(|(l, t)| t.map(|t| (*l, t)))
                .collect::<Vec<_>>();
            differ(&[service, name, path, "type"], &there, findings, |types| {
                types.join(", ")
            });
        }
    }
}

fn presence<T>(id: &[&str], versions: &[(&str, Option<T>)], findings: &mut Findings) {
    let there = versions.iter().filter(|(_, found)| found.is_some()).count();
    if there > 0 && there < versions.len() {
        for (language, found) in versions {
            findings.note(
                id,
                language,
                if found.is_some() {
                    "there"
                } else {
                    "not there"
                },
            );
        }
    }
}

fn differ<T>(
    id: &[&str],
    versions: &[(&str, &T)],
    findings: &mut Findings,
    text: impl Fn(&T) -> String,
) {
    let texts = versions
        .iter()
        .map(|(l, value)| (*l, text(value)))
        .collect::<BTreeMap<_, _>>();
    if texts.values().collect::<BTreeSet<_>>().len() > 1 {
        for (language, text) in texts {
            findings.note(id, language, text);
        }
    }
}

/// A range without its words, which are translated.
fn wordless(range: &str) -> String {
    range
        .chars()
        .filter(|c| !c.is_alphabetic() && *c != ' ')
        .collect()
}
