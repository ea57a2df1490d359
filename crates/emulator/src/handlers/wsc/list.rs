//! getJobs and searchJobs.

use std::ops::Range;

use serde_json::{Map, Value, json};

use super::rejection::Rejection;
use crate::quirks::Quirks;
use crate::request::ServiceRequest;
use crate::response::ServiceResponse;
use crate::state::AppState;
use crate::stores::job::Job;
use crate::time_text::korean_text;

const LARGEST_PAGE: u64 = 1_000;
/// The pager shows blocks of ten pages.
const BLOCK: u64 = 10;

pub(super) fn get_jobs(
    state: &AppState,
    request: &ServiceRequest<'_>,
) -> Result<ServiceResponse, Rejection> {
    let query = request.query();
    let number = |name: &'static str| match query.get(name) {
        None => Err(Rejection::missing(name)),
        Some(text) => text.parse().map_err(|_| Rejection::wrong(name)),
    };
    let window = Window::new(number("limit")?, number("page")?, request.quirks)?;
    let now_ms = state.clock.now_ms();
    Ok(state.with_jobs(|jobs| {
        let (there, total) = request.quirks.rows(jobs.listed(now_ms));
        let places = request.quirks.places(there, state.seed());
        let rows = window.rows(there);
        let rows = rows.filter_map(|at| jobs.at(places.of(at), now_ms));
        window.response(total, rows.map(|job| row(state, &job)).collect())
    }))
}

pub(super) fn search_jobs(
    state: &AppState,
    request: &ServiceRequest<'_>,
) -> Result<ServiceResponse, Rejection> {
    let body: Map<String, Value> =
        serde_json::from_slice(request.body).map_err(|_| Rejection::wrong("the body"))?;
    let field = |name: &'static str| body.get(name).ok_or(Rejection::missing(name));
    let text = |name: &'static str| field(name)?.as_str().ok_or(Rejection::wrong(name));
    let number = |name: &'static str| field(name)?.as_u64().ok_or(Rejection::wrong(name));
    let keyword = text("searchKeyword")?;
    let matches: fn(&Job, &str) -> bool = match text("searchType")? {
        "url" => |job, keyword| job.start_url.contains(keyword),
        "memo" => |job, keyword| job.memo.contains(keyword),
        "" => |_, _| true,
        _ => return Err(Rejection::undefined("searchType")),
    };
    let status = match field("statusCode")? {
        Value::Null => None,
        code => Some(code.as_i64().ok_or(Rejection::wrong("statusCode"))?),
    };
    let documented = [2, 3, 4, 5, 12, 13, 14, 15, 91, 92, 93];
    if status.is_some_and(|code| !documented.contains(&code)) {
        return Err(Rejection::undefined("statusCode"));
    }
    let window = Window::new(number("limit")?, number("page")?, request.quirks)?;
    let now_ms = state.clock.now_ms();
    let pace = &state.options.job_pace;
    let finds = |job: &Job| {
        let stands = |code| job.status_at(now_ms, pace).phase.code() == code;
        (request.quirks.finds_all || matches(job, keyword)) && status.is_none_or(stands)
    };
    Ok(state.with_jobs(|jobs| {
        let found: Vec<_> = (0..jobs.listed(now_ms))
            .filter_map(|at| jobs.at(at, now_ms))
            .filter(|job| finds(job))
            .collect();
        let (there, total) = request.quirks.rows(found.len() as u64);
        let places = request.quirks.places(there, state.seed());
        let rows = window.rows(there);
        let rows = rows.filter_map(|at| found.get(places.of(at) as usize));
        window.response(total, rows.map(|job| row(state, job)).collect())
    }))
}

struct Window {
    limit: u64,
    page: u64,
}

impl Window {
    fn new(limit: u64, page: u64, quirks: &Quirks) -> Result<Self, Rejection> {
        if !(1..=LARGEST_PAGE).contains(&limit) {
            return Err(Rejection::wrong("limit"));
        }
        if page == 0 || page > u64::from(u32::MAX) {
            return Err(Rejection::wrong("page"));
        }
        let limit = quirks.page_size(limit).max(1);
        Ok(Self { limit, page })
    }

    /// The rows of the page, of so many.
    fn rows(&self, count: u64) -> Range<u64> {
        let start = (self.page - 1).saturating_mul(self.limit).min(count);
        start..start.saturating_add(self.limit).min(count)
    }

    fn response(&self, total: u64, rows: Vec<Value>) -> ServiceResponse {
        let pages = total.div_ceil(self.limit);
        let start = (self.page - 1) / BLOCK * BLOCK + 1;
        ServiceResponse::json(&json!({
            "total_cnt": total,
            "total_page_cnt": pages,
            "current_start_page": start,
            "current_end_page": (start + BLOCK - 1).min(pages.max(start)),
            "record_data": rows
        }))
    }
}

fn row(state: &AppState, job: &Job) -> Value {
    let now_ms = state.clock.now_ms();
    let status = job.status_at(now_ms, &state.options.job_pace);
    let (urls, weak) = job.findings(state.seed());
    let progress = status.reached.unsigned_abs();
    // URLs are found in the first third of the work, weaknesses in the rest.
    let crawled = urls * progress.min(30) / 30;
    let found = weak.iter().sum::<u64>() * progress.saturating_sub(30) / 70;
    let mut row = json!({
        "instanceNo": job.instance_no,
        "start_date": korean_text(job.created_ms),
        "end_date": if status.phase.is_final() { korean_text(status.end_ms) } else { String::new() },
        "status": status.phase.text(),
        "start_url": job.start_url,
        "crawl_cnt": crawled,
        "scan_cnt": found,
        "memo": job.memo,
        "result_button": job.button(&status, now_ms, state.options.buttons_are_states)
    });
    if let (Some(progress), Some(row)) = (status.progress, row.as_object_mut()) {
        row.insert("progress".to_owned(), json!(progress));
    }
    row
}
