//! `kcsec ssc`: Server Security Check.

mod columns;
mod details;
mod summary;

pub(super) use columns::{DETAILS, SUMMARY, WEAK_ITEMS};

use korea_cloud_security::nhn_ssc::Client;

use crate::cli::SscCommand;
use crate::commands::collect;
use crate::context::Context;
use crate::exit::Outcome;
use crate::lang::words;

pub(super) async fn run(context: &Context, command: SscCommand) -> Outcome {
    let session = context.session().await?;
    let client = Client::builder()
        .with_settings(session.settings.clone())
        .with_options(session.options.clone())
        .build()?;
    match command {
        SscCommand::Summary(args) => summary::run(context, &client, &args).await,
        SscCommand::Collect(args) => collect::ssc(context, &session, &client, &args).await,
        SscCommand::Details(args) => details::run(context, &client, &args).await,
    }
}

/// Nothing at all is more often a wrong question than an answer.
pub(super) fn warn_of_none(context: &Context, region: &str, count: u64) {
    if count == 0 {
        context.error(&context.fill(
            words(
                "경고: 리전 {0}에 해당 기간의 점검이 없습니다. 리전과 기간을 확인하세요",
                "warning: no inspection in the region {0} in that time; check the region and the dates",
                "警告: リージョン{0}にこの期間の点検がありません。リージョンと期間を確認してください",
            ),
            &[&region],
        ));
    }
}
