//! Whether keys that were found are right: calls that read, cost nothing and leave nothing behind.

use std::future::Future;

use korea_cloud_security::ErrorKind;
use korea_cloud_security::ncp_wsc::JobsQuery;
use korea_cloud_security::transport::{CallError, OauthClient};

use super::Verdict;
use super::hosts::HOST_TIMEOUT;
use crate::commands::wsc;
use crate::context::Context;
use crate::settings::Session;

/// Issues a token with the User Access Key, and revokes it.
pub(super) async fn user_access_key(
    context: &Context,
    session: &Session,
    found: &str,
) -> (Verdict, String) {
    let client = match OauthClient::from_settings(&session.settings, &session.options) {
        Ok(client) => client,
        Err(error) => return (Verdict::Failed, error.to_string()),
    };
    let issue_and_revoke = async {
        let issued = client.create().await?;
        client.revoke(&issued.token).await
    };
    judged(
        context,
        issue_and_revoke,
        found,
        "a token was issued and revoked",
    )
    .await
}

/// Lists one scan job with the NAVER Cloud keys.
pub(super) async fn naver_cloud(
    context: &Context,
    session: &Session,
    found: &str,
) -> (Verdict, String) {
    let client = match wsc::client(session) {
        Ok(client) => client,
        Err(error) => return (Verdict::Failed, error.to_string()),
    };
    let list = async {
        client
            .get_jobs(&JobsQuery::new().with_limit(1))
            .await
            .map(drop)
    };
    judged(context, list, found, "getJobs accepts them").await
}

/// Only a refusal says that keys are wrong; without an answer they stay found.
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
            (Verdict::Failed, format!("{found}; {error}"))
        }
        Ok(Err(error)) => (Verdict::Found, format!("{found}; not verified: {error}")),
        Err(_) => (
            Verdict::Found,
            format!("{found}; not verified: no answer in time"),
        ),
    }
}
