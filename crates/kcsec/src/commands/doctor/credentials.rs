use auth_core::NcpCredentialSource as _;
use korea_cloud_security::{ncp_wsc, nhn_appguard, nhn_integrity, nhn_ssc};
use transport_core::{OAUTH, Service};

use super::check::{Check, Verdict};
use crate::context::Context;
use crate::lang::{config_error, say};
use crate::settings::Session;

/// The credentials of one service, and the service where all that it needs was found.
pub(super) struct Found {
    pub(super) check: Check,
    pub(super) service: Option<&'static Service>,
}

const KEY: [&str; 2] = [
    "NHN_CLOUD_USER_ACCESS_KEY_ID",
    "NHN_CLOUD_SECRET_ACCESS_KEY",
];

/// Looks for the credentials of all services; none is tried out.
pub(super) async fn find(context: &Context, session: &Session) -> Vec<Found> {
    let key = of_variables(context, session, "NHN Cloud User Access Key", &KEY);
    let has_key = key.result == Verdict::Found;
    let mut found = vec![Found {
        check: key,
        service: has_key.then_some(&OAUTH),
    }];
    for (name, service, variable) in [
        (
            "Server Security Check Appkey",
            &nhn_ssc::SERVICE,
            "NHN_CLOUD_SSC_APPKEY",
        ),
        (
            "AppGuard Appkey",
            &nhn_appguard::SERVICE,
            "NHN_CLOUD_APPGUARD_APPKEY",
        ),
    ] {
        let check = of_variables(context, session, name, &[variable]);
        let is_usable = has_key && check.result == Verdict::Found;
        found.push(Found {
            check,
            service: is_usable.then_some(service),
        });
    }
    let check = naver_cloud(session).await;
    let is_usable = check.result == Verdict::Found;
    found.push(Found {
        check,
        service: is_usable.then_some(&ncp_wsc::SERVICE),
    });
    if found.iter().all(|found| found.service.is_none()) {
        let advice = say!(
            "어느 서비스의 자격 증명도 없습니다. 'kcsec configure'로 사용할 서비스의 것을 저장하거나, 자격 증명이 필요 없는 --emulator를 쓰세요",
            "none of any service; 'kcsec configure' saves those of the services that you use, and --emulator needs none"
        );
        found.push(Found {
            check: Check::new(say!("자격 증명", "credentials"), Verdict::Failed, advice),
            service: None,
        });
    }
    found
}

/// The services that can be called: integrity verification needs no credentials of ours, as the app
/// brings its token.
pub(super) fn usable(found: &[Found]) -> Vec<&'static Service> {
    let with_credentials = found.iter().filter_map(|found| found.service);
    with_credentials.chain([&nhn_integrity::SERVICE]).collect()
}

/// All of them set is fine, none is no fault, some of them is one.
fn of_variables(context: &Context, session: &Session, name: &str, variables: &[&str]) -> Check {
    let is_set = |name: &&str| {
        let value = session.settings.environment().var(name);
        value.is_ok_and(|value| value.is_some_and(|value| !value.trim().is_empty()))
    };
    let (set, missing): (Vec<&str>, Vec<&str>) = variables.iter().copied().partition(is_set);
    let (result, detail) = match (set.as_slice(), missing.as_slice()) {
        (set, []) => (Verdict::Found, source(context, session, set)),
        ([], missing) => (
            Verdict::NotSet,
            say!(
                "설정 필요: {}",
                "set {}",
                missing.join(say!(", ", " and ").as_str())
            ),
        ),
        (set, missing) => (
            Verdict::Failed,
            say!(
                "{} 없음({}은(는) {}에 있음). 둘을 한 곳에 설정하세요",
                "{} is missing, and {} is set in {}; set both in one place",
                missing.join(", "),
                set.join(", "),
                source(context, session, set)
            ),
        ),
    };
    Check::new(name, result, detail)
}

fn source(context: &Context, session: &Session, variables: &[&str]) -> String {
    match session.emulator {
        Some(_) => say!("에뮬레이터({})", "the emulator ({})", variables.join(", ")),
        None => context
            .source_of(variables)
            .unwrap_or_else(|failure| failure.to_string()),
    }
}

async fn naver_cloud(session: &Session) -> Check {
    let name = say!("NAVER Cloud 키", "NAVER Cloud keys");
    let chain = match session.ncp_keys() {
        Ok(chain) => chain,
        Err(error) => return Check::new(name, Verdict::Failed, config_error(&error)),
    };
    match chain.find().await {
        Ok(Some(found)) => Check::new(name, Verdict::Found, ncp_source(found.source())),
        Ok(None) => Check::new(name, Verdict::NotSet, {
            let places = chain.description();
            say!(
                "없음. NCLOUD_ACCESS_KEY_ID와 NCLOUD_SECRET_ACCESS_KEY, ~/.ncloud/configure, 서버의 역할 순으로 찾았습니다",
                "none found; looked at {places}"
            )
        }),
        // Something is there that cannot be used.
        Err(error) => Check::new(name, Verdict::Failed, config_error(&error.into())),
    }
}

/// Where keys were found, from how the library names it.
fn ncp_source(source: &str) -> String {
    let inside = |start: &str| source.strip_prefix(start);
    if let Some(variables) = inside("the environment ") {
        say!("환경 변수{variables}", "environment {variables}")
    } else if let Some(role) = inside("the server role ") {
        say!("서버 역할 {role}", "server role {role}")
    } else if let Some((file, profile)) = source.rsplit_once(", profile ") {
        say!("{file}, 프로필 {profile}", "{file}, profile {profile}")
    } else {
        source.to_owned()
    }
}
