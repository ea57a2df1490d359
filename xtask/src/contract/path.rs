//! A call's name and path, and the places of its parameters.

use super::finding::Findings;
use super::model::Field;
use crate::pages::facts::{Listed, Operation, Page};

/// The stable name of a call: its page's title if the page is about it alone, otherwise the last
/// literal segment of its path.
pub fn name(operation: &Operation, page: &Page) -> String {
    let title = page.front.get("title").filter(|title| {
        page.operations.len() == 1 && !title.is_empty() && title.chars().all(char::is_alphanumeric)
    });
    let last = || {
        operation
            .path
            .split('/')
            .rfind(|part| !part.is_empty() && !is_placeholder(part))
    };
    kebab(title.map(String::as_str).or_else(last).unwrap_or_default())
}

/// The path of a call. The curl example is what runs, so it counts before the table, and the table
/// before the overview.
pub fn resolve(
    service: &str,
    name: &str,
    language: &str,
    operation: &Operation,
    listed: Option<&Listed>,
    findings: &mut Findings,
) -> String {
    let table = operation.path.as_str();
    let curl = operation.curl.as_ref();
    let mut note = |kind, what: String| findings.note(&[service, name, kind], language, what);
    if let Some(curl) = curl {
        if curl.method != operation.method {
            note(
                "method",
                format!("table {}, curl example {}", operation.method, curl.method),
            );
        }
        if !same(&curl.path, table) {
            note("path", format!("table {table}, curl example {}", curl.path));
        }
    }
    let path = match curl {
        // An example with values in its path does not name the placeholders.
        Some(curl) if !fits(table, &curl.path) => curl.path.clone(),
        _ => table.to_owned(),
    };
    if let Some(listed) = listed {
        if !same(&listed.path, &path) {
            note(
                "path-in-overview",
                format!("overview {}, page {path}", listed.path),
            );
        }
        if listed.method != operation.method {
            let what = format!("overview {}, page {}", listed.method, operation.method);
            note("method-in-overview", what);
        }
    }
    path
}

/// Gives each parameter its place and the spelling of the path's placeholder.
pub fn place(
    service: &str,
    name: &str,
    language: &str,
    path: &str,
    method: &str,
    parameters: &mut Vec<Field>,
    findings: &mut Findings,
) {
    let placeholders = placeholders(path);
    let mut misplaced = Vec::new();
    for parameter in parameters.iter_mut() {
        let wanted = parameter.name.to_lowercase();
        let found = placeholders.iter().find(|p| p.to_lowercase() == wanted);
        match (found, parameter.place.as_str()) {
            (Some(placeholder), "path" | "") => {
                if **placeholder != parameter.name {
                    let what = format!("table {}, path {{{placeholder}}}", parameter.name);
                    let id = [service, name, &parameter.name, "spelling"];
                    findings.note(&id, language, what);
                    parameter.name = (*placeholder).to_owned();
                }
                parameter.place = "path".to_owned();
            }
            (None, "path") => {
                misplaced.push(parameter.name.clone());
                parameter.place = default_place(method).to_owned();
            }
            (None, "") => parameter.place = default_place(method).to_owned(),
            _ => {}
        }
    }
    if !misplaced.is_empty() {
        let names = misplaced.join(", ");
        let what = format!("called path parameters, but {path} has no such part: {names}");
        findings.note(&[service, name, "place"], language, what);
    }
    for placeholder in placeholders {
        if !parameters
            .iter()
            .any(|p| p.place == "path" && p.name == placeholder)
        {
            let what = format!("{{{placeholder}}} stands in the path, no table describes it");
            findings.note(&[service, name, placeholder, "undescribed"], language, what);
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

fn default_place(method: &str) -> &'static str {
    if matches!(method, "GET" | "DELETE" | "HEAD") {
        "query"
    } else {
        "body"
    }
}

/// The names between braces.
pub fn placeholders(path: &str) -> Vec<&str> {
    path.split('/')
        .filter(|part| is_placeholder(part))
        .map(|p| &p[1..p.len() - 1])
        .collect()
}

fn is_placeholder(part: &str) -> bool {
    part.len() > 2 && part.starts_with('{') && part.ends_with('}')
}

/// True if both are the same path, placeholders' values aside.
fn same(one: &str, other: &str) -> bool {
    one == other || fits(one, other) || fits(other, one)
}

/// True if `path` is `template` with values for its placeholders.
fn fits(template: &str, path: &str) -> bool {
    let (parts, values) = (template.split('/'), path.split('/'));
    parts.clone().count() == values.clone().count()
        && parts
            .zip(values)
            .all(|(part, value)| part == value || is_placeholder(part))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kebab_case() {
        assert_eq!(kebab("searchJobs"), "search-jobs");
        assert_eq!(kebab("abnormal-status"), "abnormal-status");
    }

    #[test]
    fn a_path_with_values_fits_its_template() {
        assert!(fits("/jobs/{id}/stop", "/jobs/17/stop"));
        assert!(!fits("/{id}/stop", "/jobs/{id}/stop"));
    }
}
