use std::pin::pin;

use futures_util::TryStreamExt as _;
use korea_cloud_security::ErrorKind;
use korea_cloud_security::nhn_ssc::{
    Client, Error, InspectionKind, InspectionStandard, SummaryQuery,
};

use super::SUMMARY;
use crate::cli::{Kind, Standard, SummaryArgs};
use crate::context::Context;
use crate::exit::{Failure, Outcome};
use crate::lang::words;
use crate::progress;

pub(super) async fn run(context: &Context, client: &Client, args: &SummaryArgs) -> Outcome {
    let query = query(context, args);
    if args.all {
        all_pages(context, client, &query).await
    } else {
        one_page(context, client, &query).await
    }
}

fn query(context: &Context, args: &SummaryArgs) -> SummaryQuery {
    let now = context.now();
    let mut query = SummaryQuery::new(&args.region, args.from.resolve(now), args.to.resolve(now));
    if let Some(lang) = context.global.lang {
        query = query.with_language(lang.of_service());
    }
    if let Some(page) = args.page {
        query = query.with_page(page);
    }
    if let Some(limit) = args.limit {
        query = query.with_limit(limit);
    }
    if let Some(kind) = args.kind {
        query = query.with_kind(match kind {
            Kind::Os => InspectionKind::Os,
            Kind::Was => InspectionKind::Was,
        });
    }
    if let Some(standard) = args.standard {
        query = query.with_standard(match standard {
            Standard::M => InspectionStandard::CriticalInfrastructure,
            Standard::F => InspectionStandard::FinancialInfrastructure,
        });
    }
    query
}

async fn one_page(context: &Context, client: &Client, query: &SummaryQuery) -> Outcome {
    let page = client.summary(query).await.map_err(with_the_way_out)?;
    let total = page.page_info().total_count;
    let inspections = page.into_inspections();
    let mut list = context.output.list(SUMMARY);
    for inspection in &inspections {
        list.push(inspection)?;
    }
    list.finish()?;
    let shown = inspections.len() as u64;
    let (of, more) = (
        context.word(words("점검", "inspections", "件の点検")),
        context.word(words(
            "--all 로 전체를 볼 수 있습니다",
            "--all shows them all",
            "--all で全件を表示します",
        )),
    );
    match total {
        Some(total) if total > shown => context.note(&format!("{shown}/{total} {of}; {more}")),
        _ => context.note(&format!("{shown} {of}")),
    }
    Ok(())
}

async fn all_pages(context: &Context, client: &Client, query: &SummaryQuery) -> Outcome {
    let mut list = context.output.list(SUMMARY);
    let of = context.word(words("점검", "inspections", "件の点検"));
    let bar = progress::spinner(context, of);
    let mut inspections = pin!(client.summary_range(query));
    while let Some(inspection) = inspections.try_next().await? {
        list.push(&inspection)?;
        bar.inc(1);
    }
    let count = bar.position();
    bar.finish_and_clear();
    list.finish()?;
    context.note(&format!("{count} {of}"));
    Ok(())
}

/// The library speaks of windows; here the way out is an option.
fn with_the_way_out(error: Error) -> Failure {
    if error.kind() == ErrorKind::InvalidInput && error.field() == Some("to") {
        return Failure::usage(
            "summary: --from and --to are more than 31 days apart; ask for less, or add --all, which takes a range of any length",
        );
    }
    error.into()
}
