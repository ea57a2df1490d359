use serde::Deserialize as _;
use serde::de::Error as _;
use serde_json::{Map, Value};
use transport_core::wire;

use super::JobId;
use super::repeated::without_secrets;

/// How deep an id is looked for in an answer whose form is undocumented.
const DEEPEST: usize = 4;

/// What createJob answered, as far as it can be told from an undocumented form.
///
/// A job that was created is billed: only a `returnCode` or an error with a code says that it was
/// not, and whatever else is odd costs nothing but itself.
pub(super) struct CreatedAnswer {
    pub(super) instance_no: Option<JobId>,
    pub(super) resources: Value,
}

impl CreatedAnswer {
    /// Reads a success; a refusal is an error here, which the envelope reads.
    pub(super) fn decode(body: &[u8]) -> Result<Self, serde_json::Error> {
        let mut fields: Map<String, Value> = serde_json::from_slice(body)?;
        let resources = without_secrets(fields.remove("resources").unwrap_or_default());
        let named = fields.iter().filter(|(name, _)| is_id(name));
        let beside: Vec<_> = named.filter_map(|(_, value)| read_id(value)).collect();
        let instance_no = if beside.is_empty() {
            only_id(&resources)
        } else {
            only(beside)
        };

        let error = fields.get("error").unwrap_or(&Value::Null);
        if has_code(error) {
            return Err(serde_json::Error::custom("the answer is a refusal"));
        }
        match return_code(&fields)? {
            Some(0) => {}
            Some(_) => return Err(serde_json::Error::custom("the answer is a refusal")),
            // Some JSON that says neither "done" nor which job is no answer to a call that bills.
            None if instance_no.is_none() || is_filled(error) || has_code_itself(&fields) => {
                return Err(serde_json::Error::missing_field("returnCode"));
            }
            None => {}
        }
        Ok(Self {
            instance_no,
            resources,
        })
    }
}

/// The `returnCode`, if there is one; one that is no number is an error, as it may say anything.
fn return_code(fields: &Map<String, Value>) -> Result<Option<i64>, serde_json::Error> {
    match fields.get("returnCode").filter(|code| is_filled(code)) {
        Some(code) => wire::i64(code.clone()).map(Some),
        None => Ok(None),
    }
}

fn has_code(error: &Value) -> bool {
    error.as_object().is_some_and(has_code_itself)
}

/// Whether there is an `errorCode`, and not 0, which is "success".
fn has_code_itself(fields: &Map<String, Value>) -> bool {
    fields.get("errorCode").is_some_and(|code| {
        is_filled(code) && wire::i64(code.clone()).map_or(true, |code| code != 0)
    })
}

/// Whether anything is said at all.
fn is_filled(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(elements) => !elements.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => true,
    }
}

/// The one id in there; none if there are several, as a guess may name another's job.
fn only_id(resources: &Value) -> Option<JobId> {
    if let Some(id) = bare_id(resources) {
        return Some(id);
    }
    let mut ids = Vec::new();
    collect_ids(resources, DEEPEST, &mut ids);
    only(ids)
}

fn only(mut ids: Vec<JobId>) -> Option<JobId> {
    ids.dedup();
    match ids.len() {
        1 => ids.pop(),
        _ => None,
    }
}

fn collect_ids(value: &Value, depth: usize, ids: &mut Vec<JobId>) {
    if depth == 0 {
        return;
    }
    match value {
        Value::Array(elements) => {
            for element in elements {
                collect_ids(element, depth - 1, ids);
            }
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                if is_id(name) {
                    ids.extend(read_id(value));
                } else {
                    collect_ids(value, depth - 1, ids);
                }
            }
        }
        _ => {}
    }
}

fn is_id(name: &str) -> bool {
    name.eq_ignore_ascii_case("instanceNo") || name.eq_ignore_ascii_case("instanceId")
}

fn read_id(value: &Value) -> Option<JobId> {
    JobId::deserialize(value).ok()
}

/// A number that stands where the answer's content is expected: from 1, as 0 says "none" or "done".
fn bare_id(resources: &Value) -> Option<JobId> {
    let id = read_id(resources)?;
    let number: u64 = id.as_str().parse().ok()?;
    (number > 0).then_some(id)
}
