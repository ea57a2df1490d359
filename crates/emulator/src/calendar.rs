//! Dates as the services write them: RFC 3339 with Korea's offset, HTTP dates, days.

pub(crate) const SECOND: i64 = 1_000;
pub(crate) const DAY: i64 = 86_400 * SECOND;
/// Korea's offset, UTC+9, which has no summer time.
pub(crate) const KOREA: i64 = 9 * 3_600 * SECOND;

/// Year, month, day of a number of days since 1970-01-01.
pub(crate) const fn civil(days: i64) -> (i64, u8, u8) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let day = (doy - (153 * mp + 2) / 5 + 1) as u8;
    let month = (if mp < 10 { mp + 3 } else { mp - 9 }) as u8;
    (yoe + era * 400 + (month <= 2) as i64, month, day)
}

/// The number of days since 1970-01-01, if there is such a day.
pub(crate) fn days(year: i64, month: u8, day: u8) -> Option<i64> {
    if !(1..=12).contains(&month) || day == 0 || !(0..=9999).contains(&year) {
        return None;
    }
    let y = year - i64::from(month <= 2);
    let era = y.div_euclid(400);
    let yoe = y.rem_euclid(400);
    let mp = (i64::from(month) + 9) % 12;
    let doy = (153 * mp + 2) / 5 + i64::from(day) - 1;
    let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    let days = era * 146_097 + doe - 719_468;
    (civil(days) == (year, month, day)).then_some(days)
}

/// The day in Korea, as days since 1970-01-01.
pub(crate) const fn korean_day(ms: i64) -> i64 {
    (ms + KOREA).div_euclid(DAY)
}

/// Reads `YYYY-MM-DD` as days since 1970-01-01.
pub(crate) fn parse_day(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    days(
        number(&bytes[..4])?,
        number(&bytes[5..7])? as u8,
        number(&bytes[8..])? as u8,
    )
}

/// Reads `YYYY-MM-DDTHH:mm:ss±hh:mm`, and nothing else, as milliseconds.
pub(crate) fn parse_instant(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    let punctuation = |at: usize, mark: u8| bytes.get(at) == Some(&mark);
    if bytes.len() != 25
        || !text.is_ascii()
        || !punctuation(10, b'T')
        || !punctuation(13, b':')
        || !punctuation(16, b':')
        || !punctuation(22, b':')
    {
        return None;
    }
    let day = parse_day(&text[..10])?;
    let (hour, minute, second) = (
        number(&bytes[11..13])?,
        number(&bytes[14..16])?,
        number(&bytes[17..19])?,
    );
    let (offset_hour, offset_minute) = (number(&bytes[20..22])?, number(&bytes[23..])?);
    if hour > 23 || minute > 59 || second > 59 || offset_hour > 18 || offset_minute > 59 {
        return None;
    }
    let offset = (offset_hour * 3_600 + offset_minute * 60) * SECOND;
    let offset = match bytes[19] {
        b'+' => offset,
        b'-' => -offset,
        _ => return None,
    };
    Some(day * DAY + (hour * 3_600 + minute * 60 + second) * SECOND - offset)
}

fn number(digits: &[u8]) -> Option<i64> {
    digits.iter().try_fold(0, |sum, byte| {
        byte.is_ascii_digit()
            .then(|| sum * 10 + i64::from(byte - b'0'))
    })
}

/// `2025-06-17 00:00:00` in Korea.
pub(crate) fn korean_text(ms: i64) -> String {
    local_text(ms, b'-', b' ')
}

/// `2025-06-17`, of a number of days since 1970-01-01.
pub(crate) fn date_text(days: i64) -> String {
    day_text(days).iter().copied().map(char::from).collect()
}

/// `2025/06/17 00:00:00` in Korea.
pub(crate) fn slashed_text(ms: i64) -> String {
    local_text(ms, b'/', b' ')
}

/// `2025-06-17T00:00:00Z`.
pub(crate) fn utc_text(ms: i64) -> String {
    local_text(ms - KOREA, b'-', b'T') + "Z"
}

