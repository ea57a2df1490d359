use std::collections::HashMap;

use chrono::{DateTime, Days, FixedOffset};
use korea_cloud_security::findings::{
    Inspection, PartialRun, Question, Run, Service, Unread, end_of_korea_day, latest_inspections,
};
use korea_cloud_security::nhn_ssc::{
    Client, DetailsQuery, InspectionKind, InspectionStandard, Language, SummaryQuery,
};

use super::convert;
use super::run::{
    COLLECTED, Collected, Folder, collected_at, describe, tell_kept, tell_shared_names,
};
use crate::cli::SscCollectArgs;
use crate::commands::findings::Reports;
use crate::commands::listing::read_to_end;
use crate::commands::ssc::range::{region, warn_of_none};
use crate::context::Context;
use crate::exit::{Failure, Outcome, Status};
use crate::lang::{Lang, call_error, say, words};
use crate::progress;
use crate::settings::Session;

/// How far a run reads back where no range is given.
const DAYS: u64 = 366;

pub(in crate::commands) async fn run(
    context: &Context,
    session: &Session,
    client: &Client,
    args: &SscCollectArgs,
) -> Outcome {
    let reports = Reports::prepare(context, &args.judge)?;
    let folder = Folder::of(&args.save)?;
    let (from, to) = range(context, args)?;
    let question = question(context, session, args, from, to)?;
    let mut part = PartialRun::open(folder.path(), question, !args.no_resume)?;
    if part.is_resumed() {
        context.note(&context.fill(
            words(
                "중단된 수집을 이어서 진행합니다(점검 {0}건 완료)",
                "taking up a run that was cut off: {0} inspection{s0} are there",
                "中断した収集を再開します（点検{0}件は取得済み）",
            ),
            &[&part.len()],
        ));
    }
    context.interrupts.end_as(Err(Failure::new(
        Status::Interrupted,
        say!(
            "중단되었습니다. 하루 안에 같은 명령을 실행하면 이어서 수집합니다",
            "interrupted; the same command takes the run up where it ended, within a day"
        ),
    )));
    let (inspections, mut is_complete) = list(context, client, part.run(), args).await?;
    warn_of_none(context, &part.run().region, inspections.len() as u64);
    let unread = read_details(context, client, &mut part, inspections, args).await?;
    is_complete &= unread.is_empty();
    let written = part.finish(is_complete, unread)?;
    context.interrupts.lose_nothing();
    if !reports.take_stdout() {
        let collected = Collected::of(&written, folder.is_kept());
        context.output.record(COLLECTED, &collected)?;
    } else if folder.is_kept() {
        tell_kept(context, &written);
    }
    let reported = reports.write(context, std::slice::from_ref(&written.path));
    let end = &written.info.end;
    if end.complete {
        return reported;
    }
    if let Err(failure) = reported {
        context.error(&failure.to_string());
    }
    Err(Failure::new(
        Status::Network,
        context.fill(
            words(
                "수집 불완전: {0}개 점검을 읽지 못했습니다. 같은 명령을 다시 실행하세요",
                "the collection is incomplete: {0} inspection{s0} unread; run the same command again",
                "収集が不完全です: 未読{0}件。同じコマンドをもう一度実行してください",
            ),
            &[&end.unread.len()],
        ),
    ))
}

fn range(
    context: &Context,
    args: &SscCollectArgs,
) -> Result<(DateTime<FixedOffset>, DateTime<FixedOffset>), Failure> {
    let now = context.now();
    let to = match (args.as_of, args.to) {
        (Some(day), _) => end_of_korea_day(day.date(now)),
        (None, Some(to)) => to.resolve(now),
        (None, None) => collected_at(context),
    };
    let from = match args.from {
        Some(from) => from.resolve(now),
        None => to.checked_sub_days(Days::new(DAYS)).unwrap_or(to),
    };
    if from > to {
        return Err(Failure::usage(say!(
            "--from이 --to보다 늦습니다. 서로 바꾸세요",
            "--from is later than --to; exchange them"
        )));
    }
    Ok((from, to))
}

