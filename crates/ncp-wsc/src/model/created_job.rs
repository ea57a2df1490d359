use serde::de::Error as _;
use serde::{Deserialize, Serialize};
use transport_core::envelope::ApiResponse;
use transport_core::wire::{self, Object, RawJson, RawValue, WireValue as _};

use super::redact_json::Redaction;
use super::{Job, JobId};
use crate::envelope::{self, is_filled};

/// How deep an id is looked for in a response whose form is undocumented.
const DEEPEST: usize = 4;

/// A scan job that was created, and is billed; or one of the same idempotency key that was there.
///
/// The vendor does not document the response of createJob: the id is there if a field of the response
/// names it, or a look-up found the job.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-createjob>.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CreatedJob {
    /// The job's id, if the response or a look-up told it.
    #[serde(rename = "instanceNo")]
    pub id: Option<JobId>,
    /// What the response held beside, without the request's secrets.
    pub resources: Option<RawJson>,
    /// The tag at the beginning of the job's memo, if [`Reconcile`](crate::Reconcile) put one
    /// there; not of the service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reconcile_tag: Option<String>,
    /// Whether the id comes from a look-up by that tag and not from the response; not of the
    /// service.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_reconciled: bool,
    /// Whether the list shows the job without the tag, so that another run with the same
    /// idempotency key does not find it; not of the service.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_tag_lost: bool,
    /// Whether it is an earlier job of the same idempotency key, so that nothing was created and
    /// billed now; not of the service.
    pub joined: bool,
    /// Other jobs with the same tag, each of them billed: two processes used one idempotency key at
    /// the same moment. Not of the service.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub duplicates: Vec<JobId>,
    /// The job as the look-up saw it; not of the service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job: Option<Job>,
    #[serde(skip)]
    pub(crate) start_url: Option<String>,
}

impl CreatedJob {
    pub(crate) fn created_under(mut self, tag: &str, start_url: &str) -> Self {
        self.reconcile_tag = Some(tag.to_owned());
        self.start_url = Some(start_url.to_owned());
        self
    }

    pub(crate) fn found_as(mut self, job: Job) -> Self {
        self.id = Some(job.id.clone());
        self.job = Some(job);
        self
    }

    /// Names the jobs besides its own.
    pub(crate) fn with_duplicates(mut self, jobs: &[Job]) -> Self {
        let ids = jobs.iter().map(|job| &job.id);
        self.duplicates = ids
            .filter(|id| Some(*id) != self.id.as_ref())
            .cloned()
            .collect();
        self
    }

    pub(crate) fn without_secrets<'a>(mut self, secrets: impl Iterator<Item = &'a str>) -> Self {
        let redaction = Redaction::of(secrets);
        if let Some(resources) = &mut self.resources {
            let json = redaction.json(resources.expose_secrets()).into_owned();
            if let Ok(raw) = RawValue::from_string(json) {
                *resources = RawJson::from(&*raw);
            }
        }
        self
    }
}

impl ApiResponse for CreatedJob {
    /// A job that was created is billed: only a `returnCode` or an error with a code says that it
    /// was not, and whatever else is odd costs nothing but itself.
    fn decode(body: &[u8]) -> Result<Self, serde_json::Error> {
        let text = wire::body_text(body);
        let object = wire::object_in(&text)?;
        envelope::reject_error(body, &object)?;
        let resources = object.get("resources");
        let id = only(ids(&object));
        match return_code(&object)? {
            Some(0) => {}
            Some(_) => return Err(serde_json::Error::custom("the response is an error")),
            // Some JSON that says neither "done" nor which job is no response to a call that bills.
            None if id.is_none() || names_error(&object) => {
                return Err(serde_json::Error::missing_field("returnCode"));
            }
            None => {}
        }
        Ok(Self {
            id,
            resources: resources.map(without_url_users),
            ..Self::default()
        })
    }

    fn says_done(body: &[u8]) -> bool {
        let text = wire::body_text(body);
        wire::object_in(&text).is_ok_and(|object| {
            matches!(return_code(&object), Ok(Some(0))) || !ids(&object).is_empty()
        })
    }
}

/// The JSON without users and passwords in URLs, such as in a start URL that is repeated.
fn without_url_users(raw: &RawValue) -> RawJson {
    match RawValue::from_string(crate::redact::urls(raw.get()).into_owned()) {
        Ok(redacted) => RawJson::from(&*redacted),
        Err(_) => RawJson::from(raw),
    }
}

/// The `returnCode`, if there is one; one that is not a number is an error, as it may say anything.
fn return_code(object: &Object<'_>) -> Result<Option<i64>, serde_json::Error> {
    let Some(raw) = object.get("returnCode").filter(|raw| is_filled(raw)) else {
        return Ok(None);
    };
    let code = wire::lenient_text(raw).and_then(|text| text.trim().parse().ok());
    code.map(Some)
        .ok_or_else(|| serde_json::Error::custom("the returnCode is not a number"))
}

fn names_error(object: &Object<'_>) -> bool {
    let mut fields = ["error", "errorCode"]
        .iter()
        .filter_map(|name| object.get(name));
    fields.any(is_filled)
}

/// The ids that the response names, those beside the envelope's own fields before those within.
fn ids(object: &Object<'_>) -> Vec<JobId> {
    let named = object.iter().filter(|(name, _)| is_id(name));
    let mut ids: Vec<_> = named.filter_map(|(_, raw)| JobId::lenient(raw)).collect();
    if ids.is_empty()
        && let Some(resources) = object.get("resources")
    {
        collect_ids(resources, DEEPEST, &mut ids);
    }
    ids
}

/// The one id; none if there are several, as a guess may name another's job.
fn only(mut ids: Vec<JobId>) -> Option<JobId> {
    ids.dedup();
    match ids.len() {
        1 => ids.pop(),
        _ => None,
    }
}

/// Collects the ids that a field names; a bare number may be a count of rows.
fn collect_ids(raw: &RawValue, depth: usize, ids: &mut Vec<JobId>) {
    if depth == 0 {
        return;
    }
    if let Some(object) = Object::read(raw) {
        for (name, value) in object.iter() {
            if is_id(name) {
                ids.extend(JobId::lenient(value));
            } else {
                collect_ids(value, depth - 1, ids);
            }
        }
    } else if let Ok(elements) = serde_json::from_str::<Vec<&RawValue>>(raw.get()) {
        for element in elements {
            collect_ids(element, depth - 1, ids);
        }
    }
}

fn is_id(name: &str) -> bool {
    name.eq_ignore_ascii_case("instanceNo") || name.eq_ignore_ascii_case("instanceId")
}
