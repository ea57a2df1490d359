//! Finds where the pages of one language contradict themselves.

use std::collections::BTreeMap;

use super::build::Builder;
use super::locate;
use super::model::{ErrorCode, Field};
use super::name::placeholders;
use crate::facts::{Call, curl};
use crate::json::Json;

const UNTABLED: &str = "in the example, in no table";

impl Builder<'_> {
    /// Rows whose description speaks of another name or place than the row.
    pub(super) fn compare_rows<'a>(
        &mut self,
        name: &str,
        rows: impl Iterator<Item = &'a Field>,
        path: &str,
    ) {
        let placeholders = placeholders(path);
        for row in rows {
            if let Some(other) = &row.misspelt {
                let what = format!("{} is written {other} in its description", row.name);
                self.note(&format!("{name}/{}/misspelt", row.name), what);
            }
            let called = row.called_path.as_deref();
            if let Some(other) = called.filter(|other| !placeholders.contains(other)) {
                let what = format!("{other} is called a path parameter; it stands in the query");
                self.note(&format!("{name}/{other}/place"), what);
            }
        }
    }

    /// What the examples of requests send and no table lists.
    pub(super) fn compare_sent(&mut self, name: &str, call: &Call, parameters: &[Field]) {
        let is_header = |name: &String| {
            let mut headers = parameters.iter().filter(|p| p.place == "header");
            headers.any(|p| p.name.eq_ignore_ascii_case(name))
        };
        let is_other = |name: &String| {
            let mut others = parameters.iter().filter(|p| p.place != "header");
            others.any(|p| p.name == *name)
        };
        let mut note = |what: &String, place: &str| {
            self.note(
                &format!("{name}/{what}/untabled"),
                format!("in the {place}, in no table"),
            );
        };
        for (at, curl) in call.curls.iter().enumerate() {
            // The first example's body is compared as a whole.
            let body = match curl::body(curl) {
                Some(Ok(Json::Object(members))) if at > 0 => members,
                _ => Default::default(),
            };
            let headers = curl.headers.iter().map(|(name, _)| name);
            let others = curl.query.iter().map(|(name, _)| name).chain(body.keys());
            let unknown = headers.filter(|name| !is_header(name));
            let unknown = unknown.chain(others.filter(|name| !is_other(name)));
            unknown.for_each(|name| note(name, "curl example"));
        }
        let names = call.mentioned.iter();
        let unknown = names.filter(|name| !is_header(name) && !is_other(name));
        unknown.for_each(|name| note(name, "request line"));
    }

    /// Names that the service uses for values of different types.
    pub(super) fn compare_types(&mut self) {
        let mut met: BTreeMap<String, BTreeMap<String, Vec<String>>> = BTreeMap::new();
        for operation in &self.built.contract.operations {
            let fields = operation.all_fields();
            for field in fields.filter(|f| f.source.is_none() && !f.type_name.is_empty()) {
                let leaf = field.name.rsplit('.').next().unwrap_or_default();
                let place = match leaf == field.name {
                    true => &field.place,
                    false => &field.name,
                };
                let place = format!("{} {place}", operation.name);
                let types = met.entry(leaf.to_owned()).or_default();
                let places = types.entry(field.type_name.clone()).or_default();
                if !places.contains(&place) {
                    places.push(place);
                }
            }
        }
        for (name, types) in met.iter().filter(|(_, types)| types.len() > 1) {
            let says = types
                .iter()
                .map(|(t, places)| format!("{t} ({})", places.join(", ")));
            let says = says.collect::<Vec<_>>().join(", ");
            self.note(&format!("{name}/type-elsewhere"), says);
        }
    }

    /// Codes of a page that are used twice, that stand under another status, or that an example
    /// words otherwise.
    pub(super) fn compare_errors(&mut self, errors: &[&ErrorCode]) {
        for error in errors {
            let code = error.code.to_string();
            let of_code = errors.iter().filter(|other| other.code == error.code);
            let (shown, tabled): (Vec<&ErrorCode>, Vec<_>) =
                of_code.copied().partition(|other| other.in_example);
            let counted = if tabled.is_empty() { &shown } else { &tabled };
            let uses = counted.iter().map(|error| error.message.as_str());
            let uses = uses.collect::<Vec<_>>();
            if uses.len() > 1 {
                self.note(&format!("{code}/used-twice"), uses.join("; "));
            }
            if error.in_example && !uses.contains(&error.message.as_str()) {
                self.note_message(&code, &error.message, &uses);
            }
            let digits = code.get(..3).and_then(|digits| digits.parse::<u16>().ok());
            let digits = digits.filter(|_| code.len() >= 7);
            if let (Some(status), Some(digits)) = (error.status, digits)
                && status != digits
            {
                let what = format!("the code begins with {digits}, its section says HTTP {status}");
                self.note(&format!("{code}/status"), what);
            }
        }
    }

    fn note_message(&mut self, code: &str, example: &str, table: &[&str]) {
        let table = table.join("; ");
        self.note(
            &format!("{code}/message"),
            format!("example: {example}; table: {table}"),
        );
    }

    /// Tables of fields, and of codes, against the examples of the same call.
    pub(super) fn compare_examples(&mut self) {
        for operation in self.built.contract.operations.clone() {
            let files = self.built.files.clone();
            let bodies = |kind: &str| {
                let names = operation.examples.iter().filter(|file| file.contains(kind));
                let found = names.filter_map(|file| files.get(file));
                found.collect::<Vec<_>>()
            };
            self.compare_fields(&operation.name, &operation.fields, &bodies(".response"));
            // Without a curl example the request was put together from the table itself.
            if operation.request.is_some() {
                let mut sent = operation.parameters.clone();
                sent.retain(|parameter| parameter.place == "body");
                self.compare_fields(&operation.name, &sent, &bodies(".request"));
            }
            // NAVER's errors, against the table of codes.
            for error in bodies(".error")
                .into_iter()
                .filter_map(|body| body.get("error"))
            {
                let member = |name| error.get(name);
                let code = member("errorCode").and_then(Json::as_i64);
                let message = member("message").and_then(Json::as_str).unwrap_or_default();
                let errors = self.built.contract.errors.clone();
                let known = errors.iter().filter(|known| Some(known.code) == code);
                let known = known
                    .map(|known| known.message.as_str())
                    .collect::<Vec<_>>();
                if !known.contains(&message) {
                    let code = code.map_or("errorCode".to_owned(), |code| code.to_string());
                    self.note_message(&code, message, &known);
                }
            }
        }
    }

    fn compare_fields(&mut self, name: &str, fields: &[Field], bodies: &[&Json]) {
        if bodies.is_empty() {
            return;
        }
        let shape = locate::shape(bodies.iter().copied());
        let tabled = || fields.iter().filter(|field| field.source.is_none());
        if tabled().next().is_none() {
            let names = shape.keys().filter(|path| !path.contains('.')).cloned();
            let what = format!("{UNTABLED}: {}", names.collect::<Vec<_>>().join(", "));
            return self.note(&format!("{name}/untabled"), what);
        }
        for field in fields {
            let id = format!("{name}/{}", field.name);
            match shape.get(&field.name) {
                Some(_) if field.source.is_some() => {
                    // The parent's line speaks for its members, unless a table has some of them.
                    let parent = field.name.rsplit_once('.').map_or("", |(parent, _)| parent);
                    let inside = format!("{parent}.");
                    let is_near = |f: &Field| f.name == parent || f.name.starts_with(&inside);
                    if parent.is_empty() || tabled().any(is_near) {
                        self.note(&format!("{id}/untabled"), UNTABLED);
                    }
                }
                Some(types) => {
                    let odd = types.iter().filter(|json| !agrees(&field.type_name, json));
                    let odd = odd.copied().collect::<Vec<_>>().join(", ");
                    if !odd.is_empty() {
                        let what = format!("table {}, example {odd}", field.type_name);
                        self.note(&format!("{id}/type-in-example"), what);
                    }
                }
                None => self.note(
                    &format!("{id}/not-in-example"),
                    "in the table, in no example",
                ),
            }
        }
        let is_known = |path: &&String| fields.iter().any(|field| field.name == **path);
        for path in shape.keys().filter(|path| !is_known(path)) {
            self.note(&format!("{name}/{path}/untabled"), UNTABLED);
        }
    }
}

/// True if an example's JSON type is one that the documented type may have.
fn agrees(type_name: &str, json: &str) -> bool {
    let word = type_name.to_lowercase();
    let words: &[&str] = match json {
        "Null" => return true,
        "String" => &["string", "enum", "date", "datetime", "timestamp"],
        "Integer" => &["integer", "int", "long", "number", "enum"],
        "Number" => &["number", "float", "double"],
        "Boolean" => &["boolean", "bool"],
        "List" => return locate::is_list(type_name),
        _ => return word.starts_with("object") || word.starts_with("map"),
    };
    words.contains(&word.as_str())
}
