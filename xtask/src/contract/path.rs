//! A call's path, and the places of its parameters.

use super::build::Builder;
use super::model::Field;
use super::name::placeholders;
use crate::facts::{Call, fits, same_path};

impl Builder<'_> {
    /// The path. The curl example is what runs, so it counts before the table, and the table
    /// before the overview.
    pub(super) fn path(&mut self, name: &str, call: &Call, title: &str) -> String {
        let (method, table, pages) = (&call.method, &call.path, self.pages);
        let mut differs = |kind: &str, [one, first]: [&str; 2], [other, second]: [&str; 2]| {
            self.note(
                &format!("{name}/{kind}"),
                format!("{one} {first}, {other} {second}"),
            );
        };
        for curl in &call.curls {
            if curl.method != *method {
                differs("method", ["table", method], ["curl example", &curl.method]);
            }
            if !same_path(&curl.path, table) {
                differs("path", ["table", table], ["curl example", &curl.path]);
            }
        }
        let path = match call.curls.first() {
            // An example with values in its path does not name the placeholders.
            Some(curl) if !fits(table, &curl.path) => &curl.path,
            _ => table,
        };
        let mut listed = pages.iter().flat_map(|(read, _)| &read.facts.listed);
        let is_any = listed.clone().next().is_some();
        match listed.find(|listed| listed.name == title) {
            Some(listed) => {
                let overview = "overview";
                if !same_path(&listed.path, path) {
                    differs("path-in-overview", [overview, &listed.path], ["page", path]);
                }
                if listed.method != *method {
                    differs(
                        "method-in-overview",
                        [overview, &listed.method],
                        ["page", method],
                    );
                }
            }
            None if is_any => {
                self.note(
                    &format!("{name}/overview/missing"),
                    "the overview does not list it",
                );
            }
            None => {}
        }
        path.clone()
    }

    /// Gives each parameter its place and the spelling of the path's placeholder.
    pub(super) fn place(
        &mut self,
        name: &str,
        method: &str,
        path: &str,
        parameters: &mut Vec<Field>,
    ) {
        let placeholders = placeholders(path);
        let default = match method {
            "GET" | "DELETE" | "HEAD" => "query",
            _ => "body",
        };
        let mut misplaced = Vec::new();
        for parameter in parameters.iter_mut() {
            let own = &parameter.name;
            let mut named = placeholders.iter().filter(|p| p.eq_ignore_ascii_case(own));
            let place = match (named.next(), parameter.place.as_str()) {
                (Some(placeholder), "path" | "") => {
                    if *placeholder != own {
                        let what = format!("table {own}, path {{{placeholder}}}");
                        self.note(&format!("{name}/{own}/spelling"), what);
                        parameter.name = (*placeholder).to_owned();
                    }
                    "path"
                }
                (None, "path") => {
                    misplaced.push(own.clone());
                    default
                }
                (None, "") => default,
                _ => continue,
            };
            parameter.place = place.to_owned();
        }
        if !misplaced.is_empty() {
            let names = misplaced.join(", ");
            let what = format!("called path parameters, but {path} has no such part: {names}");
            self.note(&format!("{name}/place"), what);
        }
        for placeholder in placeholders {
            let is_it = |p: &Field| p.place == "path" && p.name == placeholder;
            if parameters.iter().any(is_it) {
                continue;
            }
            let what = format!("{{{placeholder}}} stands in the path, no table describes it");
            self.note(&format!("{name}/{placeholder}/undescribed"), what);
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
