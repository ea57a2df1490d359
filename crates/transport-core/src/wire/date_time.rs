//! Dates with an offset, as `2025-07-17T11:42:20+09:00`.

use chrono::{DateTime, FixedOffset, SecondsFormat, TimeZone};

/// Korea's offset from UTC, nine hours; there is no summer time.
pub const KOREA: FixedOffset = match FixedOffset::east_opt(9 * 60 * 60) {
    Some(offset) => offset,
    None => panic!("nine hours are a valid offset"),
};

/// Writes a date as the vendors' parameters want it: seconds, and the offset in figures.
pub fn to_wire<Tz: TimeZone>(date: &DateTime<Tz>) -> String {
    // `use_z = false`: UTC goes out as +00:00, the documented form has no Z.
    date.fixed_offset()
        .to_rfc3339_opts(SecondsFormat::Secs, false)
}

/// Reads a date with an offset.
///
/// # Errors
///
/// When the text is not RFC 3339.
pub fn from_wire(text: &str) -> Result<DateTime<FixedOffset>, chrono::ParseError> {
    DateTime::parse_from_rfc3339(text.trim())
}
