use std::time::Duration;

use futures_util::stream;
use transport_core::ItemStream;

use super::{JobRef, JobState, WaitError, job_state};
use crate::client::JobLookup;
use crate::reconcile::{Origin, origin};
use crate::service::GET_JOBS;
use crate::{Client, Error, ErrorKind, Job};

/// One poll that hangs must not take the time of all.
const POLL_TIMEOUT: Duration = Duration::from_secs(120);
/// The last poll begins this long before the time is up.
const LAST_POLL: Duration = Duration::from_secs(2);
/// Where nothing has ever succeeded, settings or network are wrong.
const LONGEST_FAILURE_AT_FIRST: Duration = Duration::from_secs(60);
/// A key that was revoked does not come back.
const LONGEST_AUTH_FAILURE: Duration = Duration::from_secs(10 * 60);
/// A job that was seen is billed and goes on: lists may miss it for a while.
const LONGEST_ABSENCE: Duration = Duration::from_secs(10 * 60);
/// Whether a job was cancelled or stopped is asked every so many polls.
const LOOK_CLOSER_EVERY: u32 = 5;

/// What a wait goes by.
pub(super) struct Settings {
    pub(super) client: Client,
    pub(super) job: JobRef,
    pub(super) first_interval: Duration,
    pub(super) longest_interval: Duration,
    pub(super) timeout: Duration,
    pub(super) grace: Duration,
}

/// How a wait stands after a poll that did not end it.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getjobs>.
#[non_exhaustive]
#[derive(Debug, Clone, Default)]
pub struct Progress {
    /// The job as it was seen last; `None` while it is in no list yet.
    pub job: Option<Job>,
    /// How many polls there were.
    pub polls: u32,
    /// How long the wait has lasted.
    pub elapsed: Duration,
    /// When the next poll follows.
    pub next_poll_in: Duration,
    /// Why this poll failed, if it did; the wait goes on.
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

pub(super) struct Poller {
    settings: Settings,
    lookup: Option<JobLookup>,
    started: Duration,
    // The pause before the next poll; none before the first.
    pause: Option<Duration>,
    polls: u32,
    has_succeeded: bool,
    /// Since when polls have been failing, and since when with nothing but 401 and 403.
    failing_since: Option<Duration>,
    unauthorized_since: Option<Duration>,
    missing_since: Option<Duration>,
    last: Option<Job>,
    /// Why the last poll failed, if it did.
    failure: Option<Error>,
}

/// What one poll came to.
enum PollResult {
    Finished(Job, JobState),
    Unfinished(Job),
    Missing,
}

impl Poller {
    pub(super) fn events(settings: Settings) -> ItemStream<Result<WaitEvent, WaitError>> {
        let poller = Self {
            lookup: None,
            started: Duration::ZERO,
            pause: None,
            polls: 0,
            has_succeeded: settings.job.was_created,
            failing_since: None,
            unauthorized_since: None,
            missing_since: None,
            last: None,
            failure: None,
            settings,
        };
        ItemStream::new(stream::unfold(Some(poller), |poller| async move {
            let mut poller = poller?;
            let event = poller.next().await;
            let goes_on = matches!(event, Ok(WaitEvent::Progress(_)));
            Some((event, goes_on.then_some(poller)))
        }))
    }

    async fn next(&mut self) -> Result<WaitEvent, WaitError> {
        let runtime = self.settings.client.runtime().clone();
        match self.pause {
            Some(pause) => runtime.sleep.sleep(pause).await,
            None => self.begin(runtime.clock.monotonic())?,
        }
        let left = self.left();
        if left.is_zero() {
            return Err(self.timed_out());
        }
        let polled = runtime
            .within(left.min(POLL_TIMEOUT), self.poll(left))
            .await;
        self.polls = self.polls.saturating_add(1);
        match polled.unwrap_or_else(|| Err(too_slow(left.min(POLL_TIMEOUT)))) {
            Ok(result) => {
                self.has_succeeded = true;
                self.failure = None;
                (self.failing_since, self.unauthorized_since) = (None, None);
                match result {
                    PollResult::Finished(job, state) => return finished(job, state),
                    PollResult::Unfinished(job) => {
                        self.missing_since = None;
                        self.last = Some(job);
                    }
                    PollResult::Missing => self.check_absence()?,
                }
                self.go_on()
            }
            Err(error) => {
                self.check_failure(&error)?;
                self.failure = Some(error);
                self.go_on()
            }
        }
    }

    fn begin(&mut self, now: Duration) -> Result<(), WaitError> {
        self.started = now;
        if let Some(id) = &self.settings.job.id {
            if let Some(problem) = id.validate() {
                return Err(Error::invalid_input(GET_JOBS.name, "instanceNo", problem).into());
            }
            self.lookup = Some(JobLookup::new(id.clone()));
        }
        Ok(())
    }

