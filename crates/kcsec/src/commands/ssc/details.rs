use std::collections::HashMap;
use std::io::Read as _;

use korea_cloud_security::nhn_ssc::{
    CheckItem, Client, DetailsQuery, InspectionId, InspectionSummary, SummaryQuery,
};
use serde::Serialize;

use super::DETAILS;
use super::range::{calls_of_list, region, warn_of_none};
use crate::cli::{DetailsArgs, Format};
use crate::commands::listing::read_to_end;
use crate::commands::question::confirm_calls;
use crate::context::Context;
use crate::exit::{Failure, Outcome, Status, status_of};
use crate::lang::{call_error, cannot_be_read, say, words};

/// More than any list of ids has.
const LARGEST_INPUT: u64 = 16 * 1024 * 1024;

/// An item, with the inspection that it belongs to; the server where the inspection was listed.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row<'a> {
    #[serde(rename = "usageStasNo")]
    inspection: &'a InspectionId,
    #[serde(skip_serializing_if = "Option::is_none")]
    instance_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bss: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    execution_time: Option<&'a str>,
    #[serde(flatten)]
    item: &'a CheckItem,
}

/// The inspections that could not be read, in the data of JSON and NDJSON.
#[derive(Serialize)]
struct Unread {
    unread: Vec<InspectionId>,
}

pub(super) async fn run(context: &Context, client: &Client, args: &DetailsArgs) -> Outcome {
    let language = context.lang.of_service();
    let (listed, mut is_partial) = listed(context, client, args).await?;
    let ids = match &args.from {
        Some(_) => listed
            .iter()
            .map(|inspection| inspection.id.clone())
            .collect(),
        None => ids(args).await?,
    };
    let asked = ids.len();
    if args.from.is_some() {
        confirm_calls(context, asked as u64, args.yes).await?;
    }
    let servers: HashMap<&InspectionId, &InspectionSummary> = listed
        .iter()
        .map(|inspection| (&inspection.id, inspection))
        .collect();
    let queries: Vec<_> = ids
        .into_iter()
        .map(|id| DetailsQuery::new(id).with_language(language.clone()))
        .collect();
    let mut responses = client.details_stream(queries);
    let mut list = context.output.list(DETAILS)?;
    let mut worst: Option<Status> = None;
    let mut unread = Vec::new();
    let (mut items, mut failed, mut not_judged) = (0_usize, 0_usize, 0_usize);
    while let Some(details) = responses.next().await {
        let read = match details.items {
            Ok(read) => read,
            // The others go on; what failed is said at once.
            Err(error) => {
                context.error(&say!(
                    "점검 {}: {}",
                    "inspection {}: {}",
                    details.id,
                    call_error(&error)
                ));
                worst = worst.max(Some(status_of(&error)));
                unread.push(details.id);
                continue;
            }
        };
        for item in read.skipped() {
            context.error(&say!(
                "점검 {}: 식별할 수 없는 항목: {item}",
                "inspection {}: {item}",
                details.id
            ));
            is_partial = true;
        }
        let server = servers.get(&details.id);
        items += read.len();
        failed += read.iter().filter(|item| item.failed()).count();
        not_judged += read.iter().filter(|item| item.not_judged()).count();
        // What was not judged is not hidden.
        for item in read
            .iter()
            .filter(|item| !args.failed_only || !item.passed())
        {
            list.push(&Row {
                inspection: &details.id,
                instance_name: server.and_then(|one| one.instance_name.as_deref()),
                bss: server.and_then(|one| Some(one.standard.as_ref()?.to_string())),
                execution_time: server.and_then(|one| Some(one.execution_time.as_ref()?.as_str())),
                item,
            })?;
        }
    }
    if asked > 0 && unread.len() == asked {
        return worst.map_or(Ok(()), |status| Err(Failure::reported(status)));
    }
    if !unread.is_empty() {
        is_partial = true;
        if matches!(context.output.format, Format::Json | Format::Ndjson) {
            list.push(&Unread { unread })?;
        }
    }
    list.finish()?;
    context.note(&context.fill(
        words(
            "{0}개 항목 중 {1}개 취약, {2}개 확인 필요",
            "{1} of {0} item{s0} failed, {2} not judged",
            "{0}項目中{1}項目が脆弱、{2}項目は要確認",
        ),
        &[&items, &failed, &not_judged],
    ));
    if is_partial {
        return Err(Failure::reported(Status::Network));
    }
    Ok(())
}

/// The ids of the command line, or of standard input: one word each.
async fn ids(args: &DetailsArgs) -> Result<Vec<InspectionId>, Failure> {
    let mut ids = Vec::new();
    for id in &args.ids {
        if id != "-" {
            ids.push(id.trim().to_owned());
            continue;
        }
        // On a thread of its own, so that an interrupt is heard meanwhile.
        let text = tokio::task::spawn_blocking(|| {
            let mut text = String::new();
            let read = std::io::stdin()
                .take(LARGEST_INPUT)
                .read_to_string(&mut text);
            read.map(|_| text)
        });
        let text = text
            .await
            .map_err(std::io::Error::other)
            .and_then(|text| text);
        let text = text.map_err(|error| {
            Failure::usage(cannot_be_read(say!("표준 입력", "standard input"), &error))
        })?;
        let words = text.split(|c: char| c.is_whitespace() || c == ',');
        ids.extend(words.filter(|word| !word.is_empty()).map(str::to_owned));
    }
    if ids.is_empty() {
        return Err(Failure::usage(say!(
            "표준 입력에 번호가 없습니다. 한 줄에 하나씩 지정하세요",
            "standard input holds no id; give one per line"
        )));
    }
    ids.iter()
        .map(|id| {
            id.parse()
                .map_err(|error| Failure::usage(say!("{id:?}: 번호가 아닙니다", "{id:?}: {error}")))
        })
        .collect()
}

/// The inspections of the range, if one was given, and whether some of them are missing.
async fn listed(
    context: &Context,
    client: &Client,
    args: &DetailsArgs,
) -> Result<(Vec<InspectionSummary>, bool), Failure> {
    let mut inspections = Vec::new();
    let Some(from) = args.from else {
        return Ok((inspections, false));
    };
    let region = region(context, args.region.as_ref())?;
    let now = context.now();
    let to = match args.to {
        Some(to) => to.resolve(now),
        None => chrono::DateTime::<chrono::Utc>::from(now).fixed_offset(),
    };
    let query = SummaryQuery::new(region.as_str(), from.resolve(now), to)
        .with_language(context.lang.of_service());
    confirm_calls(context, calls_of_list(query.from(), query.to()), args.yes).await?;
    let stream = client.summary_stream(&query);
    let end = read_to_end(context, stream, args.allow_incomplete, |inspection| {
        inspections.push(inspection);
        Ok(())
    })
    .await?;
    if let Some(failure) = &end.failure {
        context.error(&failure.to_string());
    }
    warn_of_none(context, region.as_str(), end.count);
    Ok((inspections, end.failure.is_some()))
}
