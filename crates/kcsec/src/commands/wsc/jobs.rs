use std::pin::pin;

use futures_util::{Stream, TryStreamExt as _};
use korea_cloud_security::ncp_wsc::{
    Client, Error, Job, JobPage, JobStatus, JobsQuery, SearchQuery,
};

use super::JOB;
use crate::cli::{JobsArgs, SearchArgs};
use crate::context::Context;
use crate::exit::Outcome;
use crate::lang::{Words, words};
use crate::progress;

const JOBS: Words = words("개 작업", "jobs", "件のジョブ");

pub(super) async fn list(context: &Context, client: &Client, args: &JobsArgs) -> Outcome {
    let query = JobsQuery::new().with_page(args.page).with_limit(args.limit);
    if args.all {
        all(context, client.all_jobs(query)).await
    } else {
        page(context, client.get_jobs(query).await?)
    }
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
        Some(code) => query.with_status(JobStatus::from(code)),
        None => query,
    };
    if args.pages.all {
        all(context, client.search_all_jobs(query)).await
    } else {
        page(context, client.search_jobs(&query).await?)
    }
}

fn page(context: &Context, page: JobPage) -> Outcome {
    let mut list = context.output.list(JOB);
    for job in &page.record_data {
        list.push(job)?;
    }
    list.finish()?;
    let shown = page.record_data.len() as u64;
    let more = words(
        "--all 로 전체를 볼 수 있습니다",
        "--all shows them all",
        "--all で全件を表示します",
    );
    context.note(&match page.total_cnt {
        Some(total) if total > shown => format!(
            "{shown}/{total} {}; {}",
            context.word(JOBS),
            context.word(more)
        ),
        _ => format!("{shown} {}", context.word(JOBS)),
    });
    Ok(())
}

async fn all(context: &Context, jobs: impl Stream<Item = Result<Job, Error>>) -> Outcome {
    let mut list = context.output.list(JOB);
    let bar = progress::spinner(context, context.word(JOBS));
    let mut jobs = pin!(jobs);
    while let Some(job) = jobs.try_next().await? {
        list.push(&job)?;
        bar.inc(1);
    }
    let count = bar.position();
    bar.finish_and_clear();
    list.finish()?;
    context.note(&format!("{count} {}", context.word(JOBS)));
    Ok(())
}
