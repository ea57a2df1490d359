//! `kcsec wsc`: Web Security Checker.

mod columns;
mod confirm;
mod create;
mod jobs;
mod report;
mod wait;
mod watched;

pub(super) use columns::JOB;
pub(super) use columns::SHORT_REPORT;
pub(super) use wait::follow;
pub(super) use watched::Watched;

use korea_cloud_security::ncp_wsc::{Acknowledgement, Client, JobId};

use crate::cli::WscCommand;
use crate::context::Context;
use crate::exit::Outcome;

pub(super) async fn run(context: &Context, command: WscCommand) -> Outcome {
    // What is to be created is read and confirmed before anything is looked for.
    if let WscCommand::Create(args) = &command {
        confirm::check_that_somebody_agrees(context, args)?;
        let plan = create::plan(context, args).await?;
        let session = context.session().await?;
        let client = Client::from_settings(&session.settings, session.options.clone())?;
        let marker = create::marker(context);
        confirm::confirm(context, &plan, &marker, client.endpoint().as_str(), args).await?;
        return create::run(context, &client, plan, marker, args).await;
    }
    let session = context.session().await?;
    let client = Client::from_settings(&session.settings, session.options.clone())?;
    match command {
        WscCommand::Jobs(args) => jobs::list(context, &client, &args).await,
        WscCommand::Search(args) => jobs::search(context, &client, &args).await,
        WscCommand::Create(_) => Ok(()),
        WscCommand::Cancel(args) => {
            let answer = client.cancel_job(&JobId::from(args.id.as_str())).await?;
            acknowledged(context, &answer)
        }
        WscCommand::Stop(args) => {
            let answer = client.stop_job(&JobId::from(args.id.as_str())).await?;
            acknowledged(context, &answer)
        }
        WscCommand::Report(args) => report::run(context, &client, &args).await,
        WscCommand::Wait(args) => {
            let watched = Watched {
                id: JobId::from(args.id.as_str()),
                marker: None,
                last: None,
            };
            wait::run(context, &client, watched, args.wait_timeout).await
        }
    }
}

fn acknowledged(context: &Context, answer: &Acknowledgement) -> Outcome {
    context.output.record(columns::ACKNOWLEDGEMENT, answer)?;
    Ok(())
}
