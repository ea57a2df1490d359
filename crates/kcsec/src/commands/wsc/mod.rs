//! `kcsec wsc`: Web Security Checker.

mod columns;
mod confirm;
mod create;
mod gate;
mod jobs;
mod report;
mod wait;
mod watched;

pub(super) use columns::JOB;
pub(super) use columns::SHORT_REPORT;
pub(super) use wait::follow;
pub(super) use watched::Watched;

use auth_core::{NcpCredentialSource as _, NcpSigner, SigningErrorKind};
use korea_cloud_security::ncp_wsc::{Acknowledgement, JobId};

use crate::cli::WscCommand;
use crate::commands::{clients, collect};
use crate::context::Context;
use crate::exit::{Failure, Outcome};
use crate::settings::Session;

pub(super) async fn run(context: &Context, command: WscCommand) -> Outcome {
    // What is to be created is read, checked and confirmed before anything is sent.
    if let WscCommand::Create(args) = &command {
        confirm::check_that_somebody_agrees(context, args)?;
        let request = create::request(context, args).await?;
        let session = context.session().await?;
        let client = clients::wsc(&session)?;
        if args.dry_run {
            return confirm::dry_run(context, &request, client.endpoint().as_str());
        }
        check_keys(&session).await?;
        confirm::confirm(context, &request, client.endpoint().as_str(), args).await?;
        return create::run(context, &client, &request, args).await;
    }
    let session = context.session().await?;
    let client = clients::wsc(&session)?;
    match command {
        WscCommand::Jobs(args) => jobs::list(context, &client, &args).await,
        WscCommand::Search(args) => jobs::search(context, &client, &args).await,
        WscCommand::Create(_) => Ok(()),
        WscCommand::Cancel(args) => {
            acknowledged(context, &client.cancel_job(args.id.as_str()).await?)
        }
        WscCommand::Stop(args) => acknowledged(context, &client.stop_job(args.id.as_str()).await?),
        WscCommand::Report(args) => report::run(context, &client, &args).await,
        WscCommand::Collect(args) => collect::wsc(context, &session, &client, &args).await,
        WscCommand::Wait(args) => {
            let wait = client.wait(args.id.as_str());
            let watched = Watched::existing(JobId::from(args.id.as_str()));
            wait::run(context, watched, wait, args.wait_timeout).await?;
            Ok(())
        }
    }
}

/// Nobody is asked to pay for a scan that no key could create. What fails on the way to a key is for
/// the call to tell.
async fn check_keys(session: &Session) -> Outcome {
    let found = match session.ncp_keys()?.credentials().await {
        Ok(found) => found,
        Err(error) if error.kind() == SigningErrorKind::NotConfigured => {
            return Err(Failure::keys(error.into()));
        }
        Err(_) => return Ok(()),
    };
    match found.map(|found| NcpSigner::new(found.credentials())) {
        Some(Err(error)) => Err(Failure::keys(error.into())),
        _ => Ok(()),
    }
}

fn acknowledged(context: &Context, answer: &Acknowledgement) -> Outcome {
    context.output.record(columns::ACKNOWLEDGEMENT, answer)?;
    Ok(())
}
