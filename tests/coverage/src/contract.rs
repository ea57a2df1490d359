use serde_json::Value;
use test_support::fixture_json;

/// What a vendor documents of one service: `fixtures/<crate>/contract.json`.
pub struct Contract {
    /// The crate's name.
    pub service: String,
    /// The operations.
    pub operations: Vec<Operation>,
    /// The error codes.
    pub errors: Vec<Error>,
}

/// One documented operation.
pub struct Operation {
    /// Its name in the contract, such as `get-jobs`.
    pub name: String,
    /// Its method.
    pub method: String,
    /// Its path, with `{parameters}`.
    pub path: String,
    /// What is sent.
    pub parameters: Vec<Parameter>,
    /// What is answered.
    pub fields: Vec<Field>,
}

/// One documented parameter.
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// `header`, `path`, `query` or `body`.
    pub place: String,
}

/// One documented field.
pub struct Field {
    /// Its path, such as `results[].os`.
    pub name: String,
    /// Its type as the page writes it.
    pub kind: String,
    /// The values that the page lists.
    pub values: Vec<String>,
}

/// One documented error.
pub struct Error {
    /// Its code.
    pub code: i64,
}

impl Contract {
    /// The contract of that crate.
    ///
    /// # Panics
    ///
    /// When the fixture is not there or not a contract.
    pub fn of(service: &str) -> Self {
        Self::read(service, &fixture_json(service, "contract.json"))
    }

    /// A contract from its JSON.
    pub fn read(service: &str, contract: &Value) -> Self {
        Self {
            service: service.to_owned(),
            operations: list(contract, "operations", |operation| Operation {
                name: text(operation, "name"),
                method: text(operation, "method"),
                path: text(operation, "path"),
                parameters: list(operation, "parameters", |parameter| Parameter {
                    name: text(parameter, "name"),
                    place: text(parameter, "place"),
                }),
                fields: list(operation, "fields", |field| Field {
                    name: text(field, "name"),
                    kind: text(field, "type"),
                    values: list(field, "enum", |value| value.as_str().unwrap().to_owned()),
                }),
            }),
            errors: list(contract, "errors", |error| Error {
                code: error["code"].as_i64().unwrap(),
            }),
        }
    }
}

fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_default().to_owned()
}

fn list<T>(value: &Value, name: &str, read: impl Fn(&Value) -> T) -> Vec<T> {
    value[name]
        .as_array()
        .into_iter()
        .flatten()
        .map(read)
        .collect()
}
