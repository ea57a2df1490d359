//! Inspection summaries of a span of time, newest first.

use serde::Serialize;
use serde_json::Value;

use super::admission::{admit, success_header};
use super::texts::Language;
use crate::data::inspections::{Inspection, Standard};
use crate::request::ServiceRequest;
use crate::response::ServiceResponse;
use crate::state::AppState;
use crate::time_text::{DAY, korean_rfc3339, parse_instant};

/// "One month" is taken to be 31 days.
const LONGEST: i64 = 31 * DAY;
const LARGEST_PAGE: i64 = 1_000;

struct Query {
    from: i64,
    to: i64,
    page: i64,
    limit: i64,
    standard: Option<Standard>,
    /// Whether anything can be found: only one region and one kind hold data.
    covered: bool,
}

impl Query {
    fn read(request: &ServiceRequest<'_>) -> Result<Self, ServiceResponse> {
        let wrong = ServiceResponse::nhn_validator;
        let query = request.query();
        let region = query.get("regionCode").filter(|region| !region.is_empty());
        let region = region.ok_or_else(|| wrong("regionCode"))?;
        Language::of(&query)?;
        let moment = |name: &str| {
            query
                .get(name)
                .and_then(parse_instant)
                .ok_or_else(|| wrong(name))
        };
        let (from, to) = (moment("from")?, moment("to")?);
        if from > to {
            return Err(wrong("from is after to"));
        }
        if to - from > LONGEST {
            return Err(wrong("the period is longer than one month"));
        }
        let number = |name: &str, default: i64, largest: i64| match query.get(name) {
            None => Ok(default),
            Some(text) => text
                .parse()
                .ok()
                .filter(|number| (1..=largest).contains(number))
                .ok_or_else(|| wrong(name)),
        };
        let kind_covered = match query.get("kind") {
            None | Some("OS") => true,
            Some("WAS") => false,
            Some(_) => return Err(wrong("kind")),
        };
        let standard = match query.get("bss") {
            None => None,
            Some("M") => Some(Standard::Main),
            Some("F") => Some(Standard::Financial),
            Some(_) => return Err(wrong("bss")),
        };
        Ok(Self {
            from,
            to,
            page: number("page", 1, i64::from(i32::MAX))?,
            limit: {
                let asked = number("limit", 10, LARGEST_PAGE)?;
                request.quirks.page_size(asked.unsigned_abs()).cast_signed()
            },
            standard,
            covered: region == "KR1" && kind_covered,
        })
    }
}

/// `GET …/inspection_result/summary`.
pub(crate) fn summary(state: &AppState, request: &ServiceRequest<'_>) -> ServiceResponse {
    let query = match admit(state, request).and_then(|()| Query::read(request)) {
        Ok(query) => query,
        Err(rejection) => return rejection,
    };
    let all = state.inspections();
    let (mut first, mut end) = all.between(query.from, query.to.min(state.clock.now_ms()));
    if let Some(standard) = query.standard {
        (first, end) = (all.rank(standard, first), all.rank(standard, end));
    }
    let found = if query.covered { end - first } else { 0 };
    let (there, total) = request.quirks.rows(found.unsigned_abs());
    let places = request.quirks.places(there, state.seed());
    let (there, total) = (there.cast_signed(), total.cast_signed());
    let skipped = (query.page - 1) * query.limit;
    let rows = (there - skipped).clamp(0, query.limit);

    let rows = (skipped..skipped + rows).map(|row| {
        let place = first + places.of(row.unsigned_abs()).cast_signed();
        let index = query
            .standard
            .map_or(place, |standard| all.ranked(standard, place));
        Row::of(&all.at(index))
    });
    ServiceResponse::json(&Summary {
        header: success_header(),
        results: rows.collect(),
        page: Page {
            item_per_page: state
                .options
                .item_per_page_echo
                .map_or(query.limit, i64::from),
            page: query.page,
            total_count: total,
        },
    })
}

#[derive(Serialize)]
struct Summary {
    header: Value,
    results: Vec<Row>,
    page: Page,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Page {
    item_per_page: i64,
    page: i64,
    total_count: i64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    usage_stas_no: i64,
    instance_name: String,
    os: &'static str,
    kind: &'static str,
    system_version: &'static str,
    bss: &'static str,
    script_version: &'static str,
    execution_time: String,
    check_count: usize,
    weak_count: u32,
    level3_weak_count: u32,
    level2_weak_count: u32,
    level1_weak_count: u32,
}

impl Row {
    fn of(inspection: &Inspection) -> Self {
        let weak = inspection.findings().weak;
        let items = inspection.items();
        let [high, medium, low] = items.levels.map(|level| (weak & level).count_ones());
        Self {
            usage_stas_no: inspection.number,
            instance_name: inspection.name(),
            os: inspection.os(),
            kind: "OS",
            system_version: inspection.system_version(),
            bss: match inspection.standard() {
                Standard::Main => "M",
                Standard::Financial => "F",
            },
            script_version: "G-1",
            execution_time: korean_rfc3339(inspection.time_ms()),
            check_count: items.items.len(),
            weak_count: weak.count_ones(),
            level3_weak_count: high,
            level2_weak_count: medium,
            level1_weak_count: low,
        }
    }
}
