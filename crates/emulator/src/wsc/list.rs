//! getJobs and searchJobs.

use std::ops::Range;

use serde_json::{Map, Value, json};

use super::Refused;
use super::job::Job;
use super::store::Jobs;
use crate::answer::Answer;
use crate::calendar::korean_text;
use crate::call::Call;
use crate::json::to_bytes;
use crate::quirks::Quirks;
use crate::state::World;

const LARGEST_PAGE: u64 = 1_000;
/// The pager shows blocks of ten pages.
const BLOCK: u64 = 10;

pub(super) fn get_jobs(world: &World, call: &Call<'_>) -> Result<Answer, Refused> {
    let query = call.query();
    let number = |name: &'static str| match query.get(name) {
        None => Err(Refused::missing(name)),
        Some(text) => text.parse().map_err(|_| Refused::wrong(name)),
    };
    let window = Window::new(number("limit")?, number("page")?, call.quirks)?;
    let now_ms = world.clock.now_ms();
    Ok(world.jobs.with(world, |jobs| {
        let (there, total) = call.quirks.rows(jobs.listed(now_ms));
        let places = call.quirks.places(there, world.seed());
        let rows = window.rows(there);
        let rows = rows.filter_map(|at| jobs.at(places.of(at), now_ms));
        window.answer(total, rows.map(|job| row(world, &job)).collect())
    }))
}

pub(super) fn search_jobs(world: &World, call: &Call<'_>) -> Result<Answer, Refused> {
    let body: Map<String, Value> =
        serde_json::from_slice(call.body).map_err(|_| Refused::wrong("the body"))?;
    let field = |name: &'static str| body.get(name).ok_or(Refused::missing(name));
    let text = |name: &'static str| field(name)?.as_str().ok_or(Refused::wrong(name));
    let number = |name: &'static str| field(name)?.as_u64().ok_or(Refused::wrong(name));
    let keyword = text("searchKeyword")?;
    let matches: fn(&Job, &str) -> bool = match text("searchType")? {
        "url" => |job, keyword| job.start_url.contains(keyword),
        "memo" => |job, keyword| job.memo.contains(keyword),
        "" => |_, _| true,
        _ => return Err(Refused::undefined("searchType")),
    };
    let status = match field("statusCode")? {
        Value::Null => None,
        code => Some(code.as_i64().ok_or(Refused::wrong("statusCode"))?),
    };
    let documented = [2, 3, 4, 5, 12, 13, 14, 15, 91, 92, 93];
    if status.is_some_and(|code| !documented.contains(&code)) {
        return Err(Refused::undefined("statusCode"));
    }
    let window = Window::new(number("limit")?, number("page")?, call.quirks)?;
    let now_ms = world.clock.now_ms();
    let pace = &world.options.job_pace;
    let finds = |job: &Job| {
        let stands = |code| job.standing(now_ms, pace).phase.code() == code;
        (call.quirks.finds_all || matches(job, keyword)) && status.is_none_or(stands)
    };
    Ok(world.jobs.with(world, |jobs: &mut Jobs<'_>| {
        let found: Vec<_> = (0..jobs.listed(now_ms))
            .filter_map(|at| jobs.at(at, now_ms))
            .filter(|job| finds(job))
            .collect();
        let (there, total) = call.quirks.rows(found.len() as u64);
        let places = call.quirks.places(there, world.seed());
        let rows = window.rows(there);
        let rows = rows.filter_map(|at| found.get(places.of(at) as usize));
        window.answer(total, rows.map(|job| row(world, job)).collect())
    }))
}

struct Window {
    limit: u64,
    page: u64,
}

impl Window {
    fn new(limit: u64, page: u64, quirks: &Quirks) -> Result<Self, Refused> {
        if !(1..=LARGEST_PAGE).contains(&limit) {
            return Err(Refused::wrong("limit"));
        }
        if page == 0 || page > u64::from(u32::MAX) {
            return Err(Refused::wrong("page"));
        }
        let limit = quirks.page_size(limit).max(1);
        Ok(Self { limit, page })
    }

    /// The rows of the page, of so many.
    fn rows(&self, count: u64) -> Range<u64> {
        let start = (self.page - 1).saturating_mul(self.limit).min(count);
        start..start.saturating_add(self.limit).min(count)
    }

    fn answer(&self, total: u64, rows: Vec<Value>) -> Answer {
        let pages = total.div_ceil(self.limit);
        let start = (self.page - 1) / BLOCK * BLOCK + 1;
        Answer::json(to_bytes(&json!({
            "total_cnt": total,
            "total_page_cnt": pages,
            "current_start_page": start,
            "current_end_page": (start + BLOCK - 1).min(pages.max(start)),
            "record_data": rows
        })))
    }
}

fn row(world: &World, job: &Job) -> Value {
    let now_ms = world.clock.now_ms();
    let standing = job.standing(now_ms, &world.options.job_pace);
    let (urls, weak) = job.findings(world.seed());
    let progress = standing.reached.unsigned_abs();
    // URLs are found in the first third of the work, weaknesses in the rest.
    let crawled = urls * progress.min(30) / 30;
    let found = weak.iter().sum::<u64>() * progress.saturating_sub(30) / 70;
    let mut row = json!({
        "instanceNo": job.instance_no,
        "start_date": korean_text(job.created_ms),
        "end_date": if standing.phase.is_final() { korean_text(standing.end_ms) } else { String::new() },
        "status": standing.phase.text(),
        "start_url": job.start_url,
        "crawl_cnt": crawled,
        "scan_cnt": found,
        "memo": job.memo,
        "result_button": job.button(&standing, now_ms, world.options.buttons_are_states)
    });
    if let (Some(progress), Some(row)) = (standing.progress, row.as_object_mut()) {
        row.insert("progress".to_owned(), json!(progress));
    }
    row
}
