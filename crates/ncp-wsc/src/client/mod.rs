//! The client: one method an operation.

mod find_job;
mod jobs;
mod report;
mod streams;

pub(crate) use find_job::JobLookup;

use transport_core::{ApiClient, Operation, Runtime};

use crate::{Error, JobId};

/// Calls NAVER Cloud Web Security Checker.
///
/// Cheap to clone; clones share connections, credentials and what is known of the service's clock.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker>.
#[derive(Debug, Clone)]
pub struct Client {
    pub(crate) api: ApiClient,
}

impl Client {
    pub(crate) fn new(api: ApiClient) -> Self {
        Self { api }
    }

    pub(crate) fn runtime(&self) -> &Runtime {
        self.api.runtime()
    }
}

/// The id, if it is one that a path can hold.
fn valid_id(
    operation: &Operation,
    field: &'static str,
    id: impl Into<JobId>,
) -> Result<JobId, Error> {
    let id = id.into();
    match id.validate() {
        Some(problem) => Err(Error::invalid_input(operation.name, field, problem)),
        None => Ok(id),
    }
}
