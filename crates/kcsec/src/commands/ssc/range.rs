//! What a list of inspections is asked for: a region and a time.

use chrono::{DateTime, FixedOffset};
use korea_cloud_security::ConfigError;

use crate::cli::Region;
use crate::context::Context;
use crate::exit::Failure;
use crate::lang::{say, words};

/// The region that is asked for, or else that of the settings.
///
/// # Errors
///
/// When there is neither, or the settings' is none.
pub(in crate::commands) fn region(
    context: &Context,
    asked: Option<&Region>,
) -> Result<Region, Failure> {
    if let Some(region) = asked {
        return Ok(region.clone());
    }
    let set = context.environment.var("KCSEC_REGION");
    let set = set.map_err(ConfigError::from)?;
    match set.filter(|region| !region.trim().is_empty()) {
        Some(region) => region
            .parse()
            .map_err(|problem| Failure::usage(format!("KCSEC_REGION: {problem}"))),
        None => Err(Failure::usage(say!(
            "리전이 없습니다. --region KR1처럼 지정하거나, KCSEC_REGION 또는 프로필에 설정하세요",
            "no region; give one, as in --region KR1, or set KCSEC_REGION or the profile's"
        ))),
    }
}

/// How many calls a list of that range may take: one page of each four weeks, and one that shows
/// that there are no more.
pub(super) fn calls_of_list(from: DateTime<FixedOffset>, to: DateTime<FixedOffset>) -> u64 {
    let weeks = u64::try_from((to - from).num_weeks()).unwrap_or(0);
    2 * (weeks / 4 + 1)
}

/// Nothing at all is more often a wrong question than an answer.
pub(in crate::commands) fn warn_of_none(context: &Context, region: &str, count: u64) {
    if count == 0 {
        context.error(&context.fill(
            words(
                "경고: 리전 {0}에 해당 기간의 점검이 없습니다. 리전과 기간을 확인하세요",
                "warning: no inspection in the region {0} in that time; check the region and the dates",
                "警告: リージョン{0}にこの期間の点検がありません。リージョンと期間を確認してください",
            ),
            &[&region],
        ));
    }
}
