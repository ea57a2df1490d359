//! Where and when something was measured.

use std::time::{SystemTime, UNIX_EPOCH};

/// The machine and the day.
pub(super) struct Machine {
    pub(super) name: String,
    pub(super) date: String,
}

#[expect(
    clippy::disallowed_methods,
    reason = "the day of a measurement is today"
)]
pub(super) fn describe() -> Machine {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let processor = std::fs::read_to_string("/proc/cpuinfo")
        .ok()
        .and_then(|text| value(&text, "model name").map(str::to_owned))
        .unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    // A day in Korea begins nine hours before it does in UTC.
    let days = (now.map_or(0, |now| now.as_secs()) + 9 * 3_600) / 86_400;
    Machine {
        name: format!("{processor}, {cores} cores, {}", std::env::consts::OS),
        date: date(days),
    }
}

fn value<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim())
}

/// The date that lies so many days behind 1970-01-01.
pub(super) fn date(days: u64) -> String {
    let (mut year, mut left) = (1970, days);
    let is_leap =
        |year: u64| year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    loop {
        let in_year = if is_leap(year) { 366 } else { 365 };
        if left < in_year {
            break;
        }
        left -= in_year;
        year += 1;
    }
    let february = if is_leap(year) { 29 } else { 28 };
    let mut month = 1;
    for in_month in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30] {
        if left < in_month {
            break;
        }
        left -= in_month;
        month += 1;
    }
    format!("{year:04}-{month:02}-{:02}", left + 1)
}
