use std::cmp::Reverse;

use korea_cloud_security::nhn_appguard::{AbnormalStatusQuery, Os};

use super::Stage;
use crate::commands::{appguard, clients};
use crate::day::Day;
use crate::exit::Outcome;
use crate::lang::words;
use crate::settings::Session;

/// So many devices are shown, those with the most detections first.
const DEVICES: usize = 5;

pub(super) async fn play(stage: &Stage<'_>, session: &Session) -> Outcome {
    let title = words(
        "NHN AppGuard · 어제의 이상 기기",
        "NHN AppGuard · yesterday's abnormal devices",
        "NHN AppGuard · 昨日の異常端末",
    );
    stage.act(
        4,
        title,
        "kcsec --emulator appguard abnormal --date yesterday --os android",
    )?;
    let client = clients::appguard(session)?;
    let yesterday = Day::YESTERDAY.date(stage.context.now());
    let query = AbnormalStatusQuery::new(yesterday, Os::Android);
    let mut entries = client.abnormal_status(&query).await?.entries;
    let all = entries.len();
    entries.sort_by_key(|entry| Reverse(entry.total));
    entries.truncate(DEVICES);
    appguard::show(stage.context, &entries)?;
    stage.excerpt(entries.len(), all)?;
    Ok(())
}
