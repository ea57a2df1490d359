use std::time::{Duration, SystemTime};

use chrono::DateTime;
use korea_cloud_security::ncp_wsc::{
    self, CreateJob, JobId, JobsQuery, NcpCredentials, ResultButton, SearchQuery,
};
use korea_cloud_security::nhn_appguard::{self, AbnormalStatusQuery, Os};
use korea_cloud_security::nhn_integrity::{self, IntegrityToken};
use korea_cloud_security::nhn_ssc::{self, Appkey, InspectionId, SummaryQuery, UserAccessKey};
use korea_cloud_security_emulator::{Emulator, EmulatorBuilder, IntegrityVerdict, JobPace};
use test_support::virtual_runtime;
use tokio::time::Instant;
use transport_core::{ClientOptions, Endpoint, OauthClient};

use crate::{Call, Ending};

/// When every lab begins: noon in Korea, 15 January 2026.
pub fn start_of_time() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_768_446_000)
}

/// What a lab is set up with, besides the defaults.
pub struct LabOptions {
    emulator: Box<dyn FnOnce(EmulatorBuilder) -> EmulatorBuilder>,
    client: Box<dyn FnOnce(ClientOptions) -> ClientOptions>,
}

impl Default for LabOptions {
    fn default() -> Self {
        Self {
            emulator: Box::new(|builder| builder),
            client: Box::new(|options| options),
        }
    }
}

impl LabOptions {
    /// Changes the emulator.
    #[must_use]
    pub fn emulator(
        mut self,
        change: impl FnOnce(EmulatorBuilder) -> EmulatorBuilder + 'static,
    ) -> Self {
        self.emulator = Box::new(change);
        self
    }

    /// Changes the clients' options.
    #[must_use]
    pub fn client(mut self, change: impl FnOnce(ClientOptions) -> ClientOptions + 'static) -> Self {
        self.client = Box::new(change);
        self
    }
}

/// An emulator and the clients of all services against it, in virtual time.
pub struct Lab {
    /// The services.
    pub emulator: Emulator,
    /// Client of Server Security Check.
    pub ssc: nhn_ssc::Client,
    /// Client of Web Security Checker.
    pub wsc: ncp_wsc::Client,
    /// Client of AppGuard.
    pub appguard: nhn_appguard::Client,
    /// Client of integrity verification.
    pub integrity: nhn_integrity::Client,
    /// Client of the token service.
    pub oauth: OauthClient,
}

impl Lab {
    /// A lab with its defaults; call it in a runtime whose clock is paused.
    pub async fn new() -> Self {
        Self::with(LabOptions::default()).await
    }

    /// A lab as the options say.
    pub async fn with(options: LabOptions) -> Self {
        // A job waits for a day and runs for another: nothing moves on while a call waits.
        let day = Duration::from_secs(86_400);
        let mut pace = JobPace::default();
        (pace.waiting, pace.scanning) = (day, day);
        let builder = Emulator::builder()
            .clock(start_of_time())
            .job_pace(pace)
            .past_jobs(12);
        let emulator = (options.emulator)(builder).start().await.unwrap();
        let client_options =
            (options.client)(ClientOptions::new().with_runtime(virtual_runtime(start_of_time())));
        Self::around(emulator, &client_options)
    }

    fn around(emulator: Emulator, options: &ClientOptions) -> Self {
        let endpoint: Endpoint = emulator.url().parse().unwrap();
        let keys = emulator.credentials();
        let user_key = UserAccessKey::new(
            keys.nhn_user_access_key_id.as_str(),
            keys.nhn_secret_access_key.as_str(),
        );
        Self {
            ssc: nhn_ssc::Client::builder()
                .with_appkey(Appkey::new(keys.ssc_appkey.as_str()))
                .with_user_access_key(user_key.clone())
                .with_endpoint(endpoint.clone())
                .with_oauth_endpoint(endpoint.clone())
                .with_options(options.clone())
                .build()
                .unwrap(),
            wsc: ncp_wsc::Client::builder()
                .with_credentials(NcpCredentials::new(
                    keys.ncp_access_key.as_str(),
                    keys.ncp_secret_key.as_str(),
                ))
                .with_endpoint(endpoint.clone())
                .with_options(options.clone())
                .build()
                .unwrap(),
            appguard: nhn_appguard::Client::builder()
                .with_appkey(Appkey::new(keys.appguard_appkey.as_str()))
                .with_user_access_key(user_key.clone())
                .with_endpoint(endpoint.clone())
                .with_options(options.clone())
                .build()
                .unwrap(),
            integrity: nhn_integrity::Client::builder()
                .with_endpoint(endpoint.clone())
                .with_options(options.clone())
                .build()
                .unwrap(),
            oauth: OauthClient::new(endpoint, &user_key, options).unwrap(),
            emulator,
        }
    }

