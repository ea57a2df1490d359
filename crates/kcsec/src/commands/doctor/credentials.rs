use std::sync::Arc;

use korea_cloud_security::Settings;
use korea_cloud_security::auth::{CredentialChain, NcpCredentialSource as _};
use korea_cloud_security::transport::HttpMetadataSource;
use korea_cloud_security::{ncp_wsc, nhn_appguard, nhn_integrity, nhn_ssc};

use super::{Check, Verdict, verify};
use crate::context::Context;
use crate::settings::Session;

/// The services that can be called with the credentials that were found.
pub(super) struct Credentials {
    pub(super) checks: Vec<Check>,
    pub(super) usable: Vec<&'static str>,
}

const KEY: [&str; 2] = [
    "NHN_CLOUD_USER_ACCESS_KEY_ID",
    "NHN_CLOUD_SECRET_ACCESS_KEY",
];

pub(super) async fn check(context: &Context, session: &Session) -> Credentials {
    let settings = &session.settings;
    let mut checks = Vec::new();
    // Integrity verification needs no credentials of ours: the app brings its token.
    let mut usable = vec![nhn_integrity::SERVICE.name];

    let key = variables(settings, &KEY);
    let has_key = key == Verdict::Found;
    let mut told = (key, detail(settings, &KEY, key));
    if has_key {
        told = verify::user_access_key(context, session, &told.1).await;
        usable.push(korea_cloud_security::transport::OAUTH.name);
    }
    checks.push(Check::new("NHN Cloud User Access Key", told.0, told.1));
    for (name, service, variable) in [
        (
            "Server Security Check Appkey",
            nhn_ssc::SERVICE.name,
            "NHN_CLOUD_SSC_APPKEY",
        ),
        (
            "AppGuard Appkey",
            nhn_appguard::SERVICE.name,
            "NHN_CLOUD_APPGUARD_APPKEY",
        ),
    ] {
        let verdict = variables(settings, &[variable]);
        if has_key && verdict == Verdict::Found {
            usable.push(service);
        }
        checks.push(Check::new(
            name,
            verdict,
            detail(settings, &[variable], verdict),
        ));
    }
    let mut naver = naver_cloud(settings).await;
    if naver.result == Verdict::Found {
        usable.push(ncp_wsc::SERVICE.name);
        (naver.result, naver.detail) = verify::naver_cloud(context, session, &naver.detail).await;
    }
    checks.push(naver);

    if usable.len() == 1 {
        checks.push(Check::new(
            "credentials",
            Verdict::Failed,
            "none of any service; set those of the services that you use (see kcsec --help), or try --emulator",
        ));
    }
    Credentials { checks, usable }
}

/// All of them set is fine, none is no fault, some of them is one.
fn variables(settings: &Settings, names: &[&str]) -> Verdict {
    match names.iter().filter(|name| is_set(settings, name)).count() {
        0 => Verdict::NotSet,
        some if some == names.len() => Verdict::Found,
        _ => Verdict::Failed,
    }
}

fn is_set(settings: &Settings, name: &str) -> bool {
    let value = settings.environment().var(name);
    value.is_ok_and(|value| value.is_some_and(|value| !value.trim().is_empty()))
}

fn detail(settings: &Settings, names: &[&str], verdict: Verdict) -> String {
    let missing: Vec<&str> = names
        .iter()
        .copied()
        .filter(|name| !is_set(settings, name))
        .collect();
    match verdict {
        Verdict::Ok | Verdict::Found => format!("environment ({})", names.join(", ")),
        Verdict::NotSet => format!("set {}", names.join(" and ")),
        Verdict::Failed => format!("{} is missing; set it", missing.join(", ")),
    }
}

async fn naver_cloud(settings: &Settings) -> Check {
    let name = "NAVER Cloud keys";
    let environment = settings.environment();
    let metadata = match HttpMetadataSource::from_environment(&**environment) {
        Ok(metadata) => metadata,
        Err(error) => return Check::new(name, Verdict::Failed, error.to_string()),
    };
    let chain =
        CredentialChain::official(environment.clone(), settings.profile(), Arc::new(metadata));
    match chain.find().await {
        Ok(Some(found)) => Check::new(name, Verdict::Found, found.source()),
        Ok(None) => Check::new(
            name,
            Verdict::NotSet,
            format!("none found; looked at {}", chain.description()),
        ),
        // Something is there that cannot be used.
        Err(error) => Check::new(name, Verdict::Failed, error.to_string()),
    }
}
