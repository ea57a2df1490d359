use korea_cloud_security::nhn_ssc::{CheckItem, Client, DetailsQuery, InspectionId};
use serde::Serialize;

use super::DETAILS;
use crate::cli::DetailsArgs;
use crate::context::Context;
use crate::exit::{Failure, Outcome, Status, status_of};
use crate::lang::words;

/// An item, with the inspection that it belongs to.
#[derive(Serialize)]
struct Row<'a> {
    #[serde(rename = "usageStasNo")]
    inspection: &'a InspectionId,
    #[serde(flatten)]
    item: &'a CheckItem,
}

pub(super) async fn run(context: &Context, client: &Client, args: &DetailsArgs) -> Outcome {
    let language = context.lang.of_service();
    let queries = args
        .ids
        .iter()
        .map(|id| DetailsQuery::new(id.as_str()).with_language(language.clone()));
    let mut responses = client.details_stream(queries.collect::<Vec<_>>());
    let mut list = context.output.list(DETAILS)?;
    let mut worst: Option<Status> = None;
    let (mut items, mut weak) = (0, 0);
    while let Some(details) = responses.next().await {
        match details.items {
            Ok(read) => {
                items += read.len();
                weak += read.iter().filter(|item| item.failed()).count();
                for item in &read {
                    // What was not judged is not hidden.
                    if !args.weak_only || !item.passed() {
                        list.push(&Row {
                            inspection: &details.id,
                            item,
                        })?;
                    }
                }
            }
            // The others go on; what failed is said at once.
            Err(error) => {
                context.error(&format!("inspection {}: {error}", details.id));
                worst = worst.max(Some(status_of(&error)));
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
