//! All jobs: those of the past by arithmetic, those that were created since as they are.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::job::{Job, Outcome};
use crate::rng::pick;
use crate::time_text::DAY;

/// The first job's number.
const FIRST: u64 = 10_001;
/// One past job every eight hours.
const PAST_STEP_MS: i64 = DAY / 3;

const SITES: [&str; 6] = [
    "https://shop.example.com",
    "https://www.example.com",
    "https://api.example.com/v2",
    "http://staging.example.com",
    "https://member.example.com/로그인",
    "https://admin.example.com",
];
const MEMOS: [&str; 5] = [
    "상반기 정기 점검",
    "배포 후 점검 v2.3.1",
    "H2 security audit",
    "결제 모듈 변경",
    "",
];

#[derive(Debug, Default)]
pub(crate) struct JobStore {
    created: Mutex<Created>,
}

/// The jobs that were created here, and the newest of each target.
#[derive(Debug, Default)]
struct Created {
    jobs: Vec<Job>,
    newest: HashMap<String, usize>,
    /// Those that came into the lists later than they were created, oldest first.
    late: Vec<usize>,
}

impl JobStore {
    pub(crate) fn clear(&self) {
        *self.lock() = Created::default();
    }

    fn lock(&self) -> MutexGuard<'_, Created> {
        self.created.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// All jobs, locked for as long as the closure runs.
    pub(crate) fn with<T>(&self, past: PastJobs, act: impl FnOnce(&mut Jobs<'_>) -> T) -> T {
        let mut created = self.lock();
        act(&mut Jobs {
            created: &mut created,
            past,
        })
    }
}

/// The jobs that there were before the start: how many, by which seed, and before when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PastJobs {
    pub(crate) count: u64,
    pub(crate) seed: u64,
    pub(crate) anchor_ms: i64,
}

pub(crate) struct Jobs<'a> {
    created: &'a mut Created,
    past: PastJobs,
}

impl Jobs<'_> {
    pub(crate) fn count(&self) -> u64 {
        self.past.count + self.created.jobs.len() as u64
    }

    pub(crate) fn next_number(&self) -> u64 {
        FIRST + self.count()
    }

    /// How many jobs stand in the lists now.
    pub(crate) fn listed(&self, now_ms: i64) -> u64 {
        let late = self
            .created
            .late
            .iter()
            .filter(|at| self.is_late(**at, now_ms));
        self.count() - late.count() as u64
    }

    fn is_late(&self, created: usize, now_ms: i64) -> bool {
        let job = self.created.jobs.get(created);
        job.is_some_and(|job| job.listed_from_ms > now_ms)
    }

    /// The job at this place of the lists, counted from the oldest.
    pub(crate) fn at(&self, place: u64, now_ms: i64) -> Option<Cow<'_, Job>> {
        let Some(created) = place.checked_sub(self.past.count) else {
            return Some(Cow::Owned(self.past.job(place)));
        };
        let mut created = usize::try_from(created).ok()?;
        for late in self.created.late.iter().copied() {
            if late <= created && self.is_late(late, now_ms) {
                created += 1;
            }
        }
        self.created.jobs.get(created).map(Cow::Borrowed)
    }

    pub(crate) fn find(&self, instance_no: u64) -> Option<Job> {
        let place = instance_no.checked_sub(FIRST)?;
        match place.checked_sub(self.past.count) {
            Some(created) => self
                .created
                .jobs
                .get(usize::try_from(created).ok()?)
                .cloned(),
            None => Some(self.past.job(place)),
        }
    }

    /// The first diagnosis of a chain of re-scans.
    pub(crate) fn first_of(&self, job: Job) -> Job {
        let mut first = job;
        while let Some(earlier) = first.rescan_of.and_then(|number| self.find(number)) {
            first = earlier;
        }
        first
    }

    /// The jobs that were created here, oldest first.
    pub(crate) fn created(&self) -> &[Job] {
        &self.created.jobs
    }

    /// The newest job that was created here for this target.
    pub(crate) fn newest_of(&self, start_url: &str) -> Option<&Job> {
        let place = self.created.newest.get(target_key(start_url))?;
        self.created.jobs.get(*place)
    }

    pub(crate) fn add(&mut self, job: Job) {
        let key = target_key(&job.start_url).to_owned();
        self.created.newest.insert(key, self.created.jobs.len());
        if job.listed_from_ms > job.created_ms {
            self.created.late.push(self.created.jobs.len());
        }
        self.created.jobs.push(job);
    }

    /// The job with this number if it was created here, to change it.
    pub(crate) fn find_created(&mut self, instance_no: u64) -> Option<&mut Job> {
        let place = instance_no
            .checked_sub(FIRST)?
            .checked_sub(self.past.count)?;
        self.created.jobs.get_mut(usize::try_from(place).ok()?)
    }
}

impl PastJobs {
    /// A job of the past. The oldest is so old that its report can no longer be read.
    fn job(self, place: u64) -> Job {
        let chance = pick(self.seed, 20, place);
        let age = i64::try_from(self.count - place)
            .unwrap_or(i64::MAX)
            .saturating_mul(PAST_STEP_MS);
        let age = if place == 0 { age.max(400 * DAY) } else { age };
        let created_ms = self.anchor_ms.saturating_sub(age);
        let outcome = match chance % 12 {
            3 => Outcome::ScanFails,
            7 => Outcome::CollectionFails,
            _ => Outcome::Completes,
        };
        Job {
            instance_no: FIRST + place,
            created_ms,
            listed_from_ms: created_ms,
            start_url: SITES[(chance / 16 % 6) as usize].to_owned(),
            exclude_urls: Vec::new(),
            user_agent: "PC Chrome".to_owned(),
            vulnerability_items: vec!["ALL".to_owned()],
            memo: MEMOS[(chance / 128 % 5) as usize].to_owned(),
            with_login: (chance / 1_024).is_multiple_of(3),
            rescan_of: None,
            outcome: if place == 0 {
                Outcome::Completes
            } else {
                outcome
            },
            cancelled_ms: (chance / 4_096 % 13 == 1 && place > 0).then_some(created_ms + 500),
            stopped_ms: (chance / 65_536 % 17 == 1 && place > 0).then_some(created_ms + 1_500),
        }
    }
}

/// What makes two URLs the same target.
fn target_key(start_url: &str) -> &str {
    start_url.trim_end_matches('/')
}
