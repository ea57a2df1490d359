//! What stands in a `contract.json`.

use serde::{Deserialize, Serialize};

use crate::json::Json;

/// A service as its pages document it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contract {
    /// The service's folder, which is the name of its crate where it has one.
    pub service: String,
    /// Addresses that the pages name.
    pub servers: Vec<String>,
    /// The calls.
    pub operations: Vec<Operation>,
    /// The error codes.
    pub errors: Vec<ErrorCode>,
    /// The files of examples that stand outside any call.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<String>,
    /// HTTP statuses named without a code of the vendor's.
    pub statuses: Vec<Status>,
    /// What is left out, and why.
    pub exceptions: Vec<Exception>,
}

/// One call.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Operation {
    /// Stable name, which its example files begin with.
    pub name: String,
    /// The HTTP method.
    pub method: String,
    /// The path with its placeholders.
    pub path: String,
    /// The page, under the documents' root.
    pub page: String,
    /// The page's language.
    pub language: String,
    /// When the page was changed, as far as it says.
    pub date: String,
    /// True if the vendor's page goes on where the stored one ends.
    #[serde(skip_serializing_if = "is_false")]
    pub partial: bool,
    /// What is sent.
    pub parameters: Vec<Field>,
    /// What comes back.
    pub fields: Vec<Field>,
    /// The request line and headers of the page's curl example.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<Request>,
    /// The files of its examples.
    pub examples: Vec<String>,
}

/// A parameter or a field.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Field {
    /// The name; inside an answer the whole path, such as `results[].os`.
    pub name: String,
    /// `path`, `query`, `header` or `body`.
    pub place: String,
    /// The type as written, or that of the example's value; empty if the table has no types.
    #[serde(rename = "type", skip_serializing_if = "String::is_empty")]
    pub type_name: String,
    /// Whether it must be given; absent if the page does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required: Option<bool>,
    /// The default as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// The range as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<String>,
    /// The allowed values as written.
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    pub allowed: Vec<String>,
    /// True if the page leaves the list of values open ("...").
    #[serde(skip_serializing_if = "is_false")]
    pub open: bool,
    /// The format as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// The fixed value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// True if the page says that it may be null.
    #[serde(skip_serializing_if = "is_false")]
    pub nullable: bool,
    /// The platform that alone has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only: Option<String>,
    /// The example in the table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) example: Option<Json>,
    /// `example` or `path` if no table has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The language whose page alone has it, if that is not the primary one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Another spelling of the name in the row's own description.
    #[serde(skip)]
    pub misspelt: Option<String>,
    /// The parameter that the description calls a path parameter.
    #[serde(skip)]
    pub called_path: Option<String>,
}

/// The request of a curl example.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// The HTTP method.
    pub method: String,
    /// The path, without host and query.
    pub path: String,
    /// Names and values of the query.
    pub query: Vec<(String, String)>,
    /// Names and values of the headers.
    pub headers: Vec<(String, String)>,
    /// The bodies that `-d` gives.
    #[serde(skip)]
    pub data: Vec<String>,
}

/// A vendor's error code.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ErrorCode {
    /// The HTTP status, if the page says.
    pub status: Option<u16>,
    /// The code.
    pub code: i64,
    /// The message.
    pub message: String,
    /// The language whose page alone has the code, if that is not the primary one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// True if it stands in an example, not in a table.
    #[serde(skip)]
    pub in_example: bool,
}

/// An HTTP status that a page names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Status {
    /// The status.
    pub status: u16,
    /// Its name.
    pub name: String,
    /// The language whose page alone has it, if that is not the primary one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// Something documented that the project leaves out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exception {
    /// What: a call, `operation field`, or `error code`.
    pub what: String,
    /// Why.
    pub reason: String,
}

fn is_false(value: &bool) -> bool {
    !value
}

impl Contract {
    /// The call of this name.
    pub fn operation(&self, name: &str) -> Option<&Operation> {
        let mut operations = self.operations.iter();
        operations.find(|operation| operation.name == name)
    }
}

impl Operation {
    /// What is sent, and what comes back.
    pub fn all_fields(&self) -> impl Iterator<Item = &Field> {
        self.parameters.iter().chain(&self.fields)
    }
}
