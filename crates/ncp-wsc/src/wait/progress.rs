use std::time::Duration;

use crate::{Error, Job};

/// How a wait stands after a look that did not end it.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getjobs>.
#[non_exhaustive]
#[derive(Debug, Clone)]
pub struct Progress {
    /// The job as it was seen last; `None` while it is in no list yet.
    pub job: Option<Job>,
    /// How many looks there were.
    pub looks: u32,
    /// How long the wait has lasted.
    pub elapsed: Duration,
    /// When the next look follows.
    pub next_look_in: Duration,
    /// Why this look failed, if it did; the next one may not.
    pub failure: Option<Error>,
}

/// What a wait tells.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getjobs>.
#[non_exhaustive]
#[derive(Debug, Clone)]
pub enum WaitEvent {
    /// It goes on.
    Progress(Progress),
    /// The scan is finished, and its report can be read; the last event.
    Finished(Job),
}
