//! `cargo xtask ci`.

use std::path::Path;

use clap::Args;

use super::{run, steps};

/// Options of `cargo xtask ci`.
#[derive(Debug, Args)]
pub struct Ci {
    /// Also what is slow: the whole feature powerset, minimal versions, semantic versioning.
    #[arg(long)]
    full: bool,
    /// Only the steps whose name holds this text.
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
    /// Print the steps and their commands, and run nothing.
    #[arg(long)]
    list: bool,
}

/// Runs the steps in order and stops at the first that fails.
///
/// # Errors
///
/// When a step fails, or no step is of that name.
pub fn run(options: &Ci, root: &Path) -> Result<Vec<String>, String> {
    let mut chosen = steps::steps(options.full);
    if let Some(text) = &options.only {
        chosen.retain(|step| step.name.contains(text.as_str()));
    }
    if chosen.is_empty() {
        return Err("no step is of that name; see `cargo xtask ci --list`".to_owned());
    }
    if options.list {
        return Ok(chosen
            .iter()
            .map(|step| format!("{:<22} {}", step.name, step.what()))
            .collect());
    }
    run::run(&chosen, root)
}
