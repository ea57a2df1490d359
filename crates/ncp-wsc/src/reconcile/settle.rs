use std::time::Duration;

use transport_core::CallRequest;

use super::{Reconcile, marker};
use crate::service::CREATE_JOB;
use crate::{Client, CreateJob, CreatedJob, Error, Job};

const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(4);
/// One search that hangs must not take the time of all.
const LONGEST_SEARCH: Duration = Duration::from_secs(5);

impl Client {
    /// Creates a job under a marker, and looks it up if the answer does not tell what became of it.
    pub(crate) async fn create_marked(
        &self,
        request: &CreateJob,
        reconcile: &Reconcile,
    ) -> Result<CreatedJob, Error> {
        let marker = reconcile.next_marker(self.runtime().clock.now())?;
        let memo = marker::mark(request.memo(), &marker);
        let call: CallRequest = request.to_request(Some(&memo))?;
        let created: Result<CreatedJob, Error> = self
            .api()
            .call(&CREATE_JOB, call)
            .await
            .map_err(Error::from);
        match created {
            Ok(created) if created.instance_no.is_some() => Ok(created.with_marker(marker)),
            Ok(created) => Ok(match self.look_up(&marker, reconcile.deadline).await {
                Ok(job) => created.found_as(&job),
                // It was created and is billed all the same: that is no failure.
                Err(_) => created,
            }
            .with_marker(marker)),
            Err(error) if error.outcome_unknown() => {
                match self.look_up(&marker, reconcile.deadline).await {
                    Ok(job) => Ok(CreatedJob::default().found_as(&job).with_marker(marker)),
                    Err(search) => Err(error.with_remediation(unsettled(
                        &marker,
                        reconcile.deadline,
                        search.as_ref(),
                    ))),
                }
            }
            Err(error) => Err(error),
        }
    }

    /// Searches for the marker until the job is found or the time is up; then the last search's
    /// failure, if it failed.
    async fn look_up(&self, marker: &str, deadline: Duration) -> Result<Job, Option<Error>> {
        let runtime = self.runtime();
        let started = runtime.clock.monotonic();
        // An injected clock may step back.
        let elapsed = || runtime.clock.monotonic().saturating_sub(started);
        let left = || deadline.saturating_sub(elapsed());
        let mut pause = FIRST_PAUSE;
        let mut failure = None;
        while !left().is_zero() {
            let options = self
                .api()
                .call_options()
                .with_timeout(left())
                .with_attempt_timeout(LONGEST_SEARCH)
                // This loop is the repeat.
                .with_max_attempts(1);
            let search = self.with_call_options(options);
            match search.find_job_by_marker(marker).await {
                Ok(Some(job)) => return Ok(job),
                Ok(None) => failure = None,
                Err(error) => failure = Some(error),
            }
            runtime.sleep.sleep(pause.min(left())).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
        Err(failure)
    }
}

fn unsettled(marker: &str, deadline: Duration, search: Option<&Error>) -> String {
    let seconds = deadline.as_secs_f64();
    let searched = match search {
        Some(error) => format!(" (the last search failed: {error})"),
        None => String::new(),
    };
    format!(
        "not seen within {seconds} s{searched}: it may still have been created and billed; before you repeat it, search the memos for {marker}"
    )
}
