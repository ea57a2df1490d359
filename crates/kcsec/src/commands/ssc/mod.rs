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