    /// What the call needs to be there before it, made without any fault; the log is then empty.
    pub async fn prepare(&self, call: Call) -> Prepared {
        let prepared = match call {
            Call::Summary => Prepared::Nothing,
            Call::Details => {
                let page = self.ssc.summary(&last_month()).await.unwrap();
                Prepared::Inspection(page.inspections()[0].id.clone())
            }
            Call::CancelJob => Prepared::Job(self.create_job("cancel").await),
            Call::StopJob => {
                let job = self.create_job("stop").await;
                // Past the waiting, into the scan, in the emulator's time alone.
                self.emulator
                    .clock()
                    .advance(Duration::from_secs(86_400 + 3_600));
                let back = self.emulator.clock();
                back.set_offset_ms(-(86_400 + 3_600) * 1_000);
                Prepared::Job(job)
            }
            Call::GetReport => Prepared::Job(self.finished_job().await),
            Call::TokenInfo => Prepared::IntegrityToken(self.integrity_token()),
            Call::Revoke => Prepared::AccessToken(self.oauth.create().await.unwrap().token),
            _ => Prepared::Nothing,
        };
        if matches!(call, Call::Summary | Call::Details) {
            // The token is the token service's matter, which has columns of its own.
            self.ssc.summary(&last_month()).await.unwrap();
        }
        self.emulator.log().clear();
        prepared
    }

    /// A fresh integrity token for the emulator's app.
    pub fn integrity_token(&self) -> String {
        let app_id = self.emulator.credentials().integrity_app_id;
        self.emulator
            .issue_integrity_token(&app_id, IntegrityVerdict::genuine())
    }

    async fn create_job(&self, name: &str) -> JobId {
        let created = self.wsc.create_job(&scan_of(name)).await.unwrap();
        created.id.unwrap()
    }

    async fn finished_job(&self) -> JobId {
        let page = self
            .wsc
            .get_jobs(&JobsQuery::new().with_limit(50))
            .await
            .unwrap();
        let finished = page
            .jobs()
            .iter()
            .find(|job| job.result_button == Some(ResultButton::Report))
            .expect("the emulator has a finished job");
        finished.id.clone()
    }

    /// Makes the call once and says how it ended.
    pub async fn run(&self, call: Call, prepared: Prepared) -> Ending {
        let started = Instant::now();
        macro_rules! ending {
            ($call:expr) => {{
                let result = $call.await;
                Ending::of(&result, started.elapsed())
            }};
        }
        match (call, prepared) {
            (Call::Summary, _) => ending!(self.ssc.summary(&last_month())),
            (Call::Details, Prepared::Inspection(id)) => ending!(self.ssc.details(id)),
            (Call::GetJobs, _) => ending!(self.wsc.get_jobs(&JobsQuery::new())),
            (Call::SearchJobs, _) => {
                let query = SearchQuery::everything();
                ending!(self.wsc.search_jobs(&query))
            }
            (Call::CancelJob, Prepared::Job(id)) => ending!(self.wsc.cancel_job(&id)),
            (Call::StopJob, Prepared::Job(id)) => ending!(self.wsc.stop_job(&id)),
            (Call::GetReport, Prepared::Job(id)) => ending!(self.wsc.get_report(&id)),
            (Call::CreateJob, _) => ending!(self.wsc.create_job(&scan_of("matrix"))),
            (Call::AbnormalStatus, _) => {
                let day =
                    DateTime::<chrono::Utc>::from(start_of_time()) - chrono::Duration::days(1);
                let query = AbnormalStatusQuery::new(day.date_naive(), Os::Android);
                ending!(self.appguard.abnormal_status(&query))
            }
            (Call::TokenInfo, Prepared::IntegrityToken(token)) => {
                let app_id = self.emulator.credentials().integrity_app_id;
                ending!(
                    self.integrity
                        .token_info(&app_id, IntegrityToken::new(token))
                )
            }
            (Call::Create, _) => ending!(self.oauth.create()),
            (Call::Revoke, Prepared::AccessToken(token)) => ending!(self.oauth.revoke(&token)),
            (call, _) => unreachable!("{call:?} was not prepared"),
        }
    }
}

/// What a call needs to be there before it.
pub enum Prepared {
    /// Nothing.
    Nothing,
    /// An inspection to read.
    Inspection(InspectionId),
    /// A job to cancel, stop or read.
    Job(JobId),
    /// An integrity token that nobody has read.
    IntegrityToken(String),
    /// An access token to revoke.
    AccessToken(auth_core::AccessToken),
}

/// The summary's query: the four weeks before the start of time.
pub fn last_month() -> SummaryQuery {
    let now: DateTime<chrono::Utc> = start_of_time().into();
    let to = now.with_timezone(&transport_core::wire::date_time::KOREA);
    SummaryQuery::new("KR1", to - chrono::Duration::days(28), to)
}

/// A scan of a site of its own, as one target may have one job at a time.
pub fn scan_of(name: &str) -> CreateJob {
    CreateJob::new(format!("https://{name}.example.com"))
}
