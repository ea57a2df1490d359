//! What each command does, one room a command.

mod ssc;

use crate::cli::Command;
use crate::context::Context;
use crate::exit::Outcome;

pub(crate) async fn run(context: &Context, command: Command) -> Outcome {
    match command {
        Command::Ssc(command) => ssc::run(context, command).await,
        _ => Err(crate::exit::Failure::usage("later")),
    }
}
