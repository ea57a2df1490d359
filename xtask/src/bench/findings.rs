//! Findings at scale: rounds of 10,000 servers, and five years of 1,000 beside DuckDB. Times are
//! those of the processor, so that they do not depend on what else the machine does.

use std::process::Command;

use super::figure::Figure;
use super::harness::{Bench, remove};
use crate::shell::{command, read, run};

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
    let build =
        "cargo build --release --quiet --package korea-cloud-security-findings --example scale";
    run(&mut command(&bench.root, build))?;
    let scale =
        |words: &[&str]| measured(command(&bench.target, "release/examples/scale").args(words));
    let folder = bench.target.join("bench/findings");
    remove(&folder)?;
    let path = |name: &str| folder.join(name).display().to_string();

    // Two rounds of 10,000 servers with 70 checks each.
    let at = |date: &str| path(&format!("rounds/service=ssc/date={date}"));
    let (old, new) = (at("2022-01-01"), at("2022-01-16"));
    let made = scale(&["generate", &path("rounds"), "10000", "2"])?;
    let gate = scale(&["gate", &new])?;
    let diff = scale(&["diff", &old, &new])?;
    let workbook = scale(&["report", &new, "xlsx", &path("workbook.xlsx")])?;

    // Rounds of 1,000 servers, 24 a year.
    let rounds = if bench.quick { 24 } else { 120_u64 };
    let history = path("history");
    scale(&["generate", &history, "1000", &rounds.to_string()])?;
    let walk = || scale(&["history", &history, "category"]);
    // Other work only ever makes it slower.
    let (first, second) = (walk()?, walk()?);
    let seconds = first.0.min(second.0);
    let history = match duckdb(&format!("{history}/*/*/*.ndjson.gz")) {
        Ok(other) => Figure::new("findings-history", "s", seconds, other),
        Err(error) => {
            println!("DuckDB was not measured: {error}");
            Figure::alone("findings-history", "s", seconds)
        }
    };
    let note = format!("{rounds} rounds, {} findings", rounds * 70_000);
    remove(&folder)?;
    Ok(vec![
        Figure::alone("findings-collect-memory", "MB", made.1),
        Figure::alone("findings-gate", "s", gate.0),
        Figure::alone("findings-gate-memory", "MB", gate.1),
        Figure::alone("findings-diff", "s", diff.0),
        Figure::alone("findings-diff-memory", "MB", diff.1),
        Figure::alone("findings-xlsx", "s", workbook.0),
        Figure::alone("findings-xlsx-memory", "MB", workbook.1),
        history.with_note(note),
        Figure::alone("findings-history-memory", "MB", second.1),
    ])
}

fn duckdb(files: &str) -> Result<f64, String> {
    let once = || {
        let said = read(Command::new("python3").args(["-c", DUCKDB, files]))?;
        said.trim()
            .parse::<f64>()
            .map_err(|error| error.to_string())
    };
    Ok(once()?.min(once()?))
}

/// The seconds and the megabytes that a program tells last.
fn measured(command: &mut Command) -> Result<(f64, f64), String> {
    let said = read(command)?;
    let last = said.lines().last().unwrap_or_default();
    let mut numbers = last.split(' ').filter_map(|number| number.parse().ok());
    let both = numbers.next().zip(numbers.next());
    both.ok_or_else(|| format!("not two numbers: {last}"))
}
