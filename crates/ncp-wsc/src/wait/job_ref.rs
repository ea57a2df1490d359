use std::fmt;

use crate::reconcile::Tag;
use crate::{CreatedJob, Job, JobId};

/// Which job is waited for: one that was created, or one of an id.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getjobs>.
#[derive(Debug, Clone)]
pub struct JobRef {
    pub(super) id: Option<JobId>,
    /// Which memo it has, if this client wrote it.
    pub(super) tag: Option<Tag>,
    pub(super) start_url: Option<String>,
    /// Whether a call that created it has succeeded.
    pub(super) was_created: bool,
}

impl JobRef {
    /// The job's id, if it is known.
    pub fn id(&self) -> Option<&JobId> {
        self.id.as_ref()
    }
}

/// `job 7`, or `the job with the tag kcs…` where the id is not known.
impl fmt::Display for JobRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.id, &self.tag) {
            (Some(id), _) => write!(f, "job {id}"),
            (None, Some(tag)) => write!(f, "the job with the tag {}", tag.as_str()),
            (None, None) => f.write_str("the job whose id is not known"),
        }
    }
}

impl From<&CreatedJob> for JobRef {
    fn from(created: &CreatedJob) -> Self {
        Self {
            id: created.id.clone(),
            tag: created.reconcile_tag.as_deref().map(Tag::known),
            start_url: created.start_url.clone(),
            was_created: true,
        }
    }
}

impl From<CreatedJob> for JobRef {
    fn from(created: CreatedJob) -> Self {
        Self::from(&created)
    }
}

impl From<JobId> for JobRef {
    fn from(id: JobId) -> Self {
        Self {
            id: Some(id),
            tag: None,
            start_url: None,
            was_created: false,
        }
    }
}

impl From<&JobId> for JobRef {
    fn from(id: &JobId) -> Self {
        Self::from(id.clone())
    }
}

impl From<&Job> for JobRef {
    fn from(job: &Job) -> Self {
        Self::from(&job.id)
    }
}

impl From<u64> for JobRef {
    fn from(id: u64) -> Self {
        Self::from(JobId::from(id))
    }
}

impl From<&str> for JobRef {
    fn from(id: &str) -> Self {
        Self::from(JobId::from(id))
    }
}
