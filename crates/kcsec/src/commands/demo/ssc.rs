use korea_cloud_security::nhn_ssc::{
    CheckItem, Client, DetailsQuery, InspectionSummary, SummaryQuery,
};

use super::Stage;
use crate::commands::clients;
use crate::commands::ssc::{SUMMARY, WEAK_ITEMS};
use crate::day::{DayEnd, DayStart};
use crate::exit::{Failure, Outcome};
use crate::lang::{Words, words};
use crate::settings::Session;

/// So many servers are shown.
const SERVERS: usize = 5;
const SERVER: Words = words("서버", "server", "サーバー");
const COLUMNS: Words = words(
    "… 일부 열만 표시 (조치 방법 제외)",
    "… some columns only, without remediation",
    "… 一部の列のみ（対処方法を除く）",
);
/// So many failed checks of the worst.
const ITEMS: usize = 8;

pub(super) async fn play(stage: &Stage<'_>, session: &Session) -> Outcome {
    let title = words(
        "NHN Cloud Server Security Check · 서버 점검 결과",
        "NHN Cloud Server Security Check · inspections of servers",
        "NHN Cloud Server Security Check · サーバー点検結果",
    );
    stage.act(
        2,
        title,
        "kcsec --emulator ssc summary --region KR1 --from yesterday --to yesterday --all",
    )?;
    let client = clients::ssc(session)?;
    let inspections: Vec<InspectionSummary> =
        client.summary_stream(&query(stage)?).try_collect().await?;
    let mut list = stage.context.output.list(SUMMARY)?;
    for inspection in inspections.iter().take(SERVERS) {
        list.push(inspection)?;
    }
    list.finish()?;
    stage.excerpt(inspections.len().min(SERVERS), inspections.len())?;
    let worst = inspections
        .iter()
        .max_by_key(|one| (one.high_weak_count, one.weak_count));
    match worst {
        Some(worst) => weak_items(stage, &client, worst).await,
        None => Ok(()),
    }
}

fn query(stage: &Stage<'_>) -> Result<SummaryQuery, Failure> {
    let now = stage.context.now();
    let parse = |problem| Failure::usage(problem);
    let from: DayStart = "yesterday".parse().map_err(parse)?;
    let to: DayEnd = "yesterday".parse().map_err(parse)?;
    Ok(SummaryQuery::new("KR1", from.resolve(now), to.resolve(now))
        .with_language(stage.context.lang.of_service()))
}

async fn weak_items(stage: &Stage<'_>, client: &Client, worst: &InspectionSummary) -> Outcome {
    let id = &worst.id;
    let title = words(
        "가장 취약한 서버",
        "The failed checks of the worst server",
        "最も脆弱なサーバーの項目",
    );
    stage.scene(
        title,
        &format!("kcsec --emulator ssc details {id} --failed-only"),
    )?;
    let query = DetailsQuery::new(id).with_language(stage.context.lang.of_service());
    let mut weak: Vec<CheckItem> = client.details(query).await?.into_rows();
    weak.retain(CheckItem::failed);
    let mut list = stage.context.output.list(WEAK_ITEMS)?;
    for item in weak.iter().take(ITEMS) {
        list.push(item)?;
    }
    list.finish()?;
    let server = worst.instance_name.as_deref().unwrap_or_default();
    stage.line(&format!("{}: {server}", stage.context.word(SERVER)))?;
    stage.excerpt(weak.len().min(ITEMS), weak.len())?;
    stage.line(stage.context.word(COLUMNS))?;
    Ok(())
}
