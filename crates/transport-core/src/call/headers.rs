use std::time::{Duration, SystemTime};

use http::{HeaderMap, header};

/// Dates before this (2020-01-01) or after the next (2100-01-01) are no service's clock.
const EARLIEST: Duration = Duration::from_secs(1_577_836_800);
const LATEST: Duration = Duration::from_secs(4_102_444_800);

/// Reads `Retry-After`: seconds, or an HTTP date to count from `now`. `None` if it is neither.
pub fn parse_retry_after(value: &str, now: SystemTime) -> Option<Duration> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // A figure too large for the type is large all the same.
        return Some(Duration::from_secs(
            value.parse().unwrap_or(u64::from(u32::MAX)),
        ));
    }
    let date = httpdate::parse_http_date(value).ok()?;
    Some(date.duration_since(now).unwrap_or(Duration::ZERO))
}

/// Reads an HTTP date that can be some service's clock. `None` if it cannot.
pub fn parse_http_date(value: &str) -> Option<SystemTime> {
    let date = httpdate::parse_http_date(value.trim()).ok()?;
    let since_epoch = date.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    (EARLIEST..LATEST).contains(&since_epoch).then_some(date)
}

/// The service's clock, unless the response came from a cache.
pub(super) fn service_time(headers: &HeaderMap) -> Option<SystemTime> {
    if headers.contains_key(header::AGE) {
        return None;
    }
    parse_http_date(headers.get(header::DATE)?.to_str().ok()?)
}

/// How long the service asks to wait; a date is counted by the service's own clock if it shows it.
pub(super) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let value = headers.get(header::RETRY_AFTER)?.to_str().ok()?;
    parse_retry_after(value, service_time(headers).unwrap_or(now))
}

/// The request's id, under the names that the vendors' gateways use.
pub(super) fn request_id(headers: &HeaderMap) -> Option<&str> {
    ["x-nhn-request-id", "x-ncp-trace-id", "x-request-id"]
        .iter()
        .find_map(|name| headers.get(*name)?.to_str().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_absurd_date_is_nobodys_clock() {
        for absurd in [
            "Thu, 01 Jan 1970 00:00:00 GMT",
            "Fri, 01 Jan 2300 00:00:00 GMT",
            "now",
        ] {
            assert_eq!(parse_http_date(absurd), None, "{absurd}");
        }
        assert!(parse_http_date("Fri, 14 Nov 2025 05:16:19 GMT").is_some());
    }
}
