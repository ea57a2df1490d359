//! createJob: what bills.

use serde_json::{Map, Value, json};

use super::job::{Fate, Job, Phase};
use super::store::Jobs;
use super::target::Target;
use super::{Refused, changed};
use crate::answer::Answer;
use crate::calendar::DAY;
use crate::call::Call;
use crate::log::BilledScan;
use crate::options::{CreateAnswer, JobPace};
use crate::quirks::Quirks;
use crate::state::World;

const USER_AGENTS: [&str; 4] = ["Android", "iPhone", "PC Chrome", "PC IE"];
const RESCANS: usize = 3;
const RESCAN_WINDOW_MS: i64 = 60 * DAY;
/// Reserved by RFC 6761: certainly nobody's asset.
const NO_ASSET: &str = "invalid";

pub(super) fn create(world: &World, call: &Call<'_>) -> Result<Answer, Refused> {
    let body: Map<String, Value> =
        serde_json::from_slice(call.body).map_err(|_| Refused::wrong("the body"))?;
    let request = Request::read(&body)?;
    if request.target.is_below(NO_ASSET) {
        return Err(Refused::new(160_451, "StartUrl"));
    }
    let instance_no = world
        .jobs
        .with(world, |jobs| request.admit(world, jobs, call.quirks))?;
    world.log.counts.billed(BilledScan {
        instance_no,
        start_url: request.target.without_user(),
        memo: request.memo.to_owned(),
        rescan_of: request.master.map(|number| number.to_string()),
    });
    Ok(changed(&match world.options.create_answer {
        CreateAnswer::WithInstanceNo => json!({ "instanceNo": instance_no }),
        CreateAnswer::WithoutInstanceNo => Value::Null,
    }))
}

struct Request<'a> {
    target: Target<'a>,
    start_url: &'a str,
    exclude_urls: Vec<String>,
    with_login: bool,
    vulnerability_items: Vec<String>,
    user_agent: &'a str,
    memo: &'a str,
    master: Option<u64>,
}

impl<'a> Request<'a> {
    fn read(body: &'a Map<String, Value>) -> Result<Self, Refused> {
        let optional = |name: &str| body.get(name).filter(|value| !value.is_null());
        let required = |name: &'static str| optional(name).ok_or(Refused::missing(name));
        let text = |name: &'static str| match required(name)?.as_str() {
            Some("") => Err(Refused::missing(name)),
            Some(text) => Ok(text),
            None => Err(Refused::wrong(name)),
        };
        let start_url = text("StartUrl")?;
        let target = Target::read(start_url).ok_or(Refused::new(160_331, "StartUrl"))?;
        let exclude_urls = match optional("ExcludeUrl") {
            Some(list) => texts(list, "ExcludeUrl")?,
            None => Vec::new(),
        };
        if exclude_urls.iter().any(|url| Target::read(url).is_none()) {
            return Err(Refused::wrong("ExcludeUrl"));
        }
        let vulnerability_items = texts(required("VulnItems")?, "VulnItems")?;
        if vulnerability_items.is_empty() {
            return Err(Refused::missing("VulnItems"));
        }
        let user_agent = text("UserAgent")?;
        if !USER_AGENTS.contains(&user_agent) {
            return Err(Refused::undefined("UserAgent"));
        }
        if !["1", "2", "3"].contains(&text("Speed")?) {
            return Err(Refused::undefined("Speed"));
        }
        let with_login = match optional("Headers") {
            None => false,
            Some(Value::Object(headers)) if headers.values().all(Value::is_string) => {
                !headers.is_empty()
            }
            Some(_) => return Err(Refused::wrong("Headers")),
        };
        let memo = match optional("Memo") {
            Some(memo) => memo.as_str().ok_or(Refused::wrong("Memo"))?,
            None => "",
        };
        let master = match optional("MasterInstanceNo") {
            Some(number) => {
                let number = number.as_str().ok_or(Refused::wrong("MasterInstanceNo"))?;
                Some(
                    number
                        .parse()
                        .map_err(|_| Refused::wrong("MasterInstanceNo"))?,
                )
            }
            None => None,
        };
        Ok(Self {
            target,
            start_url,
            exclude_urls,
            with_login,
            vulnerability_items,
            user_agent,
            memo,
            master,
        })
    }

    /// Checks what depends on other jobs, and enters the job.
    fn admit(&self, world: &World, jobs: &mut Jobs<'_>, quirks: &Quirks) -> Result<u64, Refused> {
        let now_ms = world.clock.now_ms();
        let pace = &world.options.job_pace;
        let phase = |job: &Job| job.standing(now_ms, pace).phase;
        // Only the newest job of a target can still be going on.
        let last = jobs.newest_of(self.start_url);
        if last.is_some_and(|job| !phase(job).is_final()) {
            return Err(Refused::new(160_453, "StartUrl"));
        }
        let limit = world.options.waiting_jobs_limit;
        if jobs.created().len() >= limit {
            let going = jobs
                .created()
                .iter()
                .filter(|job| !phase(job).is_final())
                .count();
            if going >= limit {
                return Err(Refused::new(160_454, "too many jobs"));
            }
        }
        if let Some(master) = self.master {
            self.check_rescan(jobs, master, now_ms, pace)?;
        }
        let instance_no = jobs.next_number();
        let fate = match self.target.host.split('.').next() {
            Some("fail-collect") => Fate::CollectionFails,
            Some("fail-scan") => Fate::ScanFails,
            _ => Fate::Completes,
        };
        jobs.add(Job {
            instance_no,
            created_ms: now_ms,
            listed_from_ms: now_ms
                .saturating_add(i64::try_from(quirks.listed_after_ms).unwrap_or(i64::MAX)),
            start_url: self.start_url.to_owned(),
            exclude_urls: self.exclude_urls.clone(),
            user_agent: self.user_agent.to_owned(),
            vulnerability_items: self.vulnerability_items.clone(),
            memo: quirks.memo(self.memo),
            with_login: self.with_login,
            rescan_of: self.master,
            fate,
            cancelled_ms: None,
            stopped_ms: None,
        });
        Ok(instance_no)
    }

    fn check_rescan(
        &self,
        jobs: &Jobs<'_>,
        master: u64,
        now_ms: i64,
        pace: &JobPace,
    ) -> Result<(), Refused> {
        let refused = Refused::new(160_455, "MasterInstanceNo");
        let of_same_host = |url: &str| {
            Target::read(url)
                .is_some_and(|target| target.host.eq_ignore_ascii_case(self.target.host))
        };
        let original = jobs.find(master).ok_or(refused)?;
        if original.standing(now_ms, pace).phase != Phase::Completed
            || !of_same_host(&original.start_url)
        {
            return Err(refused);
        }
        // Three re-scans, all within sixty days of the end of the first diagnosis.
        let first = jobs.first_of(original);
        let first_end_ms = first.standing(now_ms, pace).end_ms;
        if now_ms.saturating_sub(first_end_ms) > RESCAN_WINDOW_MS {
            return Err(refused);
        }
        let rescans = jobs.created().iter().filter(|job| {
            job.rescan_of.is_some()
                && of_same_host(&job.start_url)
                && jobs.first_of((*job).clone()).instance_no == first.instance_no
        });
        if rescans.count() >= RESCANS {
            return Err(refused);
        }
        Ok(())
    }
}

fn texts(list: &Value, name: &'static str) -> Result<Vec<String>, Refused> {
    let list = list.as_array().ok_or(Refused::wrong(name))?;
    list.iter()
        .map(|item| item.as_str().map(str::to_owned).ok_or(Refused::wrong(name)))
        .collect()
}
