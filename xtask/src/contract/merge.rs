//! Joins the languages of a service: the primary one, and what only another one has.

use super::build::Built;
use super::examples::{self, Files};
use super::model::{Contract, Field};

/// The primary contract and files, completed from the other languages.
pub(crate) fn merge(primary: &Built, others: &[(&str, &Built)]) -> (Contract, Files) {
    let (mut contract, mut files) = (primary.contract.clone(), primary.files.clone());
    for (language, other) in others {
        let own = Some((*language).to_owned());
        for operation in &other.contract.operations {
            let mut known = contract.operations.iter_mut();
            match known.find(|known| known.name == operation.name) {
                Some(mine) => {
                    add_fields(&mut mine.parameters, &operation.parameters, &own);
                    add_fields(&mut mine.fields, &operation.fields, &own);
                }
                None => contract.operations.push(operation.clone()),
            }
        }
        for url in &other.contract.servers {
            if !contract.servers.contains(url) {
                contract.servers.push(url.clone());
            }
        }
        for status in &other.contract.statuses {
            let mut known = contract.statuses.iter();
            if known.all(|known| known.status != status.status) {
                let mut status = status.clone();
                status.language.clone_from(&own);
                contract.statuses.push(status);
            }
        }
        for error in &other.contract.errors {
            let mut known = contract.errors.iter();
            if known.all(|known| known.code != error.code) {
                let mut error = error.clone();
                error.language.clone_from(&own);
                contract.errors.push(error);
            }
        }
        for (name, body) in &other.files {
            if files.get(name).is_none_or(|known| known == body) {
                files.entry(name.clone()).or_insert_with(|| body.clone());
                continue;
            }
            let own = examples::in_language(name, language);
            let mut calls = contract.operations.iter_mut();
            let names = match calls.find(|call| call.examples.contains(name)) {
                Some(operation) => &mut operation.examples,
                None => &mut contract.examples,
            };
            names.push(own.clone());
            files.insert(own, body.clone());
        }
    }
    (contract, files)
}

fn add_fields(mine: &mut Vec<Field>, theirs: &[Field], language: &Option<String>) {
    for field in theirs {
        if mine.iter().all(|known| known.name != field.name) {
            let mut field = field.clone();
            field.language.clone_from(language);
            mine.push(field);
        }
    }
}
