//! Puts the pages of one service in one language together into a contract.

use super::call::add_call;
use super::examples::{self, Files};
use super::inspect;
use super::model::{Contract, ErrorCode, Exception, Status};
use super::path;
use super::read::Read;
use crate::discrepancies::Discrepancies;
use crate::facts::{Call, PageError, is_call};
use crate::sources::Source;

/// What came of the pages of a service.
#[derive(Debug, Default)]
pub struct Built {
    /// The contract.
    pub contract: Contract,
    /// The examples.
    pub files: Files,
    /// Where the pages contradict themselves.
    pub discrepancies: Discrepancies,
    /// What no rule reads, one line each.
    pub unread: Vec<String>,
    /// The names of the calls that an overview lists, and its page.
    pub listed: Vec<(String, String)>,
}

/// Builds the contract of `service` from its pages in `language`.
pub fn build(service: &str, language: &str, pages: &[&Read]) -> Built {
    let mut built = Built::default();
    built.contract.service = service.to_owned();
    for read in pages {
        add_page(&mut built, language, read, pages);
    }
    let found = &mut built.discrepancies;
    inspect::types(&built.contract, language, found);
    inspect::bodies(&built.contract, &built.files, language, found);
    let servers = &built.contract.servers;
    let is_elsewhere =
        |path: &str| path.starts_with("http") && !servers.iter().any(|url| path.starts_with(url));
    let calls = built
        .contract
        .operations
        .iter()
        .map(|o| (o.method.as_str(), o.path.as_str()));
    let written = pages.iter().flat_map(|read| read.facts.names());
    let known = calls.chain(written).collect::<Vec<_>>();
    for read in pages
        .iter()
        .filter(|read| read.source.services[0].0 == service)
    {
        let mentions = read.facts.mentions.iter().filter(|(method, path)| {
            !is_elsewhere(path) && !known.iter().any(|call| is_call(method, path, *call))
        });
        let mentions = mentions
            .map(|(method, path)| format!("a call is named in a sentence only: {method} {path}"));
        let lines = read.facts.unread.iter().cloned().chain(mentions);
        built
            .unread
            .extend(lines.map(|line| format!("{}: {line}", read.file)));
    }
    built
}

fn add_page(built: &mut Built, language: &str, read: &Read, all: &[&Read]) {
    let service = built.contract.service.clone();
    let (source, facts) = (read.source, &read.facts);
    let is_own = |section: usize| owner(read, section) == service;
    let title = match facts.calls.as_slice() {
        [only] => path::name(read, 0, only),
        _ => String::new(),
    };
    if source.services[0].0 == service {
        for (subject, what) in &facts.broken {
            built.discrepancies.note(
                &[&service, &title, subject, "broken-example"],
                language,
                what.clone(),
            );
        }
    }
    for (index, call) in facts
        .calls
        .iter()
        .enumerate()
        .filter(|(_, call)| service_of(source, call) == service)
    {
        let contract = &mut built.contract;
        add_call(
            contract,
            &mut built.files,
            &mut built.discrepancies,
            language,
            (read, index, call),
            all,
        );
    }
    let contract = &mut built.contract;
    for (_, url) in facts.servers.iter().filter(|(section, _)| is_own(*section)) {
        if !contract.servers.contains(url) {
            contract.servers.push(url.clone());
        }
    }
    let errors = facts
        .errors
        .iter()
        .filter(|error| is_own(error.section))
        .collect::<Vec<_>>();
    inspect::errors(&service, &errors, language, &mut built.discrepancies);
    add_errors(&mut contract.errors, &errors);
    let shown = facts
        .examples
        .iter()
        .filter(|(section, _)| is_own(*section));
    contract.examples.extend(examples::of_page(
        shown.map(|(_, example)| example),
        &mut built.files,
    ));
    for (_, status, name) in facts
        .statuses
        .iter()
        .filter(|(section, ..)| is_own(*section))
    {
        let status = Status {
            status: *status,
            name: name.clone(),
            language: None,
        };
        contract.statuses.push(status);
    }
    if let Some((_, reason)) = source.skip {
        let skipped = facts.skipped.iter().map(|what| Exception {
            what: what.clone(),
            reason: reason.to_owned(),
        });
        contract.exceptions.extend(skipped);
    }
    built.listed.extend(
        facts
            .listed
            .iter()
            .map(|listed| (listed.name.clone(), read.file.clone())),
    );
}

/// The service that a section speaks of: that of the first call in it or in what it is part of.
fn owner(read: &Read, section: usize) -> &'static str {
    let calls = &read.facts.calls;
    let inside = |outer| {
        calls
            .iter()
            .find(|call| read.page.is_inside(call.section, outer))
    };
    let found = read.page.above(section).find_map(inside).or(calls.first());
    found.map_or(read.source.services[0].0, |call| {
        service_of(read.source, call)
    })
}

/// The service whose path prefix is the longest that fits; the page's first if none does.
fn service_of(source: &Source, call: &Call) -> &'static str {
    let path = call.curls.first().map_or(&call.path, |curl| &curl.path);
    let fitting = source
        .services
        .iter()
        .filter(|(_, prefix)| path.starts_with(prefix));
    let found = fitting
        .max_by_key(|(_, prefix)| prefix.len())
        .or(source.services.first());
    found.map_or("", |(name, _)| *name)
}

/// Codes in the page's order; an example's code counts where no table has it.
fn add_errors(list: &mut Vec<ErrorCode>, errors: &[&PageError]) {
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