    async fn poll(&mut self, left: Duration) -> Result<PollResult, Error> {
        let options = self.settings.client.api.call_options();
        let timeout = options.timeout().min(left).min(POLL_TIMEOUT);
        // The next poll is the retry.
        let client = self
            .settings
            .client
            .with_call_options(options.with_timeout(timeout).with_max_attempts(1));
        let Some(job) = self.find(&client).await? else {
            return Ok(PollResult::Missing);
        };
        let look_closer = self.polls % LOOK_CLOSER_EVERY == LOOK_CLOSER_EVERY - 1;
        Ok(match job_state(&client, &job, look_closer).await? {
            JobState::Unfinished => PollResult::Unfinished(job),
            state => PollResult::Finished(job, state),
        })
    }

    /// The job of that id, if it is the one that was created; else the one with the tag.
    async fn find(&mut self, client: &Client) -> Result<Option<Job>, Error> {
        let JobRef { tag, start_url, .. } = &self.settings.job;
        if let Some(lookup) = &mut self.lookup
            && let Some(job) = lookup.find(client).await?
        {
            let origin = tag
                .as_ref()
                .map(|tag| origin(tag, start_url.as_deref(), &job));
            if origin != Some(Origin::Foreign) {
                return Ok(Some(job));
            }
        }
        let Some(tag) = tag else { return Ok(None) };
        let found = client.find_job_by_tag(tag.as_str()).await?;
        if let Some(job) = &found {
            self.lookup = Some(JobLookup::new(job.id.clone()));
            self.settings.job.id = Some(job.id.clone());
        }
        Ok(found)
    }

    /// Whether the job is missing for good.
    fn check_absence(&mut self) -> Result<(), WaitError> {
        let now = self.elapsed();
        let since = *self.missing_since.get_or_insert(now);
        let is_lost = match self.last {
            None => now >= self.settings.grace,
            Some(_) => now.saturating_sub(since) >= LONGEST_ABSENCE,
        };
        if is_lost {
            return Err(WaitError::NotFound {
                job: self.settings.job.clone(),
                last: self.last.take().map(Box::new),
            });
        }
        Ok(())
    }

    /// Whether there is no point in going on after a failed poll.
    fn check_failure(&mut self, error: &Error) -> Result<(), WaitError> {
        let now = self.elapsed();
        let failing_since = *self.failing_since.get_or_insert(now);
        if matches!(error.status().map(|it| it.as_u16()), Some(401 | 403)) {
            self.unauthorized_since.get_or_insert(now);
        } else {
            self.unauthorized_since = None;
        }
        let lasts = |since: Duration, limit| now.saturating_sub(since) >= limit;
        let is_hopeless = error.kind().is_usage()
            || !self.has_succeeded && lasts(failing_since, LONGEST_FAILURE_AT_FIRST)
            || self
                .unauthorized_since
                .is_some_and(|since| lasts(since, LONGEST_AUTH_FAILURE));
        if is_hopeless {
            return Err(WaitError::Call(error.clone()));
        }
        Ok(())
    }

    fn go_on(&mut self) -> Result<WaitEvent, WaitError> {
        let elapsed = self.elapsed();
        let left = self.left();
        if left.is_zero() {
            return Err(self.timed_out());
        }
        let pause = match self.pause {
            Some(pause) => pause.mul_f64(1.5).min(self.settings.longest_interval),
            None => self.settings.first_interval,
        };
        // What ends while the time runs out is still seen.
        let before_last = left.saturating_sub(LAST_POLL);
        let mut pause = pause.min(if before_last.is_zero() {
            left
        } else {
            before_last
        });
        let grace_left = self.settings.grace.saturating_sub(elapsed);
        if self.last.is_none() && !grace_left.is_zero() {
            // Who waits for a wrong id is told when the grace is over, not later.
            pause = pause.min(grace_left);
        }
        self.pause = Some(pause);
        Ok(WaitEvent::Progress(Progress {
            job: self.last.clone(),
            polls: self.polls,
            elapsed,
            next_poll_in: pause,
            failure: self.failure.clone(),
        }))
    }

    fn timed_out(&mut self) -> WaitError {
        WaitError::TimedOut {
            job: self.settings.job.clone(),
            after: self.settings.timeout,
            last: self.last.take().map(Box::new),
            failure: self.failure.take(),
        }
    }

    fn left(&self) -> Duration {
        self.settings.timeout.saturating_sub(self.elapsed())
    }

    fn elapsed(&self) -> Duration {
        let now = self.settings.client.runtime().clock.monotonic();
        now.saturating_sub(self.started)
    }
}

fn too_slow(after: Duration) -> Error {
    let seconds = after.as_secs_f64();
    let problem = format!("the list was not read to its end within {seconds:.1} s");
    Error::new(ErrorKind::Timeout, GET_JOBS.name, problem)
}

fn finished(job: Job, state: JobState) -> Result<WaitEvent, WaitError> {
    Err(match state {
        JobState::Finished | JobState::Unfinished => return Ok(WaitEvent::Finished(job)),
        JobState::Expired => WaitError::Expired(Box::new(job)),
        JobState::Failed => WaitError::Failed(Box::new(job)),
        JobState::Cancelled => WaitError::Cancelled(Box::new(job)),
        JobState::Stopped => WaitError::Stopped(Box::new(job)),
    })
}
