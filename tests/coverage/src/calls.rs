use korea_cloud_security::ncp_wsc::{self, CreateJob, JobsQuery, SearchQuery};
use korea_cloud_security::nhn_appguard::{
    AbnormalReport, AbnormalStatusQuery, AppGuardCode, Detection, IdType, Os,
};
use korea_cloud_security::nhn_integrity::IntegrityToken;
use korea_cloud_security::nhn_ssc::{
    DetailsQuery, Extra, InspectionKind, InspectionStandard, Language, NhnGatewayCode,
};
use reliability::{Call, Lab, last_month};
use serde_json::{Value, json};

/// The call of a contract's operation, or `None` if there is none.
pub fn call_of(operation: &str) -> Option<Call> {
    let plain = |name: &str| name.replace('-', "").to_ascii_lowercase();
    Call::ALL
        .into_iter()
        .find(|call| plain(call.name()) == plain(operation))
}

/// Makes the call with every parameter that it can send, and writes what was read under the
/// vendor's names.
///
/// # Errors
///
/// What went wrong, in words.
pub async fn read_and_write(lab: &Lab, call: Call) -> Result<Value, String> {
    fn written<T: serde::Serialize>(value: &T) -> Value {
        serde_json::to_value(value).unwrap()
    }
    let job = ncp_wsc::JobId::from(7_u64);
    match call {
        Call::Summary => {
            let query = last_month()
                .with_language(Language::English)
                .with_page(1)
                .with_limit(10)
                .with_kind(InspectionKind::Os)
                .with_standard(InspectionStandard::FinancialInfrastructure);
            lab.ssc
                .summary(&query)
                .await
                .map(|page| {
                    let mut value = written(&page);
                    for (place, inspection) in page.inspections().iter().enumerate() {
                        without_unknown(&mut value["results"][place], inspection.extra());
                    }
                    without_unknown(&mut value["page"], page.page_info().extra());
                    value
                })
                .map_err(line)
        }
        Call::Details => {
            let details = lab
                .ssc
                .details(DetailsQuery::new(7).with_language(Language::English))
                .await;
            details
                .map(|items| {
                    let mut value = json!({ "results": items });
                    for (place, item) in items.iter().enumerate() {
                        without_unknown(&mut value["results"][place], item.extra());
                    }
                    value
                })
                .map_err(line)
        }
        Call::GetJobs => lab
            .wsc
            .get_jobs(&JobsQuery::new())
            .await
            .map(|page| written(&page))
            .map_err(line),
        Call::SearchJobs => {
            let page = lab.wsc.search_jobs(&SearchQuery::by_memo("한글")).await;
            page.map(|page| written(&page)).map_err(line)
        }
        Call::CancelJob => lab
            .wsc
            .cancel_job(&job)
            .await
            .map(|ack| written(&ack))
            .map_err(line),
        Call::StopJob => lab
            .wsc
            .stop_job(&job)
            .await
            .map(|ack| written(&ack))
            .map_err(line),
        Call::GetReport => {
            let report = lab.wsc.get_report(&job).await.map_err(line)?;
            let mut value = written(&report);
            // Written as redacted; reading it takes the named call.
            value["Login_Info"] = json!(report.login_info.as_ref().map(|info| info.expose()));
            Ok(value)
        }
        Call::CreateJob => {
            let request = CreateJob::new("https://coverage.example.com")
                .with_exclude_url("https://coverage.example.com/logout")
                .with_header("Cookie", "test-secret-cookie")
                .with_memo("메모")
                .with_rescan_of(job);
            lab.wsc
                .create_job(&request)
                .await
                .map(|created| written(&created))
                .map_err(line)
        }
        Call::AbnormalStatus => {
            let day = *lab.appguard.available_days().unwrap().end();
            let query = AbnormalStatusQuery::new(day, Os::Ios).with_id_type(IdType::User);
            let report = lab.appguard.abnormal_status(&query).await.map_err(line)?;
            Ok(without_unknown_counters(&report))
        }
        Call::TokenInfo => {
            let token = IntegrityToken::new("test-secret-integrity-token");
            let info = lab.integrity.token_info("app", token).await;
            info.map(|info| json!({ "body": info })).map_err(line)
        }
        Call::Create => {
            let issued = lab.oauth.create().await.map_err(line)?;
            Ok(json!({
                "access_token": issued.token.expose(),
                "expires_in": issued.ttl.as_secs(),
            }))
        }
        Call::Revoke => {
            let token = "test-secret-token".into();
            lab.oauth
                .revoke(&token)
                .await
                .map(|()| Value::Null)
                .map_err(line)
        }
    }
}

/// A field that no model names is kept and written: reachable, but in no place of its own.
fn without_unknown(written: &mut Value, extra: &Extra) {
    if let Some(fields) = written.as_object_mut() {
        for (name, _) in extra.unknown() {
            fields.remove(name);
        }
    }
}

/// A counter that the table lacks is kept in a map: reachable, but in no place of its own.
fn without_unknown_counters(report: &AbnormalReport) -> Value {
    let mut written = serde_json::to_value(report).unwrap();
    for (entry, value) in report
        .entries
        .iter()
        .zip(written["data"].as_array_mut().unwrap())
    {
        for (detection, _) in entry.counts() {
            if let Detection::Other(name) = detection {
                value.as_object_mut().unwrap().remove(name.as_str());
            }
        }
    }
    written
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
