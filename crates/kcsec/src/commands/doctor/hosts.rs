use std::time::{Duration, SystemTime};

use bytes::Bytes;
use chrono::DateTime;
use futures_util::future::join_all;
use http::{Request, header};
use korea_cloud_security::{Endpoint, ncp_wsc, nhn_appguard, nhn_integrity, nhn_ssc};
use transport_core::http::{SendOptions, Transport};
use transport_core::{OAUTH, Service};

use super::check::{Check, Verdict};
use crate::context::Context;
use crate::settings::Session;

/// How long a host may take unless `--timeout` says otherwise.
pub(super) const HOST_TIMEOUT: Duration = Duration::from_secs(10);

/// NAVER Cloud's gateway refuses timestamps that are further off.
const LARGEST_OFFSET: i64 = 5 * 60;

/// Asks each host that is of use for anything at all: any answer shows that it can be reached, and
/// tells its time. No credentials are sent.
pub(super) async fn check(
    context: &Context,
    session: &Session,
    usable: &[&'static Service],
    is_open: bool,
) -> Vec<Check> {
    let Ok(transport) = session.options.transport() else {
        // The row of the proxy says why.
        return Vec::new();
    };
    let services = [
        &OAUTH,
        &nhn_ssc::SERVICE,
        &nhn_appguard::SERVICE,
        &nhn_integrity::SERVICE,
        &ncp_wsc::SERVICE,
    ];
    let checks = services.into_iter().map(|service| {
        let transport = &*transport;
        async move {
            let name = format!("host of {}", service.name);
            if !usable.iter().any(|usable| usable.name == service.name) {
                let detail = "not asked, as its credentials are not set";
                return Check::new(name, Verdict::NotSet, detail);
            }
            if !is_open {
                let detail = "not asked, as the proxy rejects its user or password";
                return Check::new(name, Verdict::NotSet, detail);
            }
            match reach(context, session, transport, service).await {
                Ok(reached) => reached.row(name),
                Err(detail) => Check::new(name, Verdict::Failed, detail),
            }
        }
    });
    join_all(checks).await
}

/// How far this machine's clock is from those of the hosts.
pub(super) fn clock(hosts: &[Check]) -> Check {
    let offsets = hosts.iter().filter_map(|host| host.clock_offset_seconds);
    let Some(offset) = offsets.max_by_key(|offset| offset.abs()) else {
        return Check::new("clock", Verdict::NotSet, "no host told its time");
    };
    if offset.abs() > LARGEST_OFFSET {
        let detail = format!(
            "the hosts' clocks are {offset:+} s from this machine's; set this machine's clock, as signatures may be 300 s off at most"
        );
        return Check::new("clock", Verdict::Failed, detail);
    }
    let detail = format!("the hosts' clocks are {offset:+} s from this machine's");
    Check::new("clock", Verdict::Ok, detail)
}

/// A host that answered, and how far its clock is ahead of ours, if it tells its time.
struct Reached {
    endpoint: Endpoint,
    clock: Option<i64>,
}

impl Reached {
    fn row(self, name: String) -> Check {
        let endpoint = self.endpoint;
        let mut detail = match self.clock {
            Some(offset) => format!("{endpoint} · clock {offset:+} s"),
            None => format!("{endpoint} · it does not tell its time"),
        };
        if endpoint.as_str().starts_with("http:") && !endpoint.is_loopback() {
            detail += " · plain http: keys travel in the clear";
        }
        Check {
            clock_offset_seconds: self.clock,
            ..Check::new(name, Verdict::Ok, detail)
        }
    }
}

async fn reach(
    context: &Context,
    session: &Session,
    transport: &dyn Transport,
    service: &Service,
) -> Result<Reached, String> {
    let endpoint = session
        .settings
        .endpoint(service)
        .map_err(|error| error.to_string())?;
    let request = Request::get(format!("{endpoint}/"))
        .body(Bytes::new())
        .map_err(|_| format!("{endpoint} cannot be asked"))?;
    let before = context.now();
    let limit = context.global.timeout.unwrap_or(HOST_TIMEOUT);
    let answer = tokio::time::timeout(limit, transport.send(request, SendOptions::default()))
        .await
        .map_err(|_| format!("{endpoint} did not answer within {} s", limit.as_secs_f64()))?
        .map_err(|error| format!("{endpoint}: {error}"))?;
    let date = answer
        .headers()
        .get(header::DATE)
        .and_then(|date| date.to_str().ok())
        .and_then(|date| DateTime::parse_from_rfc2822(date).ok());
    Ok(Reached {
        endpoint,
        clock: date.map(|date| seconds_ahead(date.into(), before, context.now())),
    })
}

/// How far the host's clock is ahead of ours, seen from the middle of the round trip.
fn seconds_ahead(theirs: SystemTime, before: SystemTime, after: SystemTime) -> i64 {
    let seconds =
        |time: SystemTime| DateTime::<chrono::Utc>::from(time).timestamp_millis() as f64 / 1e3;
    // A Date has whole seconds, so that on average it lies half a second back.
    let offset = seconds(theirs) + 0.5 - f64::midpoint(seconds(before), seconds(after));
    offset.round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_offset_is_seen_from_the_middle_of_the_round_trip() {
        let at = |millis| SystemTime::UNIX_EPOCH + Duration::from_millis(millis);
        assert_eq!(
            seconds_ahead(at(1_005_000), at(1_000_500), at(1_010_500)),
            0
        );
        assert_eq!(
            seconds_ahead(at(1_000_000), at(1_600_000), at(1_601_000)),
            -600
        );
        assert_eq!(
            seconds_ahead(at(1_600_000), at(1_000_000), at(1_001_000)),
            600
        );
    }
}
