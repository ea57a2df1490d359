use std::collections::BTreeMap;
use std::time::Duration;

use korea_cloud_security::Endpoint;
use transport_core::Service;
use transport_core::http::{ProxyUrl, TunnelResponse};

use super::check::{Check, Verdict};
use super::hosts::HOST_TIMEOUT;
use crate::context::Context;
use crate::lang::{config_error, io_error, say};
use crate::settings::Session;

/// How calls leave this machine.
pub(super) struct Route {
    pub(super) check: Check,
    /// Whether calls may be tried: where a proxy rejects a password, more of them lock its account.
    pub(super) is_open: bool,
}

impl Route {
    fn new(result: Verdict, detail: impl Into<String>) -> Self {
        Self {
            check: Check::new(say!("프록시", "proxy"), result, detail),
            is_open: true,
        }
    }
}

/// Finds the proxies of these services' hosts, and asks each once for a tunnel.
pub(super) async fn check(context: &Context, session: &Session, services: &[&Service]) -> Route {
    let transport = match session.options.transport() {
        Ok(transport) => transport,
        Err(error) => return Route::new(Verdict::Failed, config_error(&error)),
    };
    let mut direct = Vec::new();
    let mut proxies: BTreeMap<String, (ProxyUrl, Endpoint)> = BTreeMap::new();
    for service in services {
        // What is wrong with an endpoint stands in the row of its host.
        let Ok(endpoint) = session.settings.endpoint(service) else {
            continue;
        };
        match transport.proxy_for(&endpoint) {
            Ok(None) => direct.push(service.name),
            Ok(Some(proxy)) => {
                proxies
                    .entry(proxy.to_string())
                    .or_insert((proxy, endpoint));
            }
            Err(error) => {
                let detail = say!(
                    "프록시 설정을 사용할 수 없습니다. 프록시 변수의 URL을 확인하세요",
                    "{error}"
                );
                return Route::new(Verdict::Failed, detail);
            }
        }
    }
    if proxies.is_empty() {
        return Route::new(
            Verdict::Ok,
            say!(
                "없음. 호스트에 직접 연결합니다",
                "none; calls go straight to the hosts"
            ),
        );
    }
    let limit = context.global.timeout.unwrap_or(HOST_TIMEOUT);
    let mut route = Route::new(Verdict::Ok, "");
    let mut details = Vec::new();
    for (name, (proxy, endpoint)) in proxies {
        match ask(&proxy, &endpoint, limit).await {
            Answer::Open(detail) => details.push(format!("{name} {detail}")),
            Answer::Closed(detail) => {
                route.check.result = Verdict::Failed;
                details.push(format!("{name} {detail}"));
            }
            Answer::WantsPassword(detail) => {
                route.check.result = Verdict::Failed;
                route.is_open = false;
                details.push(format!("{name} {detail}"));
            }
        }
    }
    if !direct.is_empty() {
        details.push(say!("직접 연결: {}", "directly: {}", direct.join(", ")));
    }
    route.check.detail = details.join("; ");
    route
}

enum Answer {
    Open(String),
    Closed(String),
    WantsPassword(String),
}

async fn ask(proxy: &ProxyUrl, endpoint: &Endpoint, limit: Duration) -> Answer {
    let host = endpoint.origin();
    match tokio::time::timeout(limit, proxy.try_tunnel(endpoint)).await {
        Err(_) => Answer::Closed(say!(
            "{}초 안에 응답 없음",
            "does not respond within {} s",
            limit.as_secs_f64()
        )),
        Ok(Err(error)) => Answer::Closed(say!(
            "연결 실패: {}. 프록시 URL과 접속 가능 여부를 확인하세요",
            "fails: {}; check the proxy's URL and that it can be reached",
            io_error(&error)
        )),
        Ok(Ok(None)) => Answer::Open(say!("호출을 받음", "takes the calls")),
        Ok(Ok(Some(response))) if response.status == 407 => {
            Answer::WantsPassword(password_wanted(&response))
        }
        Ok(Ok(Some(response))) if (200..300).contains(&response.status) => {
            Answer::Open(say!("{host}에 연결됨", "connects to {host}"))
        }
        Ok(Ok(Some(response))) => Answer::Closed(say!(
            "{host} 연결 거절(HTTP {}). 프록시 관리자에게 문의하거나 NO_PROXY로 이 호스트를 제외하세요",
            "declines to connect to {host} (HTTP {}); ask whoever runs the proxy, or exempt the host with NO_PROXY",
            response.status
        )),
    }
}

fn password_wanted(response: &TunnelResponse) -> String {
    let schemes = response.schemes.join(", ");
    let takes_basic = response.schemes.is_empty()
        || response
            .schemes
            .iter()
            .any(|scheme| scheme.eq_ignore_ascii_case("basic"));
    match takes_basic {
        true => say!(
            "다른 사용자나 비밀번호를 요구함(HTTP 407). 프록시 URL에서 확인하세요. 계정이 잠기지 않도록 더 확인하지 않습니다",
            "wants another user or password (HTTP 407); check them in the proxy's URL; nothing else is asked, so that no account is locked"
        ),
        false => say!(
            "{schemes}만 허용함(HTTP 407). URL로는 Basic만 쓸 수 있으니 이를 지원하는 로컬 프록시(px, cntlm 등)를 쓰세요",
            "accepts only {schemes} (HTTP 407), and a URL can give Basic; run a local proxy that speaks it, such as px or cntlm"
        ),
    }
}
