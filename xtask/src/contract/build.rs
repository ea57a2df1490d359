//! Puts the pages of one service in one language together into a contract.

use super::examples::{self, Files};
use super::model::{Contract, Exception};
use super::name;
use super::read::Read;
use crate::discrepancies::Discrepancies;
use crate::facts::{Facts, is_call};

/// What came of the pages of a service.
#[derive(Debug, Default)]
pub struct Built {
    pub contract: Contract,
    pub(crate) files: Files,
    /// Where the pages contradict themselves.
    pub(crate) found: Discrepancies,
    /// What no rule reads, one line each.
    pub(crate) unread: Vec<String>,
    /// The names of the calls that an overview lists, and its page.
    pub(crate) listed: Vec<(String, String)>,
}

/// What is being built: its parts stand in the files of this folder.
pub(super) struct Builder<'a> {
    pub(super) language: &'a str,
    /// The pages, each with what it says of the service.
    pub(super) pages: &'a [(&'a Read, Facts)],
    pub(super) built: Built,
}

/// Builds the contract of `service` from its pages in `language`.
pub(crate) fn build(service: &str, language: &str, reads: &[&Read]) -> Built {
    let own = |read: &Read| read.facts.of(service, &read.page, read.source);
    let pages = reads.iter().map(|read| (*read, own(read)));
    let pages = pages.collect::<Vec<_>>();
    let mut builder = Builder {
        language,
        pages: &pages,
        built: Built::default(),
    };
    builder.built.contract.service = service.to_owned();
    for (read, facts) in &pages {
        builder.add_page(read, facts);
    }
    builder.compare_types();
    builder.compare_examples();
    builder.tell_unread();
    builder.built
}

impl Builder<'_> {
    /// Notes a discrepancy of this service on the pages of this language.
    pub(super) fn note(&mut self, id: &str, says: impl Into<String>) {
        let id = format!("{}/{id}", self.built.contract.service);
        self.built.found.note(self.language, id, says);
    }

    fn add_page(&mut self, read: &Read, facts: &Facts) {
        for (subject, what) in &facts.broken {
            let title = match facts.calls.as_slice() {
                [only] => name::name(read, 0, only) + "/",
                _ => String::new(),
            };
            self.note(&format!("{title}{subject}/broken-example"), what.clone());
        }
        for (index, call) in facts.calls.iter().enumerate() {
            self.add_call(read, index, call);
        }
        let errors = facts.errors.iter().map(|(_, error)| error);
        let errors = errors.collect::<Vec<_>>();
        self.compare_errors(&errors);
        let contract = &mut self.built.contract;
        for (_, url) in &facts.servers {
            if !contract.servers.contains(url) {
                contract.servers.push(url.clone());
            }
        }
        // An example's code counts where no table has it.
        let tabled = |code| errors.iter().any(|e| e.code == code && !e.in_example);
        for error in &errors {
            if !(error.in_example && tabled(error.code) || contract.errors.contains(error)) {
                contract.errors.push((*error).clone());
            }
        }
        let shown = facts.examples.iter().map(|(_, body)| body);
        let names = examples::of_page(shown, &mut self.built.files);
        contract.examples.extend(names);
        let statuses = facts.statuses.iter().map(|(_, status)| status.clone());
        contract.statuses.extend(statuses);
        let reason = read.source.skip.map_or("", |(_, reason)| reason);
        let skipped = facts.skipped.iter().map(|what| Exception {
            what: what.clone(),
            reason: reason.to_owned(),
        });
        contract.exceptions.extend(skipped);
        let listed = facts.listed.iter();
        let listed = listed.map(|listed| (listed.name.clone(), read.file.clone()));
        self.built.listed.extend(listed);
    }

    fn tell_unread(&mut self) {
        let contract = &self.built.contract;
        let own = contract.operations.iter();
        let own = own.map(|call| (call.method.as_str(), call.path.as_str()));
        let written = self.pages.iter().flat_map(|(read, _)| read.facts.names());
        let known = own.chain(written).collect::<Vec<_>>();
        let is_told = |method: &str, path: &str| {
            let is_own = contract.servers.iter().any(|url| path.starts_with(url));
            path.starts_with("http") && !is_own
                || known.iter().any(|call| is_call(method, path, *call))
        };
        let mut unread = Vec::new();
        for (read, facts) in self.pages {
            let mentions = facts.mentions.iter();
            let mentions = mentions.filter(|(method, path)| !is_told(method, path));
            let what = "a call is named in a sentence only";
            let mentions = mentions.map(|(method, path)| format!("{what}: {method} {path}"));
            let lines = facts.unread.iter().cloned().chain(mentions);
            unread.extend(lines.map(|line| format!("{}: {line}", read.file)));
        }
        self.built.unread = unread;
    }
}
