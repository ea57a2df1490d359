use korea_cloud_security::ncp_wsc::{Client, JobsQuery, SearchQuery};

use super::JOB;
use crate::cli::{JobsArgs, SearchArgs};
use crate::commands::listing::{Listed, every_page, one_page};
use crate::context::Context;
use crate::exit::Outcome;
use crate::lang::words;

const JOBS: Listed = Listed {
    columns: JOB,
    all: words("작업 {0}건", "{0} job{s0}", "ジョブ{0}件"),
    some: words(
        "작업 {1}건 중 {0}건",
        "{0} of {1} job{s1}",
        "ジョブ{1}件中{0}件",
    ),
};

pub(super) async fn list(context: &Context, client: &Client, args: &JobsArgs) -> Outcome {
    let query = JobsQuery::new().with_page(args.page).with_limit(args.limit);
    if args.all {
        return every_page(context, &JOBS, client.get_jobs_stream(&query)).await;
    }
    let page = client.get_jobs(&query).await?;
    one_page(context, &JOBS, page.jobs(), page.total_count)
}

pub(super) async fn search(context: &Context, client: &Client, args: &SearchArgs) -> Outcome {
    let query = match (&args.url, &args.memo) {
        (Some(url), _) => SearchQuery::by_url(url),
        (None, Some(memo)) => SearchQuery::by_memo(memo),
        (None, None) => SearchQuery::everything(),
    };
    let query = query
        .with_page(args.pages.page)
        .with_limit(args.pages.limit);
    let query = match args.status {
        Some(status) => query.with_status(status),
        None => query,
    };
    if args.pages.all {
        return every_page(context, &JOBS, client.search_jobs_stream(&query)).await;
    }
    let page = client.search_jobs(&query).await?;
    one_page(context, &JOBS, page.jobs(), page.total_count)
}
