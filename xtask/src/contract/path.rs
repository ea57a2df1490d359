//! A call's name and path, and the places of its parameters.

use super::model::{Contract, Field};
use super::read::Read;
use crate::discrepancies::Discrepancies;
use crate::facts::{self, Listed, fits, is_placeholder, last_segment, same_path};

/// The title of a page that is about this call alone.
pub(super) fn title(read: &Read, index: usize) -> Option<&str> {
    let title = read.page.front.get("title")?.as_str();
    let is_name = !title.is_empty() && title.chars().all(char::is_alphanumeric);
    (read.source.one_call && index == 0 && is_name).then_some(title)
}

/// The stable name of a call: its page's title, otherwise the last literal segment of its path.
pub(super) fn name(read: &Read, index: usize, call: &facts::Call) -> String {
    kebab(title(read, index).unwrap_or_else(|| last_segment(&call.path)))
}

/// The name, or a longer one if another call has it.
pub(super) fn unused_name(contract: &Contract, name: String, method: &str) -> String {
    let is_used = |name: &str| contract.operation(name).is_some();
    let with_method = format!("{}-{name}", method.to_lowercase());
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    let mut names = [name.clone(), with_method].into_iter().chain(numbered);
    names.find(|name| !is_used(name)).unwrap_or_default()
}

/// `searchJobs` → `search-jobs`, `token-info` stays.
pub fn kebab(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
        out.push(if c == '_' {
            '-'
        } else {
            c.to_ascii_lowercase()
        });
    }
    out
}

/// The names between braces.
pub(super) fn placeholders(path: &str) -> Vec<&str> {
    let parts = path.split('/').filter(|part| is_placeholder(part));
    parts.map(|part| &part[1..part.len() - 1]).collect()
}

/// A call whose path is being settled.
pub(super) struct Call<'a> {
    pub service: &'a str,
    pub name: &'a str,
    pub language: &'a str,
    pub call: &'a facts::Call,
    pub found: &'a mut Discrepancies,
}

impl Call<'_> {
    fn note(&mut self, kind: &[&str], what: String) {
        let id = [&[self.service, self.name], kind].concat();
        self.found.note(&id, self.language, what);
    }

    /// The path. The curl example is what runs, so it counts before the table, and the table
    /// before the overview.
    pub(super) fn resolve(&mut self, listed: &[&Listed], title: &str) -> String {
        let (method, table) = (&self.call.method, self.call.path.as_str());
        for curl in &self.call.curls {
            if curl.method != *method {
                self.note(
                    &["method"],
                    format!("table {method}, curl example {}", curl.method),
                );
            }
            if !same_path(&curl.path, table) {
                self.note(
                    &["path"],
                    format!("table {table}, curl example {}", curl.path),
                );
            }
        }
        let path = match self.call.curls.first() {
            // An example with values in its path does not name the placeholders.
            Some(curl) if !fits(table, &curl.path) => curl.path.clone(),
            _ => table.to_owned(),
        };
        match listed.iter().find(|listed| listed.name == title) {
            Some(listed) => {
                if !same_path(&listed.path, &path) {
                    self.note(
                        &["path-in-overview"],
                        format!("overview {}, page {path}", listed.path),
                    );
                }
                if listed.method != *method {
                    self.note(
                        &["method-in-overview"],
                        format!("overview {}, page {method}", listed.method),
                    );
                }
            }
            None if !listed.is_empty() => {
                self.note(
                    &["overview", "missing"],
                    "the overview does not list it".to_owned(),
                );
            }
            None => {}
        }
        path
    }

    /// Gives each parameter its place and the spelling of the path's placeholder.
    pub(super) fn place(&mut self, path: &str, parameters: &mut Vec<Field>) {
        let placeholders = placeholders(path);
        let default = match self.call.method.as_str() {
            "GET" | "DELETE" | "HEAD" => "query",
            _ => "body",
        };
        let mut misplaced = Vec::new();
        for parameter in parameters.iter_mut() {
            let is_named = |placeholder: &&&str| placeholder.eq_ignore_ascii_case(&parameter.name);
            match (placeholders.iter().find(is_named), parameter.place.as_str()) {
                (Some(placeholder), "path" | "") => {
                    if **placeholder != parameter.name {
                        let what = format!("table {}, path {{{placeholder}}}", parameter.name);
                        self.note(&[&parameter.name, "spelling"], what);
                        parameter.name = (*placeholder).to_owned();
                    }
                    parameter.place = "path".to_owned();
                }
                (None, "path") => {
                    misplaced.push(parameter.name.clone());
                    parameter.place = default.to_owned();
                }
                (None, "") => parameter.place = default.to_owned(),
                _ => {}
            }
        }
        if !misplaced.is_empty() {
            let names = misplaced.join(", ");
            self.note(
                &["place"],
                format!("called path parameters, but {path} has no such part: {names}"),
            );
        }
        for placeholder in placeholders {
            if parameters
                .iter()
                .any(|p| p.place == "path" && p.name == placeholder)
            {
                continue;
            }
            let what = format!("{{{placeholder}}} stands in the path, no table describes it");
            self.note(&[placeholder, "undescribed"], what);
            parameters.push(Field {
                name: placeholder.to_owned(),
                place: "path".to_owned(),
                type_name: "String".to_owned(),
                required: Some(true),
                source: Some("path".to_owned()),
                ..Field::default()
            });
        }
    }
}
