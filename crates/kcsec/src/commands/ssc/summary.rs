use korea_cloud_security::ErrorKind;
use korea_cloud_security::nhn_ssc::{
    Client, Error, InspectionKind, InspectionStandard, SummaryQuery,
};

use super::SUMMARY;
use super::range::{calls_of_list, region, warn_of_none};
use crate::cli::{Kind, Region, Standard, SummaryArgs};
use crate::commands::listing::{Listed, every_page, one_page, reads_every_page};
use crate::commands::question::confirm_calls;
use crate::context::Context;
use crate::exit::{Failure, Outcome};
use crate::lang::{say, words};

const INSPECTIONS: Listed = Listed {
    columns: SUMMARY,
    all: words("점검 {0}건", "{0} inspection{s0}", "点検{0}件"),
    some: words(
        "점검 {1}건 중 {0}건",
        "{0} of {1} inspection{s1}",
        "点検{1}件中{0}件",
    ),
};

pub(super) async fn run(context: &Context, client: &Client, args: &SummaryArgs) -> Outcome {
    let region = region(context, args.region.as_ref())?;
    let query = query(context, &region, args);
    let asked_for_a_page = args.page.is_some() || args.limit.is_some();
    if reads_every_page(context, args.all, asked_for_a_page) {
        confirm_calls(context, calls_of_list(query.from(), query.to()), args.yes).await?;
        let inspections = client.summary_stream(&query);
        let allow = args.allow_incomplete;
        let count = every_page(context, &INSPECTIONS, inspections, allow).await?;
        warn_of_none(context, region.as_str(), count);
        return Ok(());
    }
    let page = client.summary(&query).await.map_err(with_the_way_out)?;
    let total = page.page_info().total_count;
    let (inspections, skipped) = (page.inspections(), page.skipped());
    let count = one_page(context, &INSPECTIONS, inspections, skipped, total)?;
    warn_of_none(context, region.as_str(), count);
    Ok(())
}

fn query(context: &Context, region: &Region, args: &SummaryArgs) -> SummaryQuery {
    let now = context.now();
    let mut query = SummaryQuery::new(
        region.as_str(),
        args.from.resolve(now),
        args.to.resolve(now),
    )
    .with_language(context.lang.of_service());
    if let Some(page) = args.page {
        query = query.with_page(page);
    }
    if let Some(limit) = args.limit {
        query = query.with_limit(limit);
    }
    if let Some(kind) = args.kind {
        query = query.with_kind(kind.into());
    }
    if let Some(standard) = args.standard {
        query = query.with_standard(standard.into());
    }
    query
}

impl From<Standard> for InspectionStandard {
    fn from(standard: Standard) -> Self {
        match standard {
            Standard::M => Self::CriticalInfrastructure,
            Standard::F => Self::FinancialInfrastructure,
        }
    }
}

impl From<Kind> for InspectionKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Os => Self::Os,
            Kind::Was => Self::Was,
        }
    }
}

/// The library speaks of windows; here the way out is an option.
fn with_the_way_out(error: Error) -> Failure {
    if error.kind() == ErrorKind::InvalidInput && error.field() == Some("to") {
        return Failure::usage(say!(
            "summary: --from과 --to의 간격이 31일을 넘습니다. 기간을 줄이거나, 기간 제한이 없는 --all을 지정하세요",
            "summary: --from and --to are more than 31 days apart; ask for less, or add --all, which takes a range of any length"
        ));
    }
    error.into()
}
