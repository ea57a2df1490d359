use clap::CommandFactory as _;
use clap_complete::{Shell, generate};

use crate::cli::Cli;
use crate::context::Context;
use crate::exit::Outcome;

pub(super) fn run(context: &Context, shell: Shell) -> Outcome {
    let mut script = Vec::new();
    generate(shell, &mut Cli::command(), "kcsec", &mut script);
    context.output.text(&String::from_utf8_lossy(&script))?;
    Ok(())
}
