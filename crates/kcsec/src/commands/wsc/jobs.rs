use korea_cloud_security::ncp_wsc::{
    Client, Error, ItemStream, Job, JobPage, JobsQuery, SearchQuery,
};

use super::JOB;
use crate::cli::{JobsArgs, SearchArgs};
use crate::commands::listing::{Listed, every_page, one_page, reads_every_page};
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
    let mut query = JobsQuery::new();
    if let Some(page) = args.page {
        query = query.with_page(page);
    }
    if let Some(limit) = args.limit {
        query = query.with_limit(limit);
    }
    if reads_all(context, args) {
        return all(context, client.get_jobs_stream(&query), args).await;
    }
    one(context, &client.get_jobs(&query).await?)
}

pub(super) async fn search(context: &Context, client: &Client, args: &SearchArgs) -> Outcome {
    let mut query = match (&args.url, &args.memo) {
        (Some(url), _) => SearchQuery::by_url(url),
        (None, Some(memo)) => SearchQuery::by_memo(memo),
        (None, None) => SearchQuery::everything(),
    };
    if let Some(page) = args.pages.page {
        query = query.with_page(page);
    }
    if let Some(limit) = args.pages.limit {
        query = query.with_limit(limit);
    }
    if let Some(status) = args.status {
        query = query.with_status(status);
    }
    if reads_all(context, &args.pages) {
        return all(context, client.search_jobs_stream(&query), &args.pages).await;
    }
    one(context, &client.search_jobs(&query).await?)
}

fn reads_all(context: &Context, args: &JobsArgs) -> bool {
    let asked_for_a_page = args.page.is_some() || args.limit.is_some();
    reads_every_page(context, args.all, asked_for_a_page)
}

async fn all(context: &Context, jobs: ItemStream<Result<Job, Error>>, args: &JobsArgs) -> Outcome {
    every_page(context, &JOBS, jobs, args.allow_incomplete).await?;
    Ok(())
}

fn one(context: &Context, page: &JobPage) -> Outcome {
    one_page(
        context,
        &JOBS,
        page.jobs(),
        page.skipped(),
        page.total_count,
    )?;
    Ok(())
}
