//! NHN AppGuard's public API.

use serde_json::json;

use crate::data::detections::{Day, Os};
use crate::errors::Source;
use crate::request::ServiceRequest;
use crate::response::ServiceResponse;
use crate::state::AppState;
use crate::time_text::{korean_day, parse_day};

/// So many days back can be asked for; today cannot.
const OLDEST: i64 = 90;

/// `GET /v1.0/appkeys/{appkey}/dashboard/abnormal-status`.
pub(crate) fn abnormal_status(state: &AppState, request: &ServiceRequest<'_>) -> ServiceResponse {
    match admit(state, request).and_then(|()| read(state, request)) {
        Ok(day) => ServiceResponse::json(&json!({
            "header": { "isSuccessful": true, "resultCode": 1, "resultMessage": "Request success" },
            "data": day.rows()
        })),
        Err(rejection) => rejection,
    }
}

fn admit(state: &AppState, request: &ServiceRequest<'_>) -> Result<(), ServiceResponse> {
    let id = request.header("x-tc-authentication-id").unwrap_or_default();
    let account = state
        .accounts
        .iter()
        .find(|account| account.keys.nhn_user_access_key_id == id);
    let Some(account) = account else {
        return Err(ServiceResponse::nhn_error(Source::AppGuard, 4_010_007, ""));
    };
    let secret = request
        .header("x-tc-authentication-secret")
        .unwrap_or_default();
    if account.keys.nhn_secret_access_key != secret {
        return Err(ServiceResponse::nhn_error(Source::AppGuard, 4_010_008, ""));
    }
    if account.keys.appguard_appkey != request.segment(2) {
        return Err(ServiceResponse::nhn_error(Source::AppGuard, 4_010_001, ""));
    }
    Ok(())
}

fn read(state: &AppState, request: &ServiceRequest<'_>) -> Result<Day, ServiceResponse> {
    let wrong =
        |parameter: &str| ServiceResponse::nhn_error(Source::AppGuard, 4_000_001, parameter);
    let query = request.query();
    let by_user = match query.get("targetType") {
        None | Some("0") => false,
        Some("1") => true,
        Some(_) => return Err(wrong("targetType")),
    };
    let day = query.get("targetDate").and_then(parse_day);
    let today = korean_day(request.gateway_ms);
    let day = day.filter(|day| (today - OLDEST..today).contains(day));
    let day = day.ok_or_else(|| wrong("targetDate"))?;
    let os = match query.get("os") {
        Some("1") => Os::Android,
        Some("2") => Os::Ios,
        _ => return Err(wrong("os")),
    };
    Ok(Day {
        seed: state.seed(),
        usual: state.options.devices_per_day,
        day,
        os,
        by_user,
    })
}
