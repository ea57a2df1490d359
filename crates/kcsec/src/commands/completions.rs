//! What shells and manuals know of the command line.

use std::path::Path;

use clap::CommandFactory as _;
use clap_complete::{Shell, generate};

use crate::cli::Cli;
use crate::context::Context;
use crate::exit::{Failure, Outcome};
use crate::lang::cannot_be_written;

pub(super) fn run(context: &Context, shell: Shell) -> Outcome {
    let mut script = Vec::new();
    generate(shell, &mut Cli::command(), "kcsec", &mut script);
    context.output.text(&String::from_utf8_lossy(&script))?;
    Ok(())
}

/// Writes a manual page for each command.
pub(super) fn man(folder: &Path) -> Outcome {
    std::fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(Cli::command(), folder))
        .map_err(|error| Failure::usage(cannot_be_written(folder.display(), &error)))
}