fn question(
    context: &Context,
    session: &Session,
    args: &SscCollectArgs,
    from: DateTime<FixedOffset>,
    to: DateTime<FixedOffset>,
) -> Result<Question, Failure> {
    let now = context.now();
    let mut run = Run::new(Service::Ssc, collected_at(context));
    describe(context, &mut run, args.save.project.as_ref());
    run.region = region(context, args.region.as_ref())?.to_string();
    run.zone = Some(session.settings.zone()?.to_string());
    run.standard = args
        .standard
        .map(|standard| InspectionStandard::from(standard).to_string());
    run.kind = args.kind.map(|kind| InspectionKind::from(kind).to_string());
    run.language = Some(code(args.text_language.unwrap_or(Lang::Ko)).to_owned());
    run.from = Some(from);
    run.to = Some(to);
    run.as_of = args.as_of.map(|day| day.date(now));
    run.latest_only = !args.all_inspections;
    let asked_from = args.from.map(|from| from.resolve(now));
    let asked_to = args.to.map(|to| to.resolve(now));
    Ok(Question::new(run, asked_from, asked_to))
}

/// The inspections of the run's range, and whether all of them came.
async fn list(
    context: &Context,
    client: &Client,
    run: &Run,
    args: &SscCollectArgs,
) -> Result<(Vec<Inspection>, bool), Failure> {
    let (Some(from), Some(to)) = (run.from, run.to) else {
        return Err(Failure::usage(say!(
            "수집 기간이 없습니다",
            "the run has no range"
        )));
    };
    let mut query = SummaryQuery::new(&run.region, from, to).with_language(language(args));
    if let Some(standard) = args.standard {
        query = query.with_standard(standard.into());
    }
    if let Some(kind) = args.kind {
        query = query.with_kind(kind.into());
    }
    let stream = client.summary_stream(&query);
    let mut inspections = Vec::new();
    let end = read_to_end(context, stream, args.allow_incomplete, |summary| {
        inspections.push(convert::inspection(&summary));
        Ok(())
    })
    .await?;
    // What came is kept, and the snapshot says that it is not all.
    if let Some(failure) = &end.failure {
        context.error(&failure.to_string());
    }
    let is_complete = end.failure.is_none();
    if args.all_inspections {
        return Ok((inspections, is_complete));
    }
    let (latest, shared) = latest_inspections(inspections);
    tell_shared_names(context, &shared);
    Ok((latest, is_complete))
}

/// Reads what is not there yet; what cannot be read is named.
async fn read_details(
    context: &Context,
    client: &Client,
    part: &mut PartialRun,
    inspections: Vec<Inspection>,
    args: &SscCollectArgs,
) -> Result<Vec<Unread>, Failure> {
    let mut open: HashMap<String, Inspection> = HashMap::new();
    let mut queries = Vec::new();
    let all = inspections.len() as u64;
    for inspection in inspections {
        if part.contains(&inspection.inspection) {
            continue;
        }
        queries
            .push(DetailsQuery::new(inspection.inspection.as_str()).with_language(language(args)));
        open.insert(inspection.inspection.clone(), inspection);
    }
    let bar = progress::counted_bar(context, all);
    bar.set_position(all - queries.len() as u64);
    let mut unread = Vec::new();
    let mut mismatches = 0_u64;
    let mut details = client.details_stream(queries);
    while let Some(read) = details.next().await {
        bar.inc(1);
        let Some(inspection) = open.remove(read.id.as_str()) else {
            continue;
        };
        match read.items {
            Ok(items) => {
                let checks: Vec<_> = items.iter().map(convert::check).collect();
                mismatches += u64::from(part.add(inspection, &checks)?);
            }
            Err(error) => {
                context.error(&format!("{}: {}", read.id, call_error(&error)));
                let mut missing = Unread::default();
                missing.inspection = inspection.inspection;
                missing.server = inspection.server;
                missing.standard = inspection.standard;
                missing.kind = inspection.kind;
                missing.checked_at = inspection.checked_at;
                missing.code = error.code().map(|code| code.to_string());
                missing.message = error.to_string();
                unread.push(missing);
            }
        }
    }
    bar.finish_and_clear();
    if mismatches > 0 {
        context.note(&context.fill(
            words(
                "점검 {0}건은 항목 수가 요약과 다릅니다(보고서의 점검 범위에 표시됩니다)",
                "{0} inspection{s0} whose items are not as many as the summary says; reports show them",
                "点検{0}件は項目数が要約と一致しません（レポートに表示されます）",
            ),
            &[&mismatches],
        ));
    }
    Ok(unread)
}

fn language(args: &SscCollectArgs) -> Language {
    args.text_language.unwrap_or(Lang::Ko).of_service()
}

fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Ko => "ko",
        Lang::En => "en",
        Lang::Ja => "ja",
    }
}
