//! The clients of all services, with a marked secret wherever a secret goes.

use std::error::Error;
use std::fmt::{Debug, Write as _};

use auth_core::AccessToken;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::DateTime;
use korea_cloud_security::ncp_wsc::{
    self, CreateJob, JobId, JobsQuery, NcpCredentials, SearchQuery,
};
use korea_cloud_security::nhn_appguard::{self, AbnormalStatusQuery, Os};
use korea_cloud_security::nhn_integrity::{self, IntegrityToken, Policy};
use korea_cloud_security::nhn_ssc::{self, Appkey, UserAccessKey};
use reliability::{Call, last_month, scan_of, start_of_time};
use test_support::{
    ACCESS_TOKEN, APPGUARD_APPKEY, INTEGRITY_TOKEN, NCP_ACCESS_KEY, NCP_SECRET_KEY, NHN_KEY_ID,
    NHN_SECRET_KEY, SCAN_BASIC, SCAN_COOKIE, SCAN_HEADER, SSC_APPKEY,
};
use transport_core::{CallError, ClientOptions, Endpoint, OauthClient};

use crate::capture;

pub fn user_access_key() -> UserAccessKey {
    UserAccessKey::new(NHN_KEY_ID.text, NHN_SECRET_KEY.text)
}

pub fn ncp_credentials() -> NcpCredentials {
    NcpCredentials::new(NCP_ACCESS_KEY.text, NCP_SECRET_KEY.text)
}

/// A scan that logs in, in three ways.
pub fn scan(name: &str) -> CreateJob {
    let basic = STANDARD.encode(format!("scan-user:{}", SCAN_BASIC.text));
    scan_of(name)
        .with_header(
            "Cookie",
            format!("JSESSIONID={}; theme=dark", SCAN_COOKIE.text),
        )
        .with_header("Authorization", format!("Basic {basic}"))
        .with_header("X-Api-Key", SCAN_HEADER.text)
}

pub struct Rig {
    pub ssc: nhn_ssc::Client,
    pub wsc: ncp_wsc::Client,
    pub appguard: nhn_appguard::Client,
    pub integrity: nhn_integrity::Client,
    pub oauth: OauthClient,
}

impl Rig {
    pub fn new(endpoint: &Endpoint, options: &ClientOptions) -> Self {
        Self {
            ssc: nhn_ssc::Client::builder()
                .with_appkey(Appkey::new(SSC_APPKEY.text))
                .with_user_access_key(user_access_key())
                .with_endpoint(endpoint.clone())
                .with_oauth_endpoint(endpoint.clone())
                .with_options(options.clone())
                .build()
                .unwrap(),
            wsc: ncp_wsc::Client::builder()
                .with_credentials(ncp_credentials())
                .with_endpoint(endpoint.clone())
                .with_options(options.clone())
                .build()
                .unwrap(),
            appguard: nhn_appguard::Client::builder()
                .with_appkey(Appkey::new(APPGUARD_APPKEY.text))
                .with_user_access_key(user_access_key())
                .with_endpoint(endpoint.clone())
                .with_options(options.clone())
                .build()
                .unwrap(),
            integrity: nhn_integrity::Client::builder()
                .with_endpoint(endpoint.clone())
                .with_options(options.clone())
                .build()
                .unwrap(),
            oauth: OauthClient::new(endpoint.clone(), &user_access_key(), options).unwrap(),
        }
    }

    /// Makes the call and writes down all that a program can show of its end.
    pub async fn call(&self, call: Call) -> String {
        let job = JobId::from(1);
        match call {
            Call::Summary => ended(self.ssc.summary(&last_month()).await),
            Call::Details => ended(self.ssc.details(1).await),
            Call::GetJobs => ended(self.wsc.get_jobs(&JobsQuery::new()).await),
            Call::SearchJobs => ended(self.wsc.search_jobs(&SearchQuery::everything()).await),
            Call::CancelJob => ended(self.wsc.cancel_job(&job).await),
            Call::StopJob => ended(self.wsc.stop_job(&job).await),
            Call::GetReport => ended(self.wsc.get_report(&job).await),
            Call::CreateJob => ended(self.wsc.create_job(&scan("marked")).await),
            Call::AbnormalStatus => {
                let day =
                    DateTime::<chrono::Utc>::from(start_of_time()) - chrono::Duration::days(1);
                let query = AbnormalStatusQuery::new(day.date_naive(), Os::Android);
                ended(self.appguard.abnormal_status(&query).await)
            }
            Call::TokenInfo => {
                let read = self
                    .integrity
                    .token_info("EXAMPLE_APP_ID", integrity_token())
                    .await;
                let verdict = self
                    .integrity
                    .verify("EXAMPLE_APP_ID", integrity_token(), &Policy::new())
                    .await;
                format!("{}{verdict} {verdict:?} {verdict:#?}", ended(read))
            }
            Call::Create => ended(self.oauth.create().await),
            Call::Revoke => ended(
                self.oauth
                    .revoke(&AccessToken::new(ACCESS_TOKEN.text))
                    .await,
            ),
        }
    }
}

pub fn integrity_token() -> IntegrityToken {
    IntegrityToken::new(INTEGRITY_TOKEN.text)
}

fn ended<T: Debug, E>(result: Result<T, E>) -> String
where
    E: Error + Clone + Into<CallError> + 'static,
{
    match result {
        Ok(answer) => format!("{answer:?}\n{answer:#?}\n"),
        Err(error) => {
            let mut text = shown(&error);
            let error: CallError = error.into();
            text.push_str(&shown(&error));
            write!(
                text,
                "{} {:?} {:?} {:?} {:?} ",
                error.message(),
                error.request_id(),
                error.code(),
                error.code().map(ToString::to_string),
                error.clone().with_remediation("try again"),
            )
            .unwrap();
            capture::unwrap(Err(error));
            text
        }
    }
}

/// An error and all that stands behind it, in every way of showing them.
pub fn shown(error: &(dyn Error + 'static)) -> String {
    let mut text = String::new();
    let mut next = Some(error);
    while let Some(error) = next {
        writeln!(text, "{error} {error:#} {error:?} {error:#?}").unwrap();
        next = error.source();
    }
    text
}
