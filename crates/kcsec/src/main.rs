//! The `kcsec` command line.

mod cli;
mod commands;
mod context;
mod day;
mod exit;
mod files;
mod input;
mod interrupts;
mod lang;
mod logging;
mod output;
mod profile;
mod progress;
mod settings;
mod signals;

use std::process::ExitCode;

use auth_core::SystemEnvironment;

use cli::Cli;
use context::Context;
use exit::{Failure, Outcome, Status};
use interrupts::Interrupts;
use lang::{io_error, say};
use output::print_error_line;

fn main() -> ExitCode {
    let cli = match Cli::read(&SystemEnvironment) {
        Ok(cli) => cli,
        Err(line) => {
            print_error_line(&format!("kcsec: {line}"));
            return Status::Usage.into();
        }
    };
    logging::start(cli.global.verbose, &SystemEnvironment);
    let command = |interrupts| match run(cli, interrupts) {
        Ok(()) => Status::Done,
        Err(failure) => {
            if let Some(message) = failure.message() {
                print_error_line(&format!("kcsec: {message}"));
            }
            failure.status
        }
    };
    interrupts::run(command).unwrap_or_else(|error| {
        let line = say!(
            "kcsec: 스레드를 시작할 수 없습니다: {}",
            "kcsec: no thread can be started: {}",
            io_error(&error)
        );
        print_error_line(&line);
        Status::Network.into()
    })
}

fn run(Cli { global, command }: Cli, interrupts: Interrupts) -> Outcome {
    let context = Context::new(global, command.needs_profile(), interrupts)?;
    // One thread is all that one call needs, and it starts at once.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| {
            Failure::new(
                Status::Network,
                say!(
                    "런타임을 시작할 수 없습니다: {}",
                    "the runtime cannot be started: {}",
                    io_error(&error)
                ),
            )
        })?;
    let outcome = runtime.block_on(async {
        tokio::select! {
            biased;
            outcome = commands::run(&context, command) => outcome.map_err(|failure| context.with_ways_on(failure)),
            outcome = context.interrupts.heard(&context.output) => outcome,
        }
    });
    // A blocking read of standard input must not keep the process.
    runtime.shutdown_background();
    // Also of a command that failed in part: only what is complete is kept.
    let kept = context.output.keep().map_err(|error| {
        Failure::new(
            Status::Network,
            say!(
                "--out: 파일에 쓸 수 없습니다: {}",
                "--out: the file cannot be written: {}",
                io_error(&error)
            ),
        )
    });
    outcome.and(kept)
}
