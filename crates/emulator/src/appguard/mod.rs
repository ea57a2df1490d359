//! NHN AppGuard's public API.

use crate::answer::Answer;
use crate::calendar::{korean_day, parse_day};
use crate::call::Call;
use crate::credentials::same;
use crate::data::detections::{Day, Os};
use crate::envelope::nhn_error;
use crate::errors::Source;
use crate::state::World;

/// So many days back can be asked for; today cannot.
const OLDEST: i64 = 90;

/// `GET /v1.0/appkeys/{appkey}/dashboard/abnormal-status`.
pub(crate) fn abnormal_status(world: &World, call: &Call<'_>) -> Answer {
    match admit(world, call).and_then(|()| read(world, call)) {
        Ok(day) => Answer::json(day.write()),
        Err(refusal) => refusal,
    }
}

fn admit(world: &World, call: &Call<'_>) -> Result<(), Answer> {
    let id = call.header("x-tc-authentication-id").unwrap_or_default();
    let account = world
        .accounts
        .iter()
        .find(|account| account.keys.nhn_user_access_key_id == id);
    let Some(account) = account else {
        return Err(nhn_error(Source::AppGuard, 4_010_007, ""));
    };
    let secret = call
        .header("x-tc-authentication-secret")
        .unwrap_or_default();
    if !same(&account.keys.nhn_secret_access_key, secret) {
        return Err(nhn_error(Source::AppGuard, 4_010_008, ""));
    }
    if !same(&account.keys.appguard_appkey, call.segment(2)) {
        return Err(nhn_error(Source::AppGuard, 4_010_001, ""));
    }
    Ok(())
}

fn read(world: &World, call: &Call<'_>) -> Result<Day, Answer> {
    let wrong = |parameter: &str| nhn_error(Source::AppGuard, 4_000_001, parameter);
    let query = call.query();
    let by_user = match query.get("targetType").as_deref() {
        None | Some("0") => false,
        Some("1") => true,
        Some(_) => return Err(wrong("targetType")),
    };
    let day = query.get("targetDate").as_deref().and_then(parse_day);
    let today = korean_day(call.gateway_ms);
    let day = day.filter(|day| (today - OLDEST..today).contains(day));
    let day = day.ok_or_else(|| wrong("targetDate"))?;
    let os = match query.get("os").as_deref() {
        Some("1") => Os::Android,
        Some("2") => Os::Ios,
        _ => return Err(wrong("os")),
    };
    Ok(Day {
        seed: world.seed(),
        usual: world.options.devices_per_day,
        day,
        os,
        by_user,
    })
}
