use std::pin::pin;

use futures_util::StreamExt as _;
use korea_cloud_security::nhn_ssc::{CheckItem, Client, InspectionId};
use serde::Serialize;

use super::DETAILS;
use crate::cli::DetailsArgs;
use crate::context::Context;
use crate::exit::{Failure, Outcome, Status, status_of};
use crate::lang::words;

/// How many inspections are asked for at a time.
const AT_A_TIME: usize = 8;

/// An item, with the inspection that it belongs to.
#[derive(Serialize)]
struct Row<'a> {
    #[serde(rename = "usageStasNo")]
    inspection: InspectionId,
    #[serde(flatten)]
    item: &'a CheckItem,
}

pub(super) async fn run(context: &Context, client: &Client, args: &DetailsArgs) -> Outcome {
    let ids = args.ids.iter().copied().map(InspectionId::new);
    let language = Some(context.lang.of_service());
    let ids: Vec<_> = ids.collect();
    let mut answers = pin!(client.details_of_many(ids, language, AT_A_TIME));
    let mut list = context.output.list(DETAILS)?;
    let mut worst: Option<Status> = None;
    let (mut items, mut weak) = (0, 0);
    while let Some(answer) = answers.next().await {
        match answer {
            Ok(details) => {
                items += details.items.len();
                weak += details
                    .items
                    .iter()
                    .filter(|item| item.is_vulnerable())
                    .count();
                for item in &details.items {
                    if !args.weak_only || item.is_vulnerable() {
                        list.push(&Row {
                            inspection: details.id,
                            item,
                        })?;
                    }
                }
            }
            // The others go on; what failed is said at once.
            Err(failure) => {
                context.error(&failure.to_string());
                worst = worst.max(Some(status_of(&failure.error)));
            }
        }
    }
    if worst.is_some() && items == 0 {
        return worst.map_or(Ok(()), |status| Err(Failure::reported(status)));
    }
    list.finish()?;
    context.note(&context.fill(
        words(
            "{0}개 항목 중 {1}개 취약",
            "{1} of {0} item{s0} weak",
            "{0}項目中{1}項目が脆弱",
        ),
        &[&items, &weak],
    ));
    worst.map_or(Ok(()), |status| Err(Failure::reported(status)))
}
