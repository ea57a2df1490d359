//! The command line of `cargo xtask bench`.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::DateTime;
use clap::Args;

use super::figure::{Figure, Recorded};
use super::harness::Bench;
use super::{builds, findings, instructions, page, picture};
use crate::shell;

/// Where the figures are kept, and what is made of them.
const RECORDED: &str = "docs/performance.json";
const PAGE: &str = "docs/performance.md";
const PICTURE: &str = "docs/performance.svg";

/// What is measured, in this order: the quiet ones before those that load the machine.
const STEPS: [&str; 5] = ["instructions", "loads", "tool", "findings", "builds"];

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
        return instructions::compare(&recorded, &instructions::count(&bench)?);
    }
    let is_chosen =
        |step: &&str| options.only.is_empty() || options.only.iter().any(|o| o == *step);
    for step in STEPS.iter().filter(|step| !options.page && is_chosen(step)) {
        println!("--- {step}");
        for mut figure in measure(step, &bench, &mut recorded)? {
            (figure.machine, figure.date) = (machine(), today());
            println!("{}", page::line(&figure));
            recorded.put(figure);
        }
        recorded.write(&file)?;
    }
    let write = |name: &str, text: String| {
        std::fs::write(root.join(name), text).map_err(|error| format!("{name}: {error}"))
    };
    write(PAGE, page::render(&recorded))?;
    write(PICTURE, picture::render(&recorded))?;
    Ok(page::summary(&recorded))
}

fn measure(step: &str, bench: &Bench, recorded: &mut Recorded) -> Result<Vec<Figure>, String> {
    match step {
        "instructions" => {
            recorded.instructions = instructions::count(bench)?;
            Ok(instructions::figures(&recorded.instructions))
        }
        "loads" => bench.loads("decode token call listening details pages integrity"),
        "tool" => tool(bench),
        "findings" => findings::figures(bench),
        _ => builds::figures(bench),
    }
}

/// The command-line tool as it is released.
fn tool(bench: &Bench) -> Result<Vec<Figure>, String> {
    shell::run(&mut shell::command(
        &bench.root,
        "cargo build --release --package kcsec --quiet",
    ))?;
    let program = bench.target.join("release/kcsec");
    let program = program.display();
    let size = std::fs::metadata(program.to_string());
    let size = size.map_err(|error| format!("{program}: {error}"))?.len();
    let mut figures = bench.loads(&format!("tool={program}"))?;
    figures.push(Figure::alone("tool-size", "MB", size as f64 / 1e6));
    Ok(figures)
}

fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let text = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let mut lines = text.lines().filter_map(|line| line.split_once(':'));
    let model = lines.find(|(name, _)| name.trim() == "model name");
    let processor = model.map_or(std::env::consts::ARCH, |(_, model)| model.trim());
    format!("{processor}, {cores} cores, {}", std::env::consts::OS)
}

/// The day in Korea, which begins nine hours before it does in UTC.
#[expect(
    clippy::disallowed_methods,
    reason = "the day of a measurement is today"
)]
fn today() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let seconds = now.map_or(0, |now| now.as_secs() as i64) + 9 * 3_600;
    let day = DateTime::from_timestamp(seconds, 0);
    day.map(|day| day.date_naive().to_string())
        .unwrap_or_default()
}
