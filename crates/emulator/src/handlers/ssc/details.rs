//! The items of one inspection.

use serde_json::json;

use super::admission::{admit, success_header};
use super::texts::{Language, category, level_name, manage_method};
use crate::data::inspections::Findings;
use crate::request::ServiceRequest;
use crate::response::ServiceResponse;
use crate::state::AppState;

/// `GET …/inspection_result/details/{usageStasNo}`.
pub(crate) fn details(state: &AppState, request: &ServiceRequest<'_>) -> ServiceResponse {
    let language = match admit(state, request).and_then(|()| Language::of(&request.query())) {
        Ok(language) => language,
        Err(rejection) => return rejection,
    };
    let Ok(number) = request.segment(6).parse::<i64>() else {
        return ServiceResponse::nhn_validator("usageStasNo");
    };
    let all = state.inspections();
    let Some(inspection) = all.numbered(number, state.clock.now_ms()) else {
        return ServiceResponse::nhn(404, 404, "no such inspection result");
    };
    let findings = inspection.findings();
    let items = inspection.items().items.iter().map(|item| {
        json!({
            "categoryName": category(item.category, language),
            "resultId": item.id,
            "weakLevel": item.level.code(),
            "weakLevelName": level_name(item.level, language),
            "resultCode": result_code(findings, item.key),
            "itemName": item.names[language as usize],
            "manageMethod": manage_method(item, language),
        })
    });
    ServiceResponse::json(&json!({
        "header": success_header(),
        "results": items.collect::<Vec<_>>(),
    }))
}

fn result_code(findings: Findings, key: u32) -> &'static str {
    if findings.weak >> key & 1 == 1 {
        "X"
    } else if findings.not_judged >> key & 1 == 0 {
        "O"
    } else if key.is_multiple_of(2) {
        "N/A"
    } else {
        "수동"
    }
}
