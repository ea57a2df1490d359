//! Whether keys that were found are right: calls that read, cost nothing and leave nothing behind.
//! Integrity verification is never called: it would consume a token.

use std::future::Future;

use chrono::{DateTime, Days, Utc};
use korea_cloud_security::ErrorKind;
use korea_cloud_security::ncp_wsc::{self, JobsQuery};
use korea_cloud_security::nhn_appguard::{self, AbnormalStatusQuery, Os};
use korea_cloud_security::nhn_ssc::{self, SummaryQuery};
use transport_core::wire::date_time::KOREA;
use transport_core::{CallError, OAUTH, OauthClient};

use super::check::Verdict;
use super::credentials::Found;
use super::hosts::HOST_TIMEOUT;
use crate::commands::clients;
use crate::context::Context;
use crate::day::korean_day;
use crate::lang::{call_error, config_error, say};
use crate::settings::Session;

/// Where Server Security Check is asked if no region is set.
const REGION: &str = "KR1";

/// Tries out each of the credentials with one call; those of AppGuard, which has no small one, only
/// where `deep` asks for it.
pub(super) async fn all(context: &Context, session: &Session, found: &mut [Found], deep: bool) {
    let mut key_is_right = true;
    for found in found {
        let Some(service) = found.service else {
            continue;
        };
        let source = std::mem::take(&mut found.check.detail);
        let of_nhn = [nhn_ssc::SERVICE.name, nhn_appguard::SERVICE.name].contains(&service.name);
        (found.check.result, found.check.detail) = if of_nhn && !key_is_right {
            let detail = say!(
                "{source}; User Access Key가 거부되어 시도하지 않음",
                "{source}; not tried, as the User Access Key is rejected"
            );
            (Verdict::Found, detail)
        } else if service.name == OAUTH.name {
            user_access_key(context, session, &source).await
        } else if service.name == nhn_ssc::SERVICE.name {
            ssc_appkey(context, session, &source).await
        } else if service.name == ncp_wsc::SERVICE.name {
            naver_cloud(context, session, &source).await
        } else if deep {
            appguard_appkey(context, session, &source).await
        } else {
            (
                Verdict::Found,
                say!("{source}; --deep으로 확인", "{source}; --deep tries it out"),
            )
        };
        key_is_right &= service.name != OAUTH.name || found.check.result != Verdict::Failed;
    }
}

/// Issues a token with the User Access Key, and revokes it.
async fn user_access_key(context: &Context, session: &Session, found: &str) -> (Verdict, String) {
    let client = match OauthClient::from_settings(&session.settings, &session.options) {
        Ok(client) => client,
        Err(error) => return (Verdict::Failed, config_error(&error)),
    };
    let issue_and_revoke = async {
        let issued = client.create().await?;
        client.revoke(&issued.token).await
    };
    let verified = say!("토큰을 발급하고 폐기함", "a token was issued and revoked");
    judged(context, issue_and_revoke, found, &verified).await
}

/// Lists one inspection of the last day with the Appkey; a region of which there is none will do.
async fn ssc_appkey(context: &Context, session: &Session, found: &str) -> (Verdict, String) {
    let client = match clients::ssc(session) {
        Ok(client) => client,
        Err(error) => return (Verdict::Failed, config_error(&error)),
    };
    let region = session.settings.environment().var("KCSEC_REGION");
    let region = region.ok().flatten().unwrap_or_else(|| REGION.to_owned());
    let to = DateTime::<Utc>::from(context.now()).with_timezone(&KOREA);
    let query = SummaryQuery::new(region, to - Days::new(1), to).with_limit(1);
    let list = async {
        let listed = client.summary(&query).await;
        // Its token is no use any more; one that stays ends by itself.
        let _ = client.revoke_token().await;
        listed.map(drop)
    };
    judged(context, list, found, &accepted("summary")).await
}

/// Reads yesterday's abnormal devices with the Appkey.
async fn appguard_appkey(context: &Context, session: &Session, found: &str) -> (Verdict, String) {
    let client = match clients::appguard(session) {
        Ok(client) => client,
        Err(error) => return (Verdict::Failed, config_error(&error)),
    };
    let today = korean_day(context.now());
    let query = AbnormalStatusQuery::new(today.pred_opt().unwrap_or(today), Os::Android);
    let read = async { client.abnormal_status(&query).await.map(drop) };
    judged(context, read, found, &accepted("abnormal-status")).await
}

/// Lists one scan job with the NAVER Cloud keys.
async fn naver_cloud(context: &Context, session: &Session, found: &str) -> (Verdict, String) {
    let client = match clients::wsc(session) {
        Ok(client) => client,
        Err(error) => return (Verdict::Failed, config_error(&error)),
    };
    let query = JobsQuery::new().with_limit(1);
    let list = async { client.get_jobs(&query).await.map(drop) };
    judged(context, list, found, &accepted("getJobs")).await
}

fn accepted(operation: &str) -> String {
    say!("{operation} 호출 성공", "{operation} accepts it")
}

/// Only a rejection says that keys are wrong; without a response they stay found.
async fn judged(
    context: &Context,
    call: impl Future<Output = Result<(), impl Into<CallError>>>,
    found: &str,
    verified: &str,
) -> (Verdict, String) {
    let limit = context.global.timeout.unwrap_or(HOST_TIMEOUT);
    let call = async { call.await.map_err(Into::<CallError>::into) };
    match tokio::time::timeout(limit, call).await {
        Ok(Ok(())) => (Verdict::Ok, format!("{found}; {verified}")),
        Ok(Err(error)) if error.kind() == ErrorKind::Rejected && !error.is_retryable() => {
            (Verdict::Failed, format!("{found}; {}", call_error(&error)))
        }
        Ok(Err(error)) => (
            Verdict::Found,
            say!(
                "{found}; 확인하지 못함: {}",
                "{found}; not verified: {}",
                call_error(&error)
            ),
        ),
        Err(_) => (
            Verdict::Found,
            say!(
                "{found}; 확인하지 못함: 제한 시간 안에 응답 없음",
                "{found}; not verified: no response in time"
            ),
        ),
    }
}
