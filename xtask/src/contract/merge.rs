//! Joins the languages of a service: the primary one, and what only another one has.

use super::build::Built;
use super::examples::{self, Files};
use super::model::{Contract, Status};

/// The primary contract and files, completed from the other languages.
pub fn merge(primary: &Built, others: &[(&str, &Built)]) -> (Contract, Files) {
    let (mut contract, mut files) = (primary.contract.clone(), primary.files.clone());
    for (language, other) in others {
        operations(&mut contract, &other.contract, language);
        for url in &other.contract.servers {
            if !contract.servers.contains(url) {
                contract.servers.push(url.clone());
            }
        }
        for status in &other.contract.statuses {
            if contract
                .statuses
                .iter()
                .all(|known| known.status != status.status)
            {
                let language = Some((*language).to_owned());
                contract.statuses.push(Status {
                    language,
                    ..status.clone()
                });
            }
        }
        for error in &other.contract.errors {
            if contract.errors.iter().all(|known| known.code != error.code) {
                let mut error = error.clone();
                error.language = Some((*language).to_owned());
                contract.errors.push(error);
            }
        }
        for (name, body) in &other.files {
            if files.get(name).is_none_or(|known| known == body) {
                files.entry(name.clone()).or_insert_with(|| body.clone());
                continue;
            }
            let own = examples::in_language(name, language);
            let of = contract
                .operations
                .iter_mut()
                .find(|o| o.examples.contains(name));
            match of {
                Some(operation) => operation.examples.push(own.clone()),
                None => contract.examples.push(own.clone()),
            }
            files.insert(own, body.clone());
        }
    }
    (contract, files)
}

fn operations(contract: &mut Contract, other: &Contract, language: &str) {
    for operation in &other.operations {
        let Some(mine) = contract
            .operations
            .iter_mut()
            .find(|o| o.name == operation.name)
        else {
            contract.operations.push(operation.clone());
            continue;
        };
        let lists = [
            (&mut mine.parameters, &operation.parameters),
            (&mut mine.fields, &operation.fields),
        ];
        for (mine, theirs) in lists {
            for field in theirs {
                if mine.iter().all(|known| known.name != field.name) {
                    let mut field = field.clone();
                    field.language = Some(language.to_owned());
                    mine.push(field);
                }
            }
        }
    }
}
