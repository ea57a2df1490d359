//! Findings at scale: rounds of 10,000 servers, and five years of 1,000 beside DuckDB. Times are
//! those of the processor, so that they do not depend on what else the machine does.

use std::path::{Path, PathBuf};

use super::figure::Figure;
use super::harness::Bench;
use super::shell::Shell;

/// Counts the failures of each day and category; prints the seconds of all threads.
const DUCKDB: &str = "
import duckdb, sys, time
session = duckdb.connect()
session.execute(\"set enable_progress_bar = false\")
start = time.process_time()
session.execute(\"\"\"
    select date, category, count(*) from read_json(?, format = 'newline_delimited',
        hive_partitioning = true,
        columns = {record: 'VARCHAR', status: 'VARCHAR', category: 'VARCHAR'})
    where record = 'finding' and status = 'fail' group by all order by all
\"\"\", [sys.argv[1]]).fetchall()
print(time.process_time() - start)
";

pub(super) fn figures(bench: &Bench) -> Result<Vec<Figure>, String> {
    Shell::cargo(&bench.root)
        .words("build --release --quiet --package korea-cloud-security-findings --example scale")
        .run()?;
    let scale = Scale {
        program: bench.target.join("release/examples/scale"),
        root: bench.root.clone(),
    };
    let folder = bench.target.join("bench/findings");
    let remove = || match folder.exists() {
        true => std::fs::remove_dir_all(&folder).map_err(|error| error.to_string()),
        false => Ok(()),
    };
    remove()?;
    let rounds = if bench.quick { 24 } else { 120 };
    let mut figures = of_rounds(&scale, &folder.join("rounds"))?;
    figures.extend(of_history(&scale, &folder.join("history"), rounds)?);
    remove()?;
    Ok(figures)
}

/// Two rounds of 10,000 servers with 70 checks each.
fn of_rounds(scale: &Scale, folder: &Path) -> Result<Vec<Figure>, String> {
    let at = |date: &str| folder.join(format!("service=ssc/date={date}"));
    let (old, new) = (at("2022-01-01"), at("2022-01-16"));
    let made = scale.run("generate", &[folder, "10000".as_ref(), "2".as_ref()])?;
    let gate = scale.run("gate", &[&new])?;
    let diff = scale.run("diff", &[&old, &new])?;
    Ok(vec![
        alone("findings-collect-memory", "MB", made.megabytes),
        alone("findings-gate", "s", gate.seconds),
        alone("findings-gate-memory", "MB", gate.megabytes),
        alone("findings-diff", "s", diff.seconds),
        alone("findings-diff-memory", "MB", diff.megabytes),
    ])
}

/// Rounds of 1,000 servers, 24 a year.
fn of_history(scale: &Scale, folder: &Path, rounds: u32) -> Result<Vec<Figure>, String> {
    let number = rounds.to_string();
    scale.run("generate", &[folder, "1000".as_ref(), number.as_ref()])?;
    let walk = || scale.run("history", &[folder, "category".as_ref()]);
    // Other work only ever makes it slower.
    let (first, second) = (walk()?, walk()?);
    let seconds = first.seconds.min(second.seconds);
    let note = format!("{rounds} rounds, {} findings", u64::from(rounds) * 70_000);
    let history = match duckdb(scale, folder) {
        Ok(other) => Figure::new("findings-history", "s", seconds, other),
        Err(error) => {
            println!("DuckDB was not measured: {error}");
            alone("findings-history", "s", seconds)
        }
    };
    Ok(vec![
        history.with_note(note),
        alone("findings-history-memory", "MB", second.megabytes),
    ])
}

fn duckdb(scale: &Scale, folder: &Path) -> Result<f64, String> {
    let once = || {
        let said = Shell::new("python3", &scale.root)
            .arg("-c")
            .arg(DUCKDB)
            .arg(folder.join("*/*/*.ndjson.gz"))
            .read()?;
        said.trim()
            .parse::<f64>()
            .map_err(|error| error.to_string())
    };
    Ok(once()?.min(once()?))
}

fn alone(id: &str, unit: &str, ours: f64) -> Figure {
    Figure {
        id: id.to_owned(),
        ours,
        unit: unit.to_owned(),
        ..Figure::default()
    }
}

/// The program that works on rounds of many servers.
struct Scale {
    program: PathBuf,
    root: PathBuf,
}

struct Measured {
    seconds: f64,
    megabytes: f64,
}

impl Scale {
    fn run(&self, command: &str, arguments: &[&Path]) -> Result<Measured, String> {
        let shell = Shell::new(&self.program, &self.root).arg(command);
        let shell = arguments.iter().fold(shell, |shell, part| shell.arg(part));
        let said = shell.read()?;
        let last = said.lines().last().unwrap_or_default();
        let mut numbers = last.split(' ').filter_map(|number| number.parse().ok());
        match (numbers.next(), numbers.next()) {
            (Some(seconds), Some(megabytes)) => Ok(Measured { seconds, megabytes }),
            _ => Err(format!("not two numbers: {last}")),
        }
    }
}
