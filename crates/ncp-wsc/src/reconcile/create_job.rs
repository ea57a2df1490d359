use std::collections::HashSet;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};

use super::find_created::{JobLocator, Sighting, started, started_before};
use super::origin::scans;
use super::outcome::{self, Earlier};
use super::{Reconcile, Tag};
use crate::service::{CREATE_JOB, SEARCH_JOBS};
use crate::wait::job_state;
use crate::{Client, CreateJob, CreatedJob, Error, ErrorKind, Job, JobId, WscCode};

const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(4);
/// One request that hangs must not take the time of all.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(5);
/// So many searches find nothing before the list is read as well.
const LIST_AFTER: u32 = 3;
/// The id in the response is checked, but a slow list does not hold up the caller.
const CHECK_TIMEOUT: Duration = Duration::from_secs(5);

impl Client {
    /// Creates a scan, which starts at once and **is billed**.
    ///
    /// It is sent once: a retry follows only where the service certainly did not receive it, or
    /// rejected it before it reached the service. Where that cannot be known, the error says so
    /// ([`outcome_unknown`](Error::outcome_unknown)). A request
    /// [with reconcile](CreateJob::with_reconcile) looks the job up then, and with an idempotency
    /// key also before: see [`Reconcile`].
    ///
    /// Dropping the future, for a timeout of one's own perhaps, leaves the outcome unknown too:
    /// look the job up by its [tag](Reconcile::tag) then.
    ///
    /// ```no_run
    /// # async fn example(client: ncp_wsc::Client) -> Result<(), ncp_wsc::Error> {
    /// use ncp_wsc::{CreateJob, Reconcile};
    ///
    /// let request = CreateJob::new("https://shop.example.com")
    ///     .with_reconcile(Reconcile::with_idempotency_key("deploy-2025-06-17"));
    /// let job = client.create_job(&request).await?;
    /// println!("{:?}, joined: {}", job.id, job.joined);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// An invalid field, before anything is sent; with an idempotency key also a look-up that
    /// fails, and a job of that key that failed or is of another URL; otherwise as
    /// [`Error`] says.
    ///
    /// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-createjob>.
    pub async fn create_job(&self, request: &CreateJob) -> Result<CreatedJob, Error> {
        request.validate()?;
        let Some(reconcile) = request.reconcile() else {
            return self.send_creation(request, request.memo()).await;
        };
        let tag = reconcile
            .begin()
            .map_err(|problem| Error::invalid_input(CREATE_JOB.name, "Memo", problem))?;
        let creation = Creation {
            client: self,
            request,
            reconcile,
            tag: &tag,
        };
        creation.run().await
    }

    /// Looks for the job whose memo begins with this [tag](Reconcile::tag).
    ///
    /// # Errors
    ///
    /// When neither search nor list can be read, or several jobs have the tag.
    pub async fn find_job_by_tag(&self, tag: &str) -> Result<Option<Job>, Error> {
        let locator = JobLocator {
            client: self,
            tag: &Tag::known(tag),
            start_url: "",
        };
        let mut ours = locator.find(SystemTime::UNIX_EPOCH, None).await?.ours;
        if ours.len() > 1 {
            return Err(outcome::several(tag, &ours));
        }
        Ok(ours.pop())
    }

    async fn send_creation(
        &self,
        request: &CreateJob,
        memo: Option<&str>,
    ) -> Result<CreatedJob, Error> {
        let call = request.to_request(memo);
        let created: CreatedJob = self.api.call(&CREATE_JOB, call).await?;
        Ok(created.without_secrets(request.secrets()))
    }
}

/// One creation under a tag.
struct Creation<'a> {
    client: &'a Client,
    request: &'a CreateJob,
    reconcile: &'a Reconcile,
    tag: &'a Tag,
}

/// What a look-up after the call came to.
enum LookUp {
    Found(Box<Job>),
    Several(Vec<Job>),
    /// The time is up, or nothing more can be learned: what was seen last, or why nothing was.
    NotSeen(Result<Box<Sighting>, Error>),
}

