//! `kcsec integrity`: what an integrity token says, and whether its app is genuine.

mod token;
mod token_info;
mod verify;

pub(super) use token_info::TOKEN_INFO;

use crate::cli::IntegrityCommand;
use crate::context::Context;
use crate::exit::Outcome;

pub(super) async fn run(context: &Context, command: IntegrityCommand) -> Outcome {
    match command {
        IntegrityCommand::TokenInfo(args) => token_info::run(context, &args).await,
        IntegrityCommand::Verify(args) => verify::run(context, &args).await,
    }
}
