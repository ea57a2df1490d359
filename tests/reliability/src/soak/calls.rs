use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use auth_core::{Clock, FixedEnvironment};
use korea_cloud_security::ncp_wsc::{self, JobId, JobsQuery, ResultButton, SearchQuery};
use korea_cloud_security::nhn_appguard::{self, AbnormalStatusQuery, Os};
use korea_cloud_security::nhn_integrity::{self, IntegrityToken};
use korea_cloud_security::nhn_ssc::{self, SummaryQuery};
use transport_core::wire::date_time::KOREA;
use transport_core::{CallError, ClientOptions, OauthClient, Settings};

use super::admin::Admin;
use super::tally::End;
use crate::{Call, scan_of};

/// Of a hundred calls, so many are of each kind.
const MIX: [(Call, u64); 12] = [
    (Call::Summary, 26),
    (Call::Details, 14),
    (Call::AbnormalStatus, 14),
    (Call::GetJobs, 12),
    (Call::TokenInfo, 10),
    (Call::GetReport, 6),
    (Call::CreateJob, 5),
    (Call::SearchJobs, 3),
    (Call::CancelJob, 3),
    (Call::StopJob, 3),
    (Call::Create, 2),
    (Call::Revoke, 2),
];

/// How many of the jobs that were created last are known.
const KNOWN_JOBS: usize = 256;

/// The clients of all services, which all calls share.
pub(super) struct Calls {
    ssc: nhn_ssc::Client,
    wsc: ncp_wsc::Client,
    appguard: nhn_appguard::Client,
    integrity: nhn_integrity::Client,
    oauth: OauthClient,
    app_id: String,
    clock: Arc<dyn Clock>,
    seed: u64,
    jobs: Mutex<VecDeque<JobId>>,
    finished: Vec<JobId>,
    admin: Arc<Admin>,
}

impl Calls {
    pub(super) async fn new(
        settings: &[(String, String)],
        app_id: &str,
        options: &ClientOptions,
        seed: u64,
        admin: Arc<Admin>,
    ) -> Self {
        let environment = settings
            .iter()
            .fold(FixedEnvironment::new(), |environment, (name, value)| {
                environment.with_var(name, value)
            });
        let settings = Settings::from_environment(Arc::new(environment));
        // One pool of connections for all services, as they are at one place.
        let options = options.clone().with_transport(options.transport().unwrap());
        let wsc = ncp_wsc::Client::builder()
            .with_settings(settings.clone())
            .with_options(options.clone())
            .build()
            .unwrap();
        let past = wsc
            .get_jobs(&JobsQuery::new().with_limit(100))
            .await
            .unwrap();
        let finished = past.into_jobs().into_iter();
        let finished = finished.filter(|job| job.result_button == Some(ResultButton::Report));
        Self {
            ssc: nhn_ssc::Client::builder()
                .with_settings(settings.clone())
                .with_options(options.clone())
                .build()
                .unwrap(),
            wsc,
            appguard: nhn_appguard::Client::builder()
                .with_settings(settings.clone())
                .with_options(options.clone())
                .build()
                .unwrap(),
            integrity: nhn_integrity::Client::builder()
                .with_settings(settings.clone())
                .with_options(options.clone())
                .build()
                .unwrap(),
            oauth: OauthClient::from_settings(&settings, &options).unwrap(),
            app_id: app_id.to_owned(),
            clock: options.runtime().clock.clone(),
            seed,
            jobs: Mutex::default(),
            finished: finished.map(|job| job.id).collect(),
            admin,
        }
    }

    /// Makes the call of that number, and says which it was and how it ended.
    pub(super) async fn make(&self, number: u64) -> (Call, End) {
        let random = mix(self.seed ^ mix(number));
        let mut left = random % 100;
        let (call, _) = *MIX
            .iter()
            .find(|(_, share)| {
                let is_this = left < *share;
                left = left.wrapping_sub(*share);
                is_this
            })
            .unwrap_or(&MIX[0]);
        let random = random >> 8;
        let end = match call {
            Call::Summary => end(&self.ssc.summary(&self.last_week(random)).await),
            Call::Details => end(&self.ssc.details(random % 1_000).await),
            Call::GetJobs => end(&self.wsc.get_jobs(&JobsQuery::new()).await),
            Call::SearchJobs => {
                let query = SearchQuery::by_memo(format!("call {}", random % 1_000));
                end(&self.wsc.search_jobs(&query).await)
            }
            Call::CancelJob => end(&self.wsc.cancel_job(&self.job(random)).await),
            Call::StopJob => end(&self.wsc.stop_job(&self.job(random)).await),
            Call::GetReport => {
                let id = &self.finished[(random % self.finished.len() as u64) as usize];
                end(&self.wsc.get_report(id).await)
            }
            Call::CreateJob => self.create(number).await,
            Call::AbnormalStatus => {
                let days = self.appguard.available_days().unwrap();
                let day = *days.end() - chrono::Days::new(random % 60);
                let os = if random.is_multiple_of(2) {
                    Os::Android
                } else {
                    Os::Ios
                };
                end(&self
                    .appguard
                    .abnormal_status(&AbnormalStatusQuery::new(day, os))
                    .await)
            }
            Call::TokenInfo => {
                let token = IntegrityToken::new(self.admin.integrity_token().await);
                end(&self.integrity.token_info(&self.app_id, token).await)
            }
            Call::Create => end(&self.oauth.create().await),
            Call::Revoke => match self.oauth.create().await {
                Ok(issued) => end(&self.oauth.revoke(&issued.token).await),
                failed => end(&failed),
            },
        };
        (call, end)
    }

    /// Creates a scan whose memo is the call's number, so that the log tells what became of it.
    async fn create(&self, number: u64) -> End {
        let scan = scan_of(&format!("soak-{number}")).with_memo(memo(number));
        let created = self.wsc.create_job(&scan).await;
        if let Ok(created) = &created
            && let Some(id) = &created.id
        {
            let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
            jobs.push_back(id.clone());
            if jobs.len() > KNOWN_JOBS {
                jobs.pop_front();
            }
        }
        end(&created)
    }

    /// One of the jobs that were created last.
    fn job(&self, random: u64) -> JobId {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        match jobs.len() {
            0 => JobId::from(1),
            count => jobs[(random % count as u64) as usize].clone(),
        }
    }

    fn last_week(&self, random: u64) -> SummaryQuery {
        let now: chrono::DateTime<chrono::Utc> = self.clock.now().into();
        let to = now.with_timezone(&KOREA);
        SummaryQuery::new("KR1", to - chrono::Duration::days(7), to)
            .with_limit(1 + (random % 100) as u32)
    }
}

/// The memo of the scan that the call of this number creates.
pub(super) fn memo(number: u64) -> String {
    format!("call {number}")
}

fn end<T>(result: &Result<T, impl AsRef<CallError>>) -> End {
    match result {
        Ok(_) => End::Success,
        Err(error) if error.as_ref().outcome_unknown() => End::Unknown,
        Err(error) if error.as_ref().code().is_some() => End::Refused,
        Err(_) => End::Failed,
    }
}

/// Mixes a number into another of equal size (splitmix64's finaliser).
fn mix(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}
