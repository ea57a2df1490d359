//! `cargo xtask guards`.

use std::path::Path;

use clap::Args;

use super::table::GUARDS;
use super::trial::Trial;

/// Options of `cargo xtask guards`.
#[derive(Debug, Args)]
pub struct Guards {
    /// Only the guards whose name holds this text.
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
}

/// Tries every guard, and says for each which test noticed that it was gone.
///
/// # Errors
///
/// When a test passes without its guard, or a guard is no longer where the table says.
pub fn run(options: &Guards, root: &Path) -> Result<Vec<String>, String> {
    let chosen: Vec<_> = GUARDS
        .iter()
        .filter(|guard| {
            options
                .only
                .as_ref()
                .is_none_or(|text| guard.name.contains(text.as_str()))
        })
        .collect();
    if chosen.is_empty() {
        return Err("no guard is of that name; see xtask/src/guards/table.rs".to_owned());
    }
    let trial = Trial::copy_of(root)?;
    let mut lines = Vec::new();
    let mut problems = Vec::new();
    for guard in chosen {
        println!("--- without: {}", guard.name);
        match trial.without(guard) {
            Ok(()) => lines.push(format!("{:<44} noticed by {}", guard.name, guard.test)),
            Err(problem) => problems.push(format!("{}: {problem}", guard.name)),
        }
    }
    if problems.is_empty() {
        Ok(lines)
    } else {
        Err(problems.join("\n"))
    }
}