/// `Tue, 17 Jun 2025 00:00:00 GMT`, as HTTP writes it.
pub(crate) fn http_date(ms: i64) -> [u8; 29] {
    const DAYS: &[u8; 21] = b"ThuFriSatSunMonTueWed";
    const MONTHS: &[u8; 36] = b"JanFebMarAprMayJunJulAugSepOctNovDec";
    // A date needs four digits for its year; a clock further off is held at the edge.
    let ms = ms.clamp(0, 253_402_300_799_000);
    let (day, second) = (ms.div_euclid(DAY), ms.rem_euclid(DAY) / SECOND);
    let (year, month, day_of_month) = civil(day);
    let mut out = *b"Thu, 01 Jan 1970 00:00:00 GMT";
    let weekday = (day.rem_euclid(7) * 3) as usize;
    let month = (usize::from(month) - 1) * 3;
    out[..3].copy_from_slice(&DAYS[weekday..weekday + 3]);
    two(&mut out[5..7], i64::from(day_of_month));
    out[8..11].copy_from_slice(&MONTHS[month..month + 3]);
    two(&mut out[12..14], year / 100);
    two(&mut out[14..16], year % 100);
    two(&mut out[17..19], second / 3_600);
    two(&mut out[20..22], second / 60 % 60);
    two(&mut out[23..25], second % 60);
    out
}

/// `2025-06-17`, of a number of days since 1970-01-01.
pub(crate) fn day_text(days: i64) -> [u8; 10] {
    let (year, month, day) = civil(days);
    let year = year.clamp(0, 9999);
    let mut text = *b"0000-00-00";
    two(&mut text[0..2], year / 100);
    two(&mut text[2..4], year % 100);
    two(&mut text[5..7], i64::from(month));
    two(&mut text[8..10], i64::from(day));
    text
}

/// `T00:00:00`, of a second in a day.
pub(crate) const fn time_text(second: u32) -> [u8; 9] {
    let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
    let mut text = *b"T00:00:00";
    (text[1], text[2]) = (b'0' + (hour / 10) as u8, b'0' + (hour % 10) as u8);
    (text[4], text[5]) = (b'0' + (minute / 10) as u8, b'0' + (minute % 10) as u8);
    (text[7], text[8]) = (b'0' + (second / 10) as u8, b'0' + (second % 10) as u8);
    text
}

fn local_text(ms: i64, dash: u8, separator: u8) -> String {
    let local = ms + KOREA;
    let mut day = day_text(local.div_euclid(DAY));
    (day[4], day[7]) = (dash, dash);
    let mut time = time_text((local.rem_euclid(DAY) / SECOND) as u32);
    time[0] = separator;
    day.iter().chain(&time).copied().map(char::from).collect()
}

const fn two(out: &mut [u8], number: i64) {
    // Narrow on purpose: division of small numbers is quick.
    let number = number as u8;
    out[0] = b'0' + number / 10 % 10;
    out[1] = b'0' + number % 10;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_agree_over_centuries() {
        for day in -30_000..60_000 {
            let (year, month, date) = civil(day);
            assert_eq!(days(year, month, date), Some(day));
        }
        assert_eq!(days(2025, 2, 29), None);
        assert_eq!(days(2024, 2, 29), Some(19_782));
    }

    #[test]
    fn reads_the_documented_form_only() {
        assert_eq!(
            parse_instant("2025-06-17T00:00:00+09:00"),
            Some(1_750_086_000_000)
        );
        assert_eq!(
            parse_instant("2025-06-16T10:30:00-04:30"),
            Some(1_750_086_000_000)
        );
        for wrong in [
            "2025-06-17T00:00:00 09:00",
            "2025-06-17 00:00:00+09:00",
            "2025-06-17T00:00:00Z",
            "2025-06-17T00:00:00.000+09:00",
            "2025-02-30T00:00:00+09:00",
            "2025-06-17T24:00:00+09:00",
            "2025-06-17",
            "２025-06-17T00:00:00+09",
        ] {
            assert_eq!(parse_instant(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn writes_what_it_reads() {
        assert_eq!(korean_text(1_750_086_000_000), "2025-06-17 00:00:00");
        assert_eq!(slashed_text(1_750_172_399_999), "2025/06/17 23:59:59");
        assert_eq!(utc_text(1_750_086_000_000), "2025-06-16T15:00:00Z");
        assert_eq!(
            &http_date(1_750_086_000_000),
            b"Mon, 16 Jun 2025 15:00:00 GMT"
        );
        assert_eq!(&http_date(i64::MAX), b"Fri, 31 Dec 9999 23:59:59 GMT");
    }
}
