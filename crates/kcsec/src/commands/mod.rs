//! What each command does, one room a command.

mod appguard;
mod clients;
mod collect;
mod completions;
mod configure;
mod demo;
mod detections;
mod doctor;
mod emulator;
mod findings;
mod integrity;
mod listing;
#[cfg(test)]
mod narrow;
mod question;
mod ssc;
mod token;
pub(crate) mod wsc;

use crate::cli::{Command, SnapshotService};
use crate::context::Context;
use crate::exit::{Failure, Outcome};
use crate::lang::say;

pub(crate) async fn run(context: &Context, command: Command) -> Outcome {
    if context.global.format().is_some() {
        let name = match command {
            Command::Demo => Some("demo"),
            Command::Emulator(_) => Some("emulator"),
            Command::Completions { .. } => Some("completions"),
            Command::Man { .. } => Some("man"),
            _ => None,
        };
        if let Some(name) = name {
            return Err(Failure::usage(say!(
                "{name}: 사람이나 셸을 위한 텍스트를 출력합니다. --output을 빼세요",
                "{name} writes text for people or shells; leave out --output"
            )));
        }
    }
    match command {
        Command::Ssc(command) => ssc::run(context, command).await,
        Command::Appguard(command) => appguard::run(context, command).await,
        Command::Integrity(command) => integrity::run(context, command).await,
        Command::Wsc(command) => wsc::run(context, command).await,
        Command::Report(args) if args.select.service == Some(SnapshotService::Appguard) => {
            appguard::report(context, &args)
        }
        Command::Report(args) => findings::report(context, &args),
        Command::Diff(args) => findings::diff(context, &args),
        Command::Gate(args) => findings::gate(context, &args),
        Command::History(args) => findings::history(context, &args),
        Command::Register(command) => findings::register(context, &command),
        Command::Snapshot(command) => findings::snapshot(context, &command),
        Command::Doctor { deep } => doctor::run(context, deep).await,
        Command::Configure(args) => configure::run(context, &args).await,
        Command::Token(command) => token::run(context, command).await,
        Command::Emulator(args) => emulator::run(context, &args).await,
        Command::Completions { shell } => completions::run(context, shell),
        Command::Man { folder } => completions::man(&folder),
        Command::Demo => demo::run(context).await,
    }
}
