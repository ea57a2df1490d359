//! Puts the pages of one service in one language together into a contract.

use super::examples::{self, Files};
use super::finding::Findings;
use super::inspect;
use super::model::{Contract, ErrorCode, Exception, Status};
use super::operation::add_operation;
use super::path;
use crate::pages::facts;
use crate::sources::Source;

/// A page with where it comes from.
#[derive(Debug)]
pub struct Read<'a> {
    /// Its line in the table of pages.
    pub source: &'a Source,
    /// Its facts.
    pub page: &'a facts::Page,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Built {
    /// The contract.
    pub contract: Contract,
    /// The examples.
    pub files: Files,
    /// Where the pages contradict themselves.
    pub findings: Findings,
    /// What could not be read, one line each.
    pub problems: Vec<String>,
}

/// Builds the contract of `service` from its pages in `language`.
pub fn build(service: &str, language: &str, pages: &[Read<'_>]) -> Built {
    let mut built = Built::default();
    built.contract.service = service.to_owned();
    for read in pages {
        add_page(&mut built, service, language, read, pages);
    }
    inspect::headers(&built.contract, language, &mut built.findings);
    inspect::types(&built.contract, language, &mut built.findings);
    inspect::contract(&built.contract, &built.files, language, &mut built.findings);
    built
}

fn add_page(built: &mut Built, service: &str, language: &str, read: &Read<'_>, all: &[Read<'_>]) {
    let (source, page) = (read.source, read.page);
    let file = source.file(language);
    add_problems(built, service, language, read, &file);
    let owners = page
        .operations
        .iter()
        .map(|o| owner(source, o))
        .collect::<Vec<_>>();
    let own = |after: usize| {
        let before = after.checked_sub(1).and_then(|at| owners.get(at));
        *before.or(owners.first()).unwrap_or(&source.services[0].0) == service
    };
    for (operation, _) in page
        .operations
        .iter()
        .zip(&owners)
        .filter(|(_, o)| **o == service)
    {
        let operation = add_operation(built, language, read, operation, all);
        built.contract.operations.push(operation);
    }
    for (after, url) in &page.servers {
        let next = owners
            .get(*after)
            .or(owners.last())
            .unwrap_or(&source.services[0].0);
        let url = url.trim_end_matches('/').to_owned();
        if *next == service && !built.contract.servers.contains(&url) {
            built.contract.servers.push(url);
        }
    }
    let errors = page
        .errors
        .iter()
        .filter(|error| own(error.after))
        .collect::<Vec<_>>();
    inspect::errors(service, &errors, language, &mut built.findings);
    add_errors(&mut built.contract.errors, &errors);
    let found = page.examples.as_slice();
    let found = if own(0) {
        examples::of_page(found, &mut built.files)
    } else {
        Vec::new()
    };
    built.contract.examples.extend(found);
    for (status, name) in page.statuses.iter().filter(|_| own(0)) {
        built.contract.statuses.push(Status {
            status: *status,
            name: name.clone(),
        });
    }
    if let Some((_, reason)) = source.skip {
        built
            .contract
            .exceptions
            .extend(page.skipped.iter().map(|what| Exception {
                what: what.clone(),
                reason: reason.to_owned(),
            }));
    }
}

/// Tells what could not be read. A broken example is the page's fault and needs a decision.
fn add_problems(built: &mut Built, service: &str, language: &str, read: &Read<'_>, file: &str) {
    // A page of two services is told about once.
    if read.source.services[0].0 != service {
        return;
    }
    let page = read.page;
    let operation = match page.operations.as_slice() {
        [only] => path::name(only, page),
        _ => String::new(),
    };
    for problem in &page.problems {
        let subject = if problem.subject.is_empty() {
            "page"
        } else {
            &problem.subject
        };
        built
            .problems
            .push(format!("{file}: {subject}: {}", problem.what));
        if problem.kind == "example" {
            let id = [service, &operation, &problem.subject, "broken-example"];
            built.findings.note(&id, language, problem.what.clone());
        }
    }
}

/// The service whose path prefix is the longest that fits; the page's first if none does.
fn owner(source: &Source, operation: &facts::Operation) -> &'static str {
    let path = operation
        .curl
        .as_ref()
        .map_or(&operation.path, |curl| &curl.path);
    source
        .services
        .iter()
        .filter(|(_, prefix)| path.starts_with(prefix))
        .max_by_key(|(_, prefix)| prefix.len())
        .or(source.services.first())
        .map_or("", |(name, _)| *name)
}

/// Codes in the page's order; an example's code counts where no table has it.
fn add_errors(list: &mut Vec<ErrorCode>, errors: &[&facts::PageError]) {
    for error in errors {
        let in_table = errors
            .iter()
            .any(|other| other.code == error.code && !other.in_example);
        let code = ErrorCode {
            status: error.status,
            code: error.code,
            message: error.message.clone(),
            language: None,
        };
        if !(error.in_example && in_table || list.contains(&code)) {
            list.push(code);
        }
    }
}
