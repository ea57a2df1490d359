//! `kcsec ssc`: Server Security Check.

mod columns;
mod details;
pub(super) mod range;
mod summary;

pub(super) use columns::{DETAILS, SUMMARY, WEAK_ITEMS};

use crate::cli::SscCommand;
use crate::commands::{clients, collect};
use crate::context::Context;
use crate::exit::Outcome;

pub(super) async fn run(context: &Context, command: SscCommand) -> Outcome {
    let session = context.session().await?;
    let client = clients::ssc(&session)?;
    match command {
        SscCommand::Summary(args) => summary::run(context, &client, &args).await,
        SscCommand::Collect(args) => collect::ssc(context, &session, &client, &args).await,
        SscCommand::Details(args) => details::run(context, &client, &args).await,
    }
}
