//! The command line of `cargo xtask bench`.

use std::path::Path;

use clap::Args;

use super::figure::Recorded;
use super::harness::Bench;
use super::steps::STEPS;
use super::{check, instructions, machine, page, picture, steps};

/// Where the figures are kept, and what is made of them.
const RECORDED: &str = "docs/performance.json";
const PAGE: &str = "docs/performance.md";
const PICTURE: &str = "docs/performance.svg";

/// Options of `cargo xtask bench`.
#[derive(Debug, Args)]
pub struct Options {
    /// Write nothing; count instructions, and fail if a row takes over a tenth more than recorded.
    #[arg(long, conflicts_with_all = ["only", "page"])]
    pub check: bool,
    /// Fewer rounds.
    #[arg(long)]
    pub quick: bool,
    /// Only these steps; the other rows keep their recorded figures.
    #[arg(long, value_parser = STEPS, value_delimiter = ',')]
    pub only: Vec<String>,
    /// Measure nothing; write the page and the picture from the recorded figures.
    #[arg(long)]
    pub page: bool,
}

/// Runs the command and returns what it has to say; an error is what it failed for.
///
/// # Errors
///
/// When something cannot be measured or written, or `--check` found a row that regressed.
pub fn run(options: &Options, root: &Path) -> Result<Vec<String>, String> {
    let file = root.join(RECORDED);
    let mut recorded = Recorded::read(&file)?;
    let bench = Bench::new(root, options.quick)?;
    if options.check {
        return check::compare(&recorded, &instructions::count(&bench)?);
    }
    if !options.page {
        let machine = machine::describe();
        for step in STEPS {
            if options.only.is_empty() || options.only.iter().any(|only| only == step) {
                println!("--- {step}");
                steps::run(step, &bench, &mut recorded, &machine)?;
                recorded.write(&file)?;
            }
        }
    }
    let write = |name: &str, text: String| {
        std::fs::write(root.join(name), text).map_err(|error| format!("{name}: {error}"))
    };
    write(PAGE, page::render(&recorded))?;
    write(PICTURE, picture::render(&recorded))?;
    Ok(page::summary(&recorded))
}
