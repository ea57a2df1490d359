//! Inspection summaries of a span of time, newest first.

use super::{Language, SUCCESS, admit};
use crate::answer::Answer;
use crate::calendar::{DAY, day_text, parse_instant, time_text};
use crate::call::Call;
use crate::data::inspections::{Inspection, Standard};
use crate::envelope::nhn_validator;
use crate::json::push_number;
use crate::state::World;

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
    fn read(call: &Call<'_>) -> Result<Self, Answer> {
        let wrong = nhn_validator;
        let query = call.query();
        let region = query.get("regionCode").filter(|region| !region.is_empty());
        let region = region.ok_or_else(|| wrong("regionCode"))?;
        Language::of(&query)?;
        let moment = |name: &str| {
            query
                .get(name)
                .as_deref()
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
        let kind_covered = match query.get("kind").as_deref() {
            None | Some("OS") => true,
            Some("WAS") => false,
            Some(_) => return Err(wrong("kind")),
        };
        let standard = match query.get("bss").as_deref() {
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
                call.quirks.page_size(asked.unsigned_abs()).cast_signed()
            },
            standard,
            covered: region == "KR1" && kind_covered,
        })
    }
}

/// `GET …/inspection_result/summary`.
pub(crate) fn summary(world: &World, call: &Call<'_>) -> Answer {
    let query = match admit(world, call).and_then(|()| Query::read(call)) {
        Ok(query) => query,
        Err(refusal) => return refusal,
    };
    let all = world.inspections();
    let (mut first, mut end) = all.between(query.from, query.to.min(world.clock.now_ms()));
    if let Some(standard) = query.standard {
        (first, end) = (all.rank(standard, first), all.rank(standard, end));
    }
    let found = if query.covered { end - first } else { 0 };
    let (there, total) = call.quirks.rows(found.unsigned_abs());
    let places = call.quirks.places(there, world.seed());
    let (there, total) = (there.cast_signed(), total.cast_signed());
    let skipped = (query.page - 1) * query.limit;
    let rows = (there - skipped).clamp(0, query.limit);

    let mut out = Vec::with_capacity(SUCCESS.len() + 96 + usize::try_from(rows).unwrap_or(0) * 300);
    out.extend_from_slice(SUCCESS);
    out.extend_from_slice(br#""results":["#);
    let mut day = DayText {
        day: i64::MIN,
        text: [0; 10],
    };
    for row in 0..rows {
        if row > 0 {
            out.push(b',');
        }
        let place = first + places.of((skipped + row).unsigned_abs()).cast_signed();
        let index = query
            .standard
            .map_or(place, |standard| all.ranked(standard, place));
        push_row(&mut out, &all.at(index), &mut day);
    }
    out.extend_from_slice(br#"],"page":{"itemPerPage":"#);
    push_number(
        &mut out,
        world
            .options
            .item_per_page_echo
            .map_or(query.limit, i64::from),
    );
    out.extend_from_slice(br#","page":"#);
    push_number(&mut out, query.page);
    out.extend_from_slice(br#","totalCount":"#);
    push_number(&mut out, total);
    out.extend_from_slice(b"}}");
    Answer::json(out)
}

/// The text of the day of a night's run, which the next row most likely shares.
struct DayText {
    day: i64,
    text: [u8; 10],
}

fn push_row(out: &mut Vec<u8>, inspection: &Inspection, day: &mut DayText) {
    let weak = inspection.findings().weak;
    let items = inspection.items();
    let [high, medium, low] = items
        .levels
        .map(|level| i64::from((weak & level).count_ones()));
    let (on, second) = inspection.time();
    if day.day != on {
        *day = DayText {
            day: on,
            text: day_text(on),
        };
    }
    out.extend_from_slice(br#"{"usageStasNo":"#);
    push_number(out, inspection.number);
    out.extend_from_slice(br#","instanceName":""#);
    inspection.push_name(out);
    out.extend_from_slice(br#"","os":""#);
    out.extend_from_slice(inspection.os().as_bytes());
    out.extend_from_slice(br#"","kind":"OS","systemVersion":""#);
    out.extend_from_slice(inspection.system_version().as_bytes());
    out.extend_from_slice(match inspection.standard() {
        Standard::Main => br#"","bss":"M","scriptVersion":"G-1","executionTime":""#,
        Standard::Financial => br#"","bss":"F","scriptVersion":"G-1","executionTime":""#,
    });
    out.extend_from_slice(&day.text);
    out.extend_from_slice(&time_text(second));
    out.extend_from_slice(br#"+09:00","checkCount":"#);
    push_number(out, items.items.len() as i64);
    out.extend_from_slice(br#","weakCount":"#);
    push_number(out, i64::from(weak.count_ones()));
    out.extend_from_slice(br#","level3WeakCount":"#);
    push_number(out, high);
    out.extend_from_slice(br#","level2WeakCount":"#);
    push_number(out, medium);
    out.extend_from_slice(br#","level1WeakCount":"#);
    push_number(out, low);
    out.push(b'}');
}
