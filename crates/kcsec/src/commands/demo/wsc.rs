use std::time::Duration;

use korea_cloud_security::ncp_wsc::{CreateJob, Reconcile, Speed, WaitError};

use super::Stage;
use crate::commands::clients;
use crate::commands::wsc::{JOB, SHORT_REPORT, Watched, follow};
use crate::exit::{Failure, Outcome, Status};
use crate::lang::words;
use crate::settings::{Running, Session};

const TARGET: &str = "https://shop.example.com";

pub(super) async fn play(stage: &Stage<'_>, session: &Session, running: &Running) -> Outcome {
    let title = words(
        "NAVER Cloud Web Security Checker · 웹 취약점 점검",
        "NAVER Cloud Web Security Checker · scan a web site",
        "NAVER Cloud Web Security Checker · Webスキャン",
    );
    stage.act(
        3,
        title,
        &format!(
            "kcsec --emulator wsc create --url {TARGET} --speed 3 --memo 'kcsec demo' --yes --wait"
        ),
    )?;
    let client = clients::wsc(session)?;
    let job = CreateJob::new(TARGET)
        .with_speed(Speed::Fast)
        .with_memo("kcsec demo")
        .with_reconcile(Reconcile::new());
    let created = client.create_job(&job).await?;
    // Polls often, so that the bar moves.
    let often = Duration::from_millis(120);
    let wait = client
        .wait(&created)
        .with_intervals(often, often)
        .with_timeout(Duration::from_secs(30));
    let mut watched = Watched::created(created);
    let job = follow(stage.context, &mut watched, wait)
        .await
        .map_err(|error: WaitError| Failure::new(Status::Network, error.to_string()))?;
    stage.context.output.record(JOB, &job)?;
    let billed = running.emulator.log().scans().len();
    let text = stage.context.word(words(
        "에뮬레이터 기준 과금 건수:",
        "Scans that the emulator billed:",
        "エミュレーターで課金されたスキャン数:",
    ));
    stage.line(&format!("{text} {billed}"))?;

    let title = words("점검 보고서", "Its report", "スキャンレポート");
    let id = &job.id;
    stage.scene(title, &format!("kcsec wsc report {id}"))?;
    let report = client.get_report(id).await?;
    stage.context.output.record(SHORT_REPORT, &report)?;
    stage.line(stage.context.word(words(
        "… 보고서의 일부",
        "… an excerpt of the report",
        "… レポートの一部",
    )))?;
    Ok(())
}
