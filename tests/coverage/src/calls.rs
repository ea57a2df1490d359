use korea_cloud_security::ncp_wsc::{
    self, Acknowledgement, CreateJob, Job, JobPage, JobsQuery, SearchQuery,
};
use korea_cloud_security::nhn_appguard::{Abnormal, AbnormalStatusQuery, AppGuardCode, IdType, Os};
use korea_cloud_security::nhn_integrity::{IntegrityToken, TokenInfo};
use korea_cloud_security::nhn_ssc::{
    CheckItem, DetailsQuery, Extra, InspectionKind, InspectionStandard, InspectionSummary,
    Language, NhnGatewayCode, Rows,
};
use reliability::{Call, Lab, last_month};
use serde::Serialize;
use serde_json::{Value, json};
use transport_core::wire::{Object, RawValue};

/// The call of a contract's operation, or `None` if there is none.
pub fn call_of(operation: &str) -> Option<Call> {
    let plain = |name: &str| name.replace('-', "").to_ascii_lowercase();
    Call::ALL
        .into_iter()
        .find(|call| plain(call.name()) == plain(operation))
}

/// What a call read.
pub struct Read {
    /// The response, written out again under the vendor's names.
    pub json: String,
    /// How many records of a list could be identified.
    pub rows: usize,
    /// How many could not.
    pub skipped: usize,
    /// What the records hold beside their fields, by their places in the JSON.
    records: Vec<(String, Extra)>,
}

impl Read {
    fn of(value: &impl Serialize) -> Self {
        Self {
            json: serde_json::to_string(value).unwrap(),
            rows: 0,
            skipped: 0,
            records: Vec::new(),
        }
    }

    fn with(mut self, place: impl Into<String>, extra: &Extra) -> Self {
        self.records.push((place.into(), extra.clone()));
        self
    }

    fn with_rows<'a>(
        mut self,
        list: &str,
        rows: impl IntoIterator<Item = &'a Extra>,
        skipped: usize,
    ) -> Self {
        for (row, extra) in rows.into_iter().enumerate() {
            self = self.with(format!("{list}/{row}"), extra);
            self.rows += 1;
        }
        self.skipped = skipped;
        self
    }

    /// The JSON without what no model names: that is kept and written, but in no place of its own.
    pub fn documented(&self) -> Value {
        let mut written: Value = serde_json::from_str(&self.json).unwrap();
        for (place, extra) in &self.records {
            if let Some(Value::Object(fields)) = written.pointer_mut(place) {
                fields.retain(|name, _| !extra.unknown().any(|(unknown, _)| unknown == name));
            }
        }
        written
    }

    /// The places of documented fields whose values could not be read.
    pub fn unreadable(&self) -> Vec<String> {
        let records = self.records.iter();
        records
            .flat_map(|(place, extra)| {
                extra
                    .unreadable()
                    .map(move |name| format!("{place}/{name}"))
            })
            .collect()
    }
}

