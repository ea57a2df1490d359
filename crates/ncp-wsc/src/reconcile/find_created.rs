use std::collections::HashSet;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, FixedOffset, Utc};

use super::Tag;
use super::origin::{Origin, origin, scans};
use crate::{Client, Error, Job, JobId, JobsQuery, SearchQuery};

/// How far the service's dates may be off: its clock, or a time zone that it does not tell.
const DATE_TOLERANCE: Duration = Duration::from_secs(24 * 60 * 60);
/// How far its clock alone may be off, by what its gateway accepts.
const CLOCK_TOLERANCE: Duration = Duration::from_secs(5 * 60);
/// The same where a date in the list shows that it is not.
const DATE_PRECISION: Duration = Duration::from_secs(60);
/// A list that is sorted from the newest on so far is read no further than to what is too old.
const ENOUGH_TO_SEE_AN_ORDER: usize = 20;
const PAGE_SIZE: u32 = 100;

/// Looks up the job that was created under a tag.
pub(super) struct JobLocator<'a> {
    pub(super) client: &'a Client,
    pub(super) tag: &'a Tag,
    pub(super) start_url: &'a str,
}

/// What the lists show.
#[derive(Debug, Default)]
pub(super) struct Sighting {
    /// The jobs whose memo holds the tag.
    pub(super) ours: Vec<Job>,
    /// The other jobs of the same URL, as far as they were looked for.
    pub(super) same_url: Vec<Job>,
    /// The job of the id that was asked for, if its memo does not hold the tag.
    pub(super) named: Option<Job>,
    /// How many records have no id that can be read: each may be one of ours.
    pub(super) skipped: u64,
}

impl JobLocator<'_> {
    /// Searches the memos and, where that finds nothing, reads the list of all jobs: how the
    /// service matches memos, and whether it keeps them as they were, is undocumented.
    ///
    /// The list is read back to `since`; `named` is a job that is asked for as well.
    ///
    /// # Errors
    ///
    /// When the tag was not found and the list could not be read.
    pub(super) async fn find(
        &self,
        since: SystemTime,
        named: Option<&JobId>,
    ) -> Result<Sighting, Error> {
        let searched = self.search().await;
        if let Ok(sighting) = &searched
            && !sighting.ours.is_empty()
        {
            return searched;
        }
        let mut sighting = self.find_in_list(since, named).await?;
        if let Ok(searched) = searched {
            // The search says more of ours than the list of everybody's.
            sighting.skipped = searched.skipped;
        }
        Ok(sighting)
    }

    /// What a search of the memos finds.
    ///
    /// # Errors
    ///
    /// When nothing was found before the search failed.
    pub(super) async fn search(&self) -> Result<Sighting, Error> {
        let mut sighting = Sighting::default();
        let query = SearchQuery::by_memo(self.tag.as_str());
        let mut jobs = self.client.search_jobs_stream(&query);
        while let Some(job) = jobs.next().await {
            match job {
                Ok(job) if self.is_ours(&job) => sighting.ours.push(job),
                Ok(_) => {}
                Err(_) if !sighting.ours.is_empty() => break,
                Err(error) => return Err(error),
            }
        }
        sighting.skipped = jobs.skipped();
        Ok(sighting)
    }

    /// What the list of all jobs shows.
    ///
    /// # Errors
    ///
    /// When nothing was found before the list could not be read.
    pub(super) async fn find_in_list(
        &self,
        since: SystemTime,
        named: Option<&JobId>,
    ) -> Result<Sighting, Error> {
        let mut cutoff = earlier(since, DATE_TOLERANCE);
        let mut sighting = Sighting::default();
        let (mut is_sorted, mut rows, mut rows_behind, mut last) = (true, 0, 0, None);
        let query = JobsQuery::new().with_limit(PAGE_SIZE);
        let mut jobs = self.client.get_jobs_stream(&query);
        while let Some(job) = jobs.next().await {
            let job = match job {
                Ok(job) => job,
                // The job may be among those that were read.
                Err(_) if !sighting.ours.is_empty() => break,
                Err(error) => return Err(error),
            };
            // Others of the same tag or URL stand near it, if anywhere.
            let is_found = !sighting.ours.is_empty() || sighting.named.is_some();
            rows_behind += u32::from(is_found);
            if rows_behind > PAGE_SIZE {
                break;
            }
            let started = started(&job);
            is_sorted &= started.is_some() && (last.is_none() || started <= last);
            (last, rows) = (started, rows + 1);
            if started.is_some_and(|at| at >= earlier(since, DATE_PRECISION)) {
                // A job as young as that: clock and time zone are as they were assumed.
                cutoff = earlier(since, DATE_PRECISION);
            }
            if is_sorted && rows > ENOUGH_TO_SEE_AN_ORDER && started.is_some_and(|at| at < cutoff) {
                break;
            }
            if self.is_ours(&job) {
                sighting.ours.push(job);
            } else if named == Some(&job.id) {
                sighting.named = Some(job);
            } else if scans(&job, self.start_url) == Some(true) {
                sighting.same_url.push(job);
            }
        }
        sighting.skipped = jobs.skipped();
        Ok(sighting)
    }

    pub(super) fn is_foreign(&self, job: &Job) -> bool {
        origin(self.tag, Some(self.start_url), job) == Origin::Foreign
    }

    /// Why a job of the tag may be there that was not recognised, if it may.
    pub(super) fn doubt(&self, seen: &Sighting, since: SystemTime) -> Option<String> {
        let is_cut = |job: &&Job| {
            self.tag.is_cut_in(job.memo.as_deref().unwrap_or_default())
                && !started_before(job, since)
        };
        let cut = seen.same_url.iter().find(is_cut);
        cut.map(|job| format!("job {} has a memo that was cut within the tag", job.id))
            .or_else(|| {
                let count = Some(seen.skipped).filter(|count| *count > 0)?;
                Some(format!("{count} of the jobs have no id that can be read"))
            })
    }

    fn is_ours(&self, job: &Job) -> bool {
        origin(self.tag, None, job) == Origin::Ours
    }
}

impl Sighting {
    /// Leaves out jobs that were there before.
    pub(super) fn without(mut self, known: &HashSet<JobId>) -> Self {
        self.ours.retain(|job| !known.contains(&job.id));
        self
    }

    /// The other jobs of the same URL that were created since then, as far as their dates tell.
    pub(super) fn created_since(&self, then: SystemTime) -> impl Iterator<Item = &Job> {
        let jobs = self.same_url.iter().chain(&self.named);
        jobs.filter(move |job| !started_before(job, then))
    }
}

/// Whether the job started before that moment; `false` if its date cannot be read.
pub(super) fn started_before(job: &Job, moment: SystemTime) -> bool {
    started(job).is_some_and(|started| started < earlier(moment, CLOCK_TOLERANCE))
}

fn earlier(moment: SystemTime, by: Duration) -> DateTime<Utc> {
    DateTime::from(moment.checked_sub(by).unwrap_or(moment))
}

pub(super) fn started(job: &Job) -> Option<DateTime<FixedOffset>> {
    job.start_date.as_ref()?.parsed()
}
