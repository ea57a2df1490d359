//! The `kcsec` command line.

mod cli;
mod commands;
mod context;
mod day;
mod exit;
mod input;
mod lang;
mod logging;
mod output;
mod profile;
mod progress;
mod settings;
mod signals;

use std::process::ExitCode;

use korea_cloud_security::auth::SystemEnvironment;

use cli::Cli;
use context::Context;
use exit::{Failure, Status};
use output::print_error_line;
use signals::Signals;

fn main() -> ExitCode {
    let Cli { global, command } = match Cli::read(&SystemEnvironment) {
        Ok(cli) => cli,
        Err(line) => {
            print_error_line(&format!("kcsec: {line}"));
            return Status::Usage.into();
        }
    };
    logging::start(global.verbose);
    let context = match Context::new(global, command.needs_profile()) {
        Ok(context) => context,
        Err(failure) => {
            print_error_line(&format!("kcsec: {failure}"));
            return failure.status.into();
        }
    };
    // One thread is all that one call needs, and it starts at once.
    let outcome = match tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => {
            let outcome = runtime.block_on(async {
                // Heard from here on, before anything is sent.
                let mut signals = Signals::listen();
                tokio::select! {
                    biased;
                    outcome = commands::run(&context, command) => outcome,
                    () = signals.any() => context.interrupted(),
                }
            });
            // A blocking read of standard input must not keep the process.
            runtime.shutdown_background();
            outcome
        }
        Err(error) => Err(Failure::new(
            Status::Network,
            format!("the runtime cannot be started: {error}"),
        )),
    };
    // Also of a command that failed in part: only what is complete is kept.
    let kept = context.output.keep().map_err(|error| {
        Failure::new(
            Status::Network,
            format!("--out: the file cannot be written: {error}"),
        )
    });
    let outcome = outcome.and(kept);
    match outcome {
        Ok(()) => Status::Done.into(),
        Err(failure) => {
            if let Some(message) = failure.message() {
                context.error(message);
            }
            failure.status.into()
        }
    }
}