/// Makes the call with every parameter that it can send.
///
/// # Errors
///
/// What went wrong, in words.
pub async fn read_by(lab: &Lab, call: Call) -> Result<Read, String> {
    let job = ncp_wsc::JobId::from(7_u64);
    match call {
        Call::Summary => {
            let query = last_month()
                .with_language(Language::English)
                .with_page(1)
                .with_limit(10)
                .with_kind(InspectionKind::Os)
                .with_standard(InspectionStandard::FinancialInfrastructure);
            let page = lab.ssc.summary(&query).await.map_err(line)?;
            let rows = page.inspections().iter().map(InspectionSummary::extra);
            Ok(Read::of(&page)
                .with_rows("/results", rows, page.skipped().len())
                .with("/page", page.page_info().extra()))
        }
        Call::Details => {
            let query = DetailsQuery::new(7).with_language(Language::English);
            let items = lab.ssc.details(query).await.map_err(line)?;
            let rows = items.iter().map(CheckItem::extra);
            let skipped = items.skipped().len();
            Ok(Read::of(&Results { results: &items }).with_rows("/results", rows, skipped))
        }
        Call::GetJobs => jobs(lab.wsc.get_jobs(&JobsQuery::new()).await),
        Call::SearchJobs => jobs(lab.wsc.search_jobs(&SearchQuery::by_memo("한글")).await),
        Call::CancelJob => acknowledged(lab.wsc.cancel_job(&job).await),
        Call::StopJob => acknowledged(lab.wsc.stop_job(&job).await),
        Call::GetReport => {
            let report = lab.wsc.get_report(&job).await.map_err(line)?;
            let mut read = Read::of(&*report).with("", report.extra());
            if let Some(levels) = &report.risk_levels {
                read = read.with("/Classify_byRisk_Level", levels.extra());
            }
            // Written as redacted; reading it takes the named call.
            let raw: &RawValue = serde_json::from_str(report.expose_secrets()).unwrap();
            let exposed = Object::read(raw).and_then(|report| report.get("Login_Info"));
            if let Some(exposed) = exposed.filter(|_| report.login_info.is_some()) {
                let redacted = r#""Login_Info":"[redacted]""#;
                let exposed = format!(r#""Login_Info":{exposed}"#);
                read.json = read.json.replacen(redacted, &exposed, 1);
            }
            Ok(read)
        }
        Call::CreateJob => {
            let request = CreateJob::new("https://coverage.example.com")
                .with_exclude_url("https://coverage.example.com/logout")
                .with_header("Cookie", "test-secret-cookie")
                .with_memo("메모")
                .with_rescan_of(job);
            let created = lab.wsc.create_job(&request).await.map_err(line)?;
            Ok(Read::of(&created))
        }
        Call::AbnormalStatus => {
            let day = *lab.appguard.available_days().unwrap().end();
            let query = AbnormalStatusQuery::new(day, Os::Ios).with_id_type(IdType::User);
            let report = lab.appguard.abnormal_status(&query).await.map_err(line)?;
            let rows = report.entries.iter().map(Abnormal::extra);
            Ok(Read::of(&report).with_rows("/data", rows, report.skipped().len()))
        }
        Call::TokenInfo => {
            let token = IntegrityToken::new("test-secret-integrity-token");
            let info = lab.integrity.token_info("app", token).await.map_err(line)?;
            Ok(token_info(&info))
        }
        Call::Create => {
            let issued = lab.oauth.create().await.map_err(line)?;
            Ok(Read::of(&json!({
                "access_token": issued.token.expose(),
                "expires_in": issued.ttl.as_secs(),
            })))
        }
        Call::Revoke => {
            let token = "test-secret-token".into();
            lab.oauth.revoke(&token).await.map_err(line)?;
            Ok(Read::of(&()))
        }
    }
}

#[derive(Serialize)]
struct Results<'a> {
    results: &'a Rows<CheckItem>,
}

#[derive(Serialize)]
struct Body<'a> {
    body: &'a TokenInfo,
}

fn jobs(page: Result<JobPage, ncp_wsc::Error>) -> Result<Read, String> {
    let page = page.map_err(line)?;
    let rows = page.jobs().iter().map(Job::extra);
    Ok(Read::of(&page)
        .with_rows("/record_data", rows, page.skipped().len())
        .with("", page.extra()))
}

fn acknowledged(done: Result<Acknowledgement, ncp_wsc::Error>) -> Result<Read, String> {
    let done = done.map_err(line)?;
    Ok(Read::of(&done).with("", done.extra()))
}

fn token_info(info: &TokenInfo) -> Read {
    let mut read = Read::of(&Body { body: info }).with("/body", info.extra());
    if let Some(app) = &info.integrity_info {
        read = read.with("/body/integrityInfo", app.extra());
    }
    if let Some(result) = &info.integrity_result {
        read = read.with("/body/integrityResult", result.extra());
        if let Some(checked) = &result.integrity_checked {
            read = read.with("/body/integrityResult/integrityChecked", checked.extra());
        }
    }
    read
}

fn line(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// Whether a service's error code has a name.
pub fn codes(service: &str, code: i64) -> bool {
    match service {
        "ncp-wsc" => !matches!(
            ncp_wsc::WscCode::from_number(code),
            ncp_wsc::WscCode::Unknown(_)
        ),
        "nhn-appguard" => !matches!(AppGuardCode::from_number(code), AppGuardCode::Unknown(_)),
        _ => !matches!(
            NhnGatewayCode::from_number(code),
            NhnGatewayCode::Unknown(_)
        ),
    }
}
