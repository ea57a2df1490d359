//! createJob: what bills.

use serde_json::{Map, Value, json};

use super::rejection::{Rejection, changed};
use super::target::Target;
use crate::options::JobPace;
use crate::quirks::Quirks;
use crate::request::ServiceRequest;
use crate::request_log::BilledScan;
use crate::response::ServiceResponse;
use crate::state::AppState;
use crate::stores::job::{Job, Outcome, Phase};
use crate::stores::jobs::Jobs;
use crate::time_text::DAY;

const USER_AGENTS: [&str; 4] = ["Android", "iPhone", "PC Chrome", "PC IE"];
const RESCANS: usize = 3;
const RESCAN_WINDOW_MS: i64 = 60 * DAY;
/// Reserved by RFC 6761: certainly nobody's asset.
const NO_ASSET: &str = "invalid";

pub(super) fn create(
    state: &AppState,
    request: &ServiceRequest<'_>,
) -> Result<ServiceResponse, Rejection> {
    let body: Map<String, Value> =
        serde_json::from_slice(request.body).map_err(|_| Rejection::wrong("the body"))?;
    let scan = NewScan::read(&body)?;
    if scan.target.is_below(NO_ASSET) {
        return Err(Rejection::new(160_451, "StartUrl"));
    }
    let instance_no = state.with_jobs(|jobs| scan.admit(state, jobs, request.quirks))?;
    state.log.counts.billed(BilledScan {
        instance_no,
        start_url: scan.target.without_user(),
        memo: scan.memo.to_owned(),
        rescan_of: scan.master.map(|number| number.to_string()),
    });
    Ok(changed(&json!({ "instanceNo": instance_no })))
}

struct NewScan<'a> {
    target: Target<'a>,
    start_url: &'a str,
    exclude_urls: Vec<String>,
    with_login: bool,
    vulnerability_items: Vec<String>,
    user_agent: &'a str,
    memo: &'a str,
    master: Option<u64>,
}

impl<'a> NewScan<'a> {
    fn read(body: &'a Map<String, Value>) -> Result<Self, Rejection> {
        let optional = |name: &str| body.get(name).filter(|value| !value.is_null());
        let required = |name: &'static str| optional(name).ok_or(Rejection::missing(name));
        let text = |name: &'static str| match required(name)?.as_str() {
            Some("") => Err(Rejection::missing(name)),
            Some(text) => Ok(text),
            None => Err(Rejection::wrong(name)),
        };
        let start_url = text("StartUrl")?;
        let target = Target::read(start_url).ok_or(Rejection::new(160_331, "StartUrl"))?;
        let exclude_urls = match optional("ExcludeUrl") {
            Some(list) => texts(list, "ExcludeUrl")?,
            None => Vec::new(),
        };
        if exclude_urls.iter().any(|url| Target::read(url).is_none()) {
            return Err(Rejection::wrong("ExcludeUrl"));
        }
        let vulnerability_items = texts(required("VulnItems")?, "VulnItems")?;
        if vulnerability_items.is_empty() {
            return Err(Rejection::missing("VulnItems"));
        }
        let user_agent = text("UserAgent")?;
        if !USER_AGENTS.contains(&user_agent) {
            return Err(Rejection::undefined("UserAgent"));
        }
        if !["1", "2", "3"].contains(&text("Speed")?) {
            return Err(Rejection::undefined("Speed"));
        }
        let with_login = match optional("Headers") {
            None => false,
            Some(Value::Object(headers)) if headers.values().all(Value::is_string) => {
                !headers.is_empty()
            }
            Some(_) => return Err(Rejection::wrong("Headers")),
        };
        let memo = match optional("Memo") {
            Some(memo) => memo.as_str().ok_or(Rejection::wrong("Memo"))?,
            None => "",
        };
        let master = match optional("MasterInstanceNo") {
            Some(number) => {
                let number = number
                    .as_str()
                    .ok_or(Rejection::wrong("MasterInstanceNo"))?;
                Some(
                    number
                        .parse()
                        .map_err(|_| Rejection::wrong("MasterInstanceNo"))?,
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
    fn admit(
        &self,
        state: &AppState,
        jobs: &mut Jobs<'_>,
        quirks: &Quirks,
    ) -> Result<u64, Rejection> {
        let now_ms = state.clock.now_ms();
        let pace = &state.options.job_pace;
        let phase = |job: &Job| job.status_at(now_ms, pace).phase;
        // Only the newest job of a target can still be going on.
        let last = jobs.newest_of(self.start_url);
        if last.is_some_and(|job| !phase(job).is_final()) {
            return Err(Rejection::new(160_453, "StartUrl"));
        }
        let limit = state.options.waiting_jobs_limit;
        if jobs.created().len() >= limit {
            let going = jobs
                .created()
                .iter()
                .filter(|job| !phase(job).is_final())
                .count();
            if going >= limit {
                return Err(Rejection::new(160_454, "too many jobs"));
            }
        }
        if let Some(master) = self.master {
            self.check_rescan(jobs, master, now_ms, pace)?;
        }
        let instance_no = jobs.next_number();
        let outcome = match self.target.host.split('.').next() {
            Some("fail-collect") => Outcome::CollectionFails,
            Some("fail-scan") => Outcome::ScanFails,
            _ => Outcome::Completes,
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
            outcome,
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
    ) -> Result<(), Rejection> {
        let refused = Rejection::new(160_455, "MasterInstanceNo");
        let of_same_host = |url: &str| {
            Target::read(url)
                .is_some_and(|target| target.host.eq_ignore_ascii_case(self.target.host))
        };
        let original = jobs.find(master).ok_or(refused)?;
        if original.status_at(now_ms, pace).phase != Phase::Completed
            || !of_same_host(&original.start_url)
        {
            return Err(refused);
        }
        // Three re-scans, all within sixty days of the end of the first diagnosis.
        let first = jobs.first_of(original);
        let first_end_ms = first.status_at(now_ms, pace).end_ms;
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

fn texts(list: &Value, name: &'static str) -> Result<Vec<String>, Rejection> {
    let list = list.as_array().ok_or(Rejection::wrong(name))?;
    list.iter()
        .map(|item| {
            item.as_str()
                .map(str::to_owned)
                .ok_or(Rejection::wrong(name))
        })
        .collect()
}
