//! The client: one method an operation.

mod find_job;
mod jobs;
mod report;
mod streams;

pub(crate) use find_job::JobFinder;

use std::future::Future;
use std::pin::pin;
use std::time::{Duration, SystemTime};

use futures_util::future::{Either, select};
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

    /// The time as the service has it, as far as its clock is known.
    pub(crate) fn service_time(&self) -> SystemTime {
        let now = self.runtime().clock.now();
        let offset = self.clock_offset_millis();
        let by = Duration::from_millis(offset.unsigned_abs());
        let shifted = if offset < 0 {
            now.checked_sub(by)
        } else {
            now.checked_add(by)
        };
        shifted.unwrap_or(now)
    }

    /// Does the work unless it takes longer than that.
    pub(crate) async fn within<T>(
        &self,
        timeout: Duration,
        work: impl Future<Output = T>,
    ) -> Option<T> {
        let time_is_up = self.runtime().sleep.sleep(timeout);
        match select(pin!(work), time_is_up).await {
            Either::Left((done, _)) => Some(done),
            Either::Right(((), _)) => None,
        }
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
