//! What each command does, one room a command.

mod appguard;
mod completions;
mod demo;
mod detections;
mod doctor;
mod emulator;
mod integrity;
mod listing;
mod ssc;
mod token;
pub(crate) mod wsc;

use crate::cli::Command;
use crate::context::Context;
use crate::exit::Outcome;

pub(crate) async fn run(context: &Context, command: Command) -> Outcome {
    match command {
        Command::Ssc(command) => ssc::run(context, command).await,
        Command::Appguard(command) => appguard::run(context, command).await,
        Command::Integrity(command) => integrity::run(context, command).await,
        Command::Wsc(command) => wsc::run(context, command).await,
        Command::Doctor => doctor::run(context).await,
        Command::Token(command) => token::run(context, command).await,
        Command::Emulator(args) => emulator::run(context, &args).await,
        Command::Completions { shell } => completions::run(context, shell),
        Command::Demo => demo::run(context).await,
    }
}
