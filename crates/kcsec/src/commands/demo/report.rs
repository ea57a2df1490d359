use super::Stage;
use crate::cli::{JudgeArgs, ReportFormat, SaveArgs, SscCollectArgs, WriteTo};
use crate::commands::{clients, collect};
use crate::day::{DayEnd, DayStart};
use crate::exit::{Failure, Outcome};
use crate::lang::{cannot_be_written, words};
use crate::settings::Session;

/// Collects every check of every server, and leaves the reports where they can be looked at.
pub(super) async fn play(stage: &Stage<'_>, session: &Session) -> Outcome {
    let title = words(
        "감사 보고서 · 한 번 수집해 여러 형식으로",
        "An audit report · collect once, write many formats",
        "監査レポート · 一度の収集で複数の形式に",
    );
    stage.act(
        6,
        title,
        "kcsec --emulator ssc collect --region KR1 --from yesterday --to yesterday --write html=report.html --write xlsx=report.xlsx",
    )?;
    // A name that nobody else can have taken; what is in it stays.
    let folder = tempfile::Builder::new()
        .prefix("kcsec-demo-")
        .tempdir()
        .map_err(|error| {
            let place = std::env::temp_dir();
            Failure::usage(cannot_be_written(place.display(), &error))
        })?
        .keep();
    let yesterday = |problem| Failure::usage(problem);
    let from: DayStart = "yesterday".parse().map_err(yesterday)?;
    let to: DayEnd = "yesterday".parse().map_err(yesterday)?;
    let write = |format, name: &str| WriteTo {
        format,
        file: folder.join(name),
    };
    let args = SscCollectArgs {
        region: Some("KR1".parse().map_err(yesterday)?),
        from: Some(from),
        to: Some(to),
        as_of: None,
        standard: None,
        kind: None,
        all_inspections: false,
        text_language: Some(stage.context.lang),
        no_resume: true,
        allow_incomplete: false,
        save: SaveArgs {
            save: None,
            project: None,
        },
        judge: JudgeArgs {
            write: vec![
                write(ReportFormat::Html, "report.html"),
                write(ReportFormat::Xlsx, "report.xlsx"),
            ],
            register: None,
            expect: None,
            today: None,
        },
    };
    let client = clients::ssc(session)?;
    collect::ssc(stage.context, session, &client, &args).await?;
    for write in &args.judge.write {
        stage.line(&format!("→ {}", write.file.display()))?;
    }
    Ok(())
}
