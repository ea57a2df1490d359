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
use crate::lang::{config_error, say};
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
            let name = say!("{} 호스트", "host of {}", service.name);
            if !usable.iter().any(|usable| usable.name == service.name) {
                let detail = say!(
                    "자격 증명이 없어 확인하지 않음",
                    "not asked, as its credentials are not set"
                );
                return Check::new(name, Verdict::NotSet, detail);
            }
            if !is_open {
                let detail = say!(
                    "프록시가 사용자나 비밀번호를 거부해 확인하지 않음",
                    "not asked, as the proxy rejects its user or password"
                );
                return Check::new(name, Verdict::NotSet, detail);
            }
            match reach(context, session, transport, service).await {
                Ok(reached) => reached.row(name),
                Err(detail) if is_needed(session, usable, service) => {
                    Check::new(name, Verdict::Failed, detail)
                }
                Err(detail) => {
                    let detail = say!(
                        "{detail}. 'kcsec integrity'에만 필요하며, AppGuard Appkey가 없어 실패로 세지 않음",
                        "{detail}; only 'kcsec integrity' needs it, and without an AppGuard Appkey that is no failure"
                    );
                    Check::new(name, Verdict::NotSet, detail)
                }
            }
        }
    });
    join_all(checks).await
}

/// Whether a host that cannot be reached is a fault. Integrity verification needs no credentials
/// that would tell whether it is used: it belongs to AppGuard, and where nothing else is set up it
/// may be all that is used.
fn is_needed(session: &Session, usable: &[&Service], service: &Service) -> bool {
    let is_usable = |name: &str| usable.iter().any(|usable| usable.name == name);
    let environment = session.settings.environment();
    service.name != nhn_integrity::SERVICE.name
        || is_usable(nhn_appguard::SERVICE.name)
        || usable.len() == 1
        || environment.var(nhn_integrity::SERVICE.endpoint_variable) != Ok(None)
}

/// How far this machine's clock is from those of the hosts.
pub(super) fn clock(hosts: &[Check]) -> Check {
    let name = say!("시계", "clock");
    let offsets = hosts.iter().filter_map(|host| host.clock_offset_seconds);
    let Some(offset) = offsets.max_by_key(|offset| offset.abs()) else {
        let detail = say!("시각을 알려 준 호스트 없음", "no host told its time");
        return Check::new(name, Verdict::NotSet, detail);
    };
    if offset.abs() > LARGEST_OFFSET {
        let detail = say!(
            "호스트 시계와 {offset:+}초 차이. 서명은 300초까지만 허용되니 이 컴퓨터의 시계를 맞추세요",
            "the hosts' clocks are {offset:+} s from this machine's; set this machine's clock, as signatures may be 300 s off at most"
        );
        return Check::new(name, Verdict::Failed, detail);
    }
    let detail = say!(
        "호스트 시계와 {offset:+}초 차이",
        "the hosts' clocks are {offset:+} s from this machine's"
    );
    Check::new(name, Verdict::Ok, detail)
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
            Some(offset) => say!(
                "{endpoint} · 시계 {offset:+}초",
                "{endpoint} · clock {offset:+} s"
            ),
            None => say!(
                "{endpoint} · 시각을 알려 주지 않음",
                "{endpoint} · it does not tell its time"
            ),
        };
        if endpoint.as_str().starts_with("http:") && !endpoint.is_loopback() {
            detail += &say!(
                " · 평문 http: 키가 암호화되지 않고 전송됩니다",
                " · plain http: keys travel in the clear"
            );
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
        .map_err(|error| config_error(&error))?;
    let request = Request::get(format!("{endpoint}/"))
        .body(Bytes::new())
        .map_err(|_| say!("{endpoint}: 요청할 수 없음", "{endpoint} cannot be asked"))?;
    let before = context.now();
    let limit = context.global.timeout.unwrap_or(HOST_TIMEOUT);
    let answer = tokio::time::timeout(limit, transport.send(request, SendOptions::default()))
        .await
        .map_err(|_| {
            say!(
                "{endpoint}: {}초 안에 응답 없음",
                "{endpoint} did not answer within {} s",
                limit.as_secs_f64()
            )
        })?
        .map_err(|error| {
            let cause = error.cause();
            say!("{endpoint}: 연결 실패: {cause}", "{endpoint}: {error}")
        })?;
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
