use serde::{Deserialize, Serialize};
use serde_json::Value;
use transport_core::envelope::{Answer, NcpEnvelope, Refusal};

use super::acknowledgement::ChangeAnswer;
use super::{Job, JobId};
use crate::ErrorCode;

/// How deep an id is looked for in an answer whose form is undocumented.
const DEEPEST: usize = 4;

/// A scan job that was created, and is billed.
///
/// The vendor does not document what createJob answers: the id is there if the answer held one.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CreatedJob {
    /// The job's id, if the answer or a look-up told it.
    pub instance_no: Option<JobId>,
    /// What the answer held beside, without headers and cookies; `null` if there was none.
    pub resources: Value,
    /// The marker in the job's memo, if [`Reconcile`](crate::Reconcile) put one there; not of the
    /// service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// Whether the id comes from a look-up by that marker and not from the answer; not of the
    /// service.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_reconciled: bool,
}

impl CreatedJob {
    pub(crate) fn with_marker(mut self, marker: String) -> Self {
        self.marker = Some(marker);
        self
    }

    pub(crate) fn found_as(mut self, job: &Job) -> Self {
        self.instance_no = Some(job.instance_no.clone());
        self.is_reconciled = true;
        self
    }
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
            ..Self::default()
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
