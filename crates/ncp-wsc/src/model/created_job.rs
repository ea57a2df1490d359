use serde::Serialize;
use serde_json::Value;
use transport_core::envelope::{Answer, NcpEnvelope, Refusal};

use super::JobId;
use super::acknowledgement::ChangeAnswer;
use crate::ErrorCode;

/// How deep an id is looked for in an answer whose form is undocumented.
const DEEPEST: usize = 4;

/// A scan job that was created, and is billed.
///
/// The vendor does not document what createJob answers: the id is there if the answer held one.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CreatedJob {
    /// The job's id, if the answer or a look-up told it.
    pub instance_no: Option<JobId>,
    /// What the answer held beside, as it came; `null` if the job was found by its marker.
    pub resources: Value,
}

impl Answer for CreatedJob {
    type Envelope = NcpEnvelope;
    type Code = ErrorCode;

    fn decode(body: &[u8]) -> Result<Self, serde_json::Error> {
        let answer = ChangeAnswer::decode(body)?;
        let instance_no = answer.instance_no.or_else(|| only_id(&answer.resources));
        // Some JSON that says neither "done" nor which job is no answer to a call that bills.
        if answer.return_code.is_none() && instance_no.is_none() {
            return Err(serde::de::Error::missing_field("returnCode"));
        }
        Ok(Self {
            instance_no,
            resources: answer.resources,
        })
    }

    fn refusal(&self) -> Option<Refusal> {
        // A refusal does not decode as a created job.
        None
    }
}

/// The one id in there; none if there are several, as a guess may name another's job.
fn only_id(resources: &Value) -> Option<JobId> {
    let mut ids = Vec::new();
    collect_ids(resources, DEEPEST, &mut ids);
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
                if name.eq_ignore_ascii_case("instanceNo")
                    || name.eq_ignore_ascii_case("instanceId")
                {
                    ids.extend(serde_json::from_value(value.clone()));
                } else {
                    collect_ids(value, depth - 1, ids);
                }
            }
        }
        _ => {}
    }
}
