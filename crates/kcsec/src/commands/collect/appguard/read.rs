//! Reads days and keeps them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use chrono::NaiveDate;
use futures_util::{StreamExt as _, stream};
use korea_cloud_security::findings::{
    DayFilter, Detection, DetectionDays, Run, SnapshotContent, SnapshotName,
};
use korea_cloud_security::nhn_appguard::{AbnormalReport, AbnormalStatusQuery, Client, Error};

use super::plan::{Open, is_settled};
use super::result::{Collected, DayOf, in_words};
use crate::cli::{AppguardCollectArgs, Platform};
use crate::commands::collect::convert;
use crate::commands::collect::run::{collected_at, describe};
use crate::context::Context;
use crate::exit::{Failure, Outcome};
use crate::progress;

/// Days that are read at a time: a day's response has up to 10 MB.
const CONCURRENCY: usize = 4;

/// Reads days and keeps each at once. A day that fails leaves the others alone, unless the service
/// would reject them all.
pub(super) async fn read(
    context: &Context,
    client: &Client,
    args: &AppguardCollectArgs,
    open: Vec<Open>,
    collected: &mut Collected,
) -> Outcome {
    let bar = progress::counted_bar(context, open.len() as u64);
    let mut failures: BTreeMap<String, Vec<DayOf>> = BTreeMap::new();
    let day_of = |open: &Open| DayOf {
        os: open.platform.as_str(),
        date: open.date,
    };
    let mut left: BTreeSet<DayOf> = open.iter().map(day_of).collect();
    let mut calls = stream::iter(open)
        .map(|open| async move {
            let query = AbnormalStatusQuery::new(open.date, open.platform.into())
                .with_id_type(args.id_type.into());
            let report = client.abnormal_status(&query).await;
            (open, report)
        })
        .buffered(CONCURRENCY);
    let mut outcome = Ok(());
    while let Some((open, report)) = calls.next().await {
        bar.inc(1);
        let day = day_of(&open);
        match report {
            Ok(report) => {
                outcome = keep(context, args, &open, &report, collected);
            }
            Err(error) if error.is_auth() => outcome = Err(error.into()),
            Err(error) if is_gone(client, &error, open.date) => collected.missing.push(day),
            Err(error) => {
                collected.failed.push(day);
                let message = Failure::from(error).to_string();
                failures.entry(message).or_default().push(day);
            }
        }
        if outcome.is_err() {
            break;
        }
        left.remove(&day);
    }
    collected.failed.extend(left);
    bar.finish_and_clear();
    for (message, days) in failures {
        context.error(&format!("{}: {message}", in_words(&days)));
    }
    outcome
}

/// Whether a day went out of reach at midnight, after the run had begun.
fn is_gone(client: &Client, error: &Error, date: NaiveDate) -> bool {
    error.kind().is_usage()
        && client
            .available_days()
            .is_some_and(|available| date < *available.start())
}

fn keep(
    context: &Context,
    args: &AppguardCollectArgs,
    open: &Open,
    report: &AbnormalReport,
    collected: &mut Collected,
) -> Outcome {
    let run = described(context, args, open.date, open.platform);
    let os = open.platform.as_str();
    let entries = report.entries.iter();
    let detections: Vec<Detection> = entries
        .map(|entry| convert::detection(&run, open.date, os, args.id_type.as_str(), entry))
        .collect();
    let is_complete = report.skipped().is_empty();
    if !is_complete {
        collected.incomplete.push(DayOf {
            os,
            date: open.date,
        });
    }
    // Read too early once more: as long as it says the same, one file is enough.
    if let Some(early) = &open.early
        && !is_settled(open.date, run.collected_at)
        && is_same(early, &run, &detections, is_complete)
    {
        collected.kept += 1;
        return Ok(());
    }
    let name = SnapshotName::detections(&run, open.date, os, args.id_type.as_str());
    let mut content = SnapshotContent::new(run);
    content.detections = detections;
    content.complete = is_complete;
    content.save(&args.save, &name)?;
    collected.saved += 1;
    Ok(())
}

fn is_same(early: &PathBuf, run: &Run, detections: &[Detection], is_complete: bool) -> bool {
    let Ok(known) = DetectionDays::load(std::slice::from_ref(early), &DayFilter::default()) else {
        return false;
    };
    let mut now = DetectionDays::new();
    now.add(run.clone(), detections.to_vec());
    let of = |days: &DetectionDays| days.iter().next().map(|(_, day)| day.detections.clone());
    let was_complete = known.iter().all(|(_, day)| day.is_complete());
    of(&known) == of(&now) && was_complete == is_complete
}

pub(super) fn described(
    context: &Context,
    args: &AppguardCollectArgs,
    date: NaiveDate,
    platform: Platform,
) -> Run {
    let read_at = collected_at(context);
    let mut run = Run::detections(date, platform.as_str(), args.id_type.as_str(), read_at);
    describe(context, &mut run, args.project.as_ref());
    run
}
