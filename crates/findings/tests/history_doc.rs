//! The statements of `docs/history.md` run, and say what the crate says.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod common;

use std::path::Path;
use std::process::Command;

use common::{day, generate};
use korea_cloud_security_findings::{
    Class, Comparison, HistoryBy, HistoryOptions, JudgeOptions, Judged, State, StateOptions,
    walk_history,
};

/// Runs the statements in one session; prints the rows of each as a JSON list of lists.
const SCRIPT: &str = r"
import duckdb, json, sys
session = duckdb.connect()
session.execute('set enable_progress_bar = false')
for statement in json.load(sys.stdin):
    rows = session.execute(statement).fetchall()
    print(json.dumps([[str(cell) for cell in row] for row in rows]))
";

fn statements() -> Vec<String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/history.md");
    let text = std::fs::read_to_string(path).unwrap();
    let blocks = text.split("```sql\n").skip(1);
    let statements = blocks.map(|block| block.split("```").next().unwrap().to_owned());
    statements.collect()
}

/// The rows of each statement; `None` where Python or DuckDB is not at hand.
fn run(statements: &[String], folder: &Path) -> Option<Vec<Vec<Vec<String>>>> {
    let found = Command::new("python3")
        .args(["-c", "import duckdb"])
        .output();
    if !found.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: python3 with the package duckdb is not at hand");
        return None;
    }
    let input = folder.join("statements.json");
    std::fs::write(&input, serde_json::to_string(statements).unwrap()).unwrap();
    let output = Command::new("python3")
        .args(["-c", SCRIPT])
        .current_dir(folder)
        .stdin(std::fs::File::open(input).unwrap())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).unwrap();
    Some(
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect(),
    )
}

#[test]
fn the_statements_run_and_say_what_the_crate_says() {
    let statements = statements();
    assert_eq!(statements.len(), 6);
    let folder = tempfile::tempdir().unwrap();
    let paths = generate::write_history(&folder.path().join("history"), 7, 3).unwrap();
    let Some(results) = run(&statements, folder.path()) else {
        return;
    };

    let mut by_category = HistoryOptions::default();
    by_category.by = HistoryBy::Category;
    let mut expected = Vec::new();
    walk_history(&paths, &by_category, |point| {
        for group in point.groups.iter().filter(|group| group.counts.failed > 0) {
            let (date, failed) = (
                point.point.date.to_string(),
                group.counts.failed.to_string(),
            );
            expected.push(vec![date, group.name.clone(), failed]);
        }
    })
    .unwrap();
    assert_eq!(results[1], expected);

    let load = |paths: &[_]| State::load(paths, &StateOptions::default()).unwrap();
    let new = load(&paths);
    let comparison = Comparison::new(load(&paths[..1]), &new).unwrap();
    let judged = Judged::compared(new, comparison, JudgeOptions::new(day("2026-11-25")));
    let groups = judged.totals().groups.iter();
    let mut expected: Vec<Vec<String>> = groups
        .map(|group| {
            let counts = group.counts;
            let names = [group.standard.clone(), group.severity.to_string()];
            let counts =
                [counts.failed, counts.unknown, counts.checks].map(|count| count.to_string());
            names.into_iter().chain(counts).collect()
        })
        .collect();
    expected.sort();
    assert_eq!(results[3], expected);

    let counts = judged.change_counts().unwrap();
    let expected: Vec<Vec<String>> = [Class::Fixed, Class::New, Class::Still]
        .into_iter()
        .map(|class| vec![class.to_string(), counts.of(class).to_string()])
        .collect();
    assert_eq!(results[4], expected);
    assert!(folder.path().join("findings.parquet").exists());
}
