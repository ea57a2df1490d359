//! The items of one inspection.

use serde_json::json;

use super::texts::{category, level_name, manage_method};
use super::{Language, SUCCESS, admit};
use crate::answer::Answer;
use crate::call::Call;
use crate::data::inspections::Findings;
use crate::envelope::{nhn, nhn_validator};
use crate::json::push_value;
use crate::state::World;

/// `GET …/inspection_result/details/{usageStasNo}`.
pub(crate) fn details(world: &World, call: &Call<'_>) -> Answer {
    let language = match admit(world, call).and_then(|()| Language::of(&call.query())) {
        Ok(language) => language,
        Err(refusal) => return refusal,
    };
    let Ok(number) = call.segment(6).parse::<i64>() else {
        return nhn_validator("usageStasNo");
    };
    let all = world.inspections();
    let Some(inspection) = all.numbered(number, world.clock.now_ms()) else {
        return nhn(404, 404, "no such inspection result");
    };
    let findings = inspection.findings();
    let mut out = Vec::with_capacity(16 * 1_024);
    out.extend_from_slice(SUCCESS);
    out.extend_from_slice(br#""results":["#);
    for (place, item) in inspection.items().items.iter().enumerate() {
        if place > 0 {
            out.push(b',');
        }
        push_value(
            &mut out,
            &json!({
                "categoryName": category(item.category, language),
                "resultId": item.id,
                "weakLevel": item.level.code(),
                "weakLevelName": level_name(item.level, language),
                "resultCode": result_code(findings, item.key),
                "itemName": item.names[language as usize],
                "manageMethod": manage_method(item, language),
            }),
        );
    }
    out.extend_from_slice(b"]}");
    Answer::json(out)
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