impl Creation<'_> {
    async fn run(&self) -> Result<CreatedJob, Error> {
        let mut known = HashSet::new();
        if self.reconcile.idempotency_key().is_some() {
            let earlier = self.earlier().await?;
            match outcome::judge_earlier(self.tag, earlier, self.reconcile.retries_failed())? {
                Earlier::Join(job) => return Ok(self.joined(*job)),
                Earlier::Create(ids) => known = ids,
            }
        }
        let called_at = self.now();
        let key = self.reconcile.idempotency_key();
        let memo = self.tag.memo(key, self.request.memo());
        match self.client.send_creation(self.request, Some(&memo)).await {
            Ok(created) => Ok(self.confirm(created, &known, called_at).await),
            Err(error) if error.outcome_unknown() => {
                match self.look_up(&known, called_at, false).await {
                    LookUp::Found(job) => Ok(self.found(CreatedJob::default(), *job)),
                    LookUp::Several(jobs) => Err(outcome::with_several(error, self.tag, &jobs)),
                    LookUp::NotSeen(seen) => Err(self.unknown(error, seen, called_at)),
                }
            }
            Err(error) if may_have_been_ours(&error) => {
                match self.look_up(&HashSet::new(), called_at, true).await {
                    LookUp::Found(job) if key.is_some() => Ok(self.joined(*job)),
                    LookUp::Found(job) => Ok(self.found(CreatedJob::default(), *job)),
                    LookUp::Several(jobs) => Err(outcome::with_several(error, self.tag, &jobs)),
                    LookUp::NotSeen(Ok(seen)) if !self.may_be_ours(&seen, called_at) => Err(error),
                    LookUp::NotSeen(seen) => Err(self.unknown(error, seen, called_at)),
                }
            }
            Err(error) => Err(error),
        }
    }

    /// The jobs of the idempotency key that are young enough, each with its state.
    async fn earlier(&self) -> Result<Vec<outcome::EarlierJob>, Error> {
        let oldest = self.now().checked_sub(self.reconcile.max_age());
        let oldest = oldest.unwrap_or(SystemTime::UNIX_EPOCH);
        let locator = self.locator(self.client);
        let looked_up = async {
            let mut earlier = Vec::new();
            let seen = locator.find(oldest, None).await?;
            if seen.ours.is_empty()
                && let Some(doubt) = locator.doubt(&seen, oldest)
            {
                let kind = ErrorKind::UnreadableResponse;
                return Err(Error::new(kind, SEARCH_JOBS.name, doubt));
            }
            for job in seen.ours {
                earlier.push(outcome::EarlierJob {
                    state: job_state(self.client, &job, true).await?,
                    // Exact: who sets a limit gets no older scan, whatever the clocks may differ by.
                    is_too_old: started(&job)
                        .is_some_and(|date| date < DateTime::<Utc>::from(oldest)),
                    is_of_other_url: scans(&job, self.request.start_url()) == Some(false),
                    job,
                });
            }
            Ok(earlier)
        };
        looked_up.await.map_err(outcome::nothing_created)
    }

    /// Checks that the job that the response names is the one that was created, and finds it where
    /// the response names none. It was created and is billed all the same: this never fails.
    async fn confirm(
        &self,
        created: CreatedJob,
        known: &HashSet<JobId>,
        called_at: SystemTime,
    ) -> CreatedJob {
        let created = created.created_under(self.tag.as_str(), self.request.start_url());
        let Some(id) = created.id.clone() else {
            return match self.look_up(known, called_at, false).await {
                LookUp::Found(job) => self.found(created, *job),
                LookUp::Several(jobs) => created.with_duplicates(&jobs),
                LookUp::NotSeen(_) => created,
            };
        };
        let bounded = self.bounded(CHECK_TIMEOUT.min(self.reconcile.timeout()));
        let locator = self.locator(&bounded);
        let Ok(seen) = locator.find(called_at, Some(&id)).await else {
            return created;
        };
        let seen = seen.without(known);
        match (seen.ours.as_slice(), &seen.named) {
            ([], Some(named)) if locator.is_foreign(named) => {
                let created = CreatedJob {
                    id: None,
                    ..created
                };
                match self.look_up(known, called_at, false).await {
                    LookUp::Found(job) => self.found(created, *job),
                    LookUp::Several(jobs) => created.with_duplicates(&jobs),
                    LookUp::NotSeen(_) => created,
                }
            }
            ([], Some(_)) => CreatedJob {
                is_tag_lost: true,
                ..created
            },
            ([], None) => created,
            (jobs, _) if jobs.iter().any(|job| job.id == id) => created.with_duplicates(jobs),
            ([job], _) => self.found(created, job.clone()),
            (jobs, _) => CreatedJob {
                id: None,
                ..created
            }
            .with_duplicates(jobs),
        }
    }

    /// Looks for the job at growing intervals until it is found or the time is up.
    ///
    /// A rejection that another job of the URL explains is not looked into any further.
    async fn look_up(
        &self,
        known: &HashSet<JobId>,
        called_at: SystemTime,
        was_rejected: bool,
    ) -> LookUp {
        let runtime = self.client.runtime();
        let started = runtime.clock.monotonic();
        // An injected clock may step back.
        let elapsed = || runtime.clock.monotonic().saturating_sub(started);
        let left = || self.reconcile.timeout().saturating_sub(elapsed());
        let mut pause = FIRST_PAUSE;
        let mut last = Ok(Sighting::default());
        let mut polls = 0;
        while !left().is_zero() {
            let bounded = self.bounded(left());
            let locator = self.locator(&bounded);
            polls += 1;
            // The search is nearly always enough; the list, which is longer, is read where it is
            // not, and before the time is up.
            let reads_list = was_rejected || polls == LIST_AFTER || left() <= LONGEST_PAUSE;
            let find = async {
                match locator.search().await {
                    Ok(sighting) if !sighting.ours.is_empty() || !reads_list => Ok(sighting),
                    _ => locator.find_in_list(called_at, None).await,
                }
            };
            let Some(found) = runtime.within(left(), find).await else {
                break;
            };
            let found = found.map(|sighting| sighting.without(known));
            if let Ok(sighting) = &found {
                match sighting.ours.as_slice() {
                    [] => {}
                    [job] => return LookUp::Found(Box::new(job.clone())),
                    jobs => return LookUp::Several(jobs.to_vec()),
                }
                let explains = |job: &Job| {
                    job.may_go_on() && (locator.is_foreign(job) || started_before(job, called_at))
                };
                if was_rejected && sighting.same_url.iter().any(explains) {
                    return LookUp::NotSeen(found.map(Box::new));
                }
            }
            last = found;
            runtime.sleep.sleep(pause.min(left())).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
        LookUp::NotSeen(last.map(Box::new))
    }

    /// Whether a job that was seen may be the one, although its memo does not tell.
    fn may_be_ours(&self, seen: &Sighting, called_at: SystemTime) -> bool {
        let locator = self.locator(self.client);
        let mut since = seen.created_since(called_at);
        since.any(|job| !locator.is_foreign(job))
    }

    fn unknown(
        &self,
        error: Error,
        seen: Result<Box<Sighting>, Error>,
        called_at: SystemTime,
    ) -> Error {
        outcome::unknown(error, self.tag, self.reconcile.timeout(), seen, called_at)
    }

    fn joined(&self, job: Job) -> CreatedJob {
        CreatedJob {
            joined: true,
            ..CreatedJob::default().found_as(job)
        }
        .created_under(self.tag.as_str(), self.request.start_url())
    }

    fn found(&self, created: CreatedJob, job: Job) -> CreatedJob {
        CreatedJob {
            is_reconciled: true,
            ..created.found_as(job)
        }
        .created_under(self.tag.as_str(), self.request.start_url())
    }

    fn now(&self) -> SystemTime {
        self.client.api.service_time()
    }

    fn locator<'a>(&'a self, client: &'a Client) -> JobLocator<'a> {
        JobLocator {
            client,
            tag: self.tag,
            start_url: self.request.start_url(),
        }
    }

    /// The client for requests of a look-up, which is itself the retry.
    fn bounded(&self, left: Duration) -> Client {
        let options = self.client.api.call_options();
        self.client.with_call_options(
            options
                .with_timeout(left)
                .with_attempt_timeout(REQUEST_TIMEOUT)
                .with_max_attempts(1),
        )
    }
}

/// A proxy that repeats a request which timed out gets these from the second one.
fn may_have_been_ours(error: &Error) -> bool {
    use crate::ErrorCode::Service;

    matches!(
        error.code(),
        Some(Service(WscCode::AlreadyExists | WscCode::TooManyInsert))
    )
}
