use std::ffi::OsString;
use std::iter::once;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::steps::{Need, Step};
use super::tools;
use crate::time_limit::status_within;

/// How long it may take to see whether something outside is reached.
const PROBE: Duration = Duration::from_secs(30);

/// Runs the steps, each with its output as it comes; the lines tell each step's time.
pub(super) fn run(steps: &[&Step], root: &Path) -> Result<Vec<String>, String> {
    let started = now();
    let mut lines = vec![String::new()];
    let mut passed = 0;
    for step in steps {
        println!("--- {}: {}", step.name, step.what());
        let started = now();
        let end = run_one(step, root);
        let said = match &end {
            Ok(End::Passed) => "passed".to_owned(),
            Ok(End::Skipped(needed)) => {
                format!("SKIPPED: it needs {needed}, which is not reached from here")
            }
            Err(_) => "failed".to_owned(),
        };
        passed += usize::from(matches!(end, Ok(End::Passed)));
        lines.push(line(step.name, started.elapsed(), &said));
        println!("{}", lines.last().map_or("", String::as_str));
        if let Err(problem) = end {
            lines.push(format!("{} failed: {problem}", step.name));
            return Err(lines.join("\n"));
        }
    }
    let skipped = steps.len() - passed;
    let said = format!("{passed} steps passed, {skipped} skipped");
    lines.push(line("all", started.elapsed(), &said));
    Ok(lines)
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long a step takes is measured, not decided by"
)]
fn now() -> Instant {
    Instant::now()
}

fn line(name: &str, took: Duration, end: &str) -> String {
    format!("{name:<22} {:>7.1} s  {end}", took.as_secs_f64())
}

#[expect(
    clippy::disallowed_methods,
    reason = "the tools are put in front of the real path"
)]
fn path_with_tools(root: &Path) -> Result<OsString, String> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(once(tools::folder(root)).chain(std::env::split_paths(&path)))
        .map_err(|error| error.to_string())
}

enum End {
    Passed,
    Skipped(&'static str),
}

fn run_one(step: &Step, root: &Path) -> Result<End, String> {
    if let Some(need) = step.needs.filter(|need| !is_reached(need, root)) {
        return Ok(End::Skipped(need.what));
    }
    if let Some(tool) = step.tool {
        tool.install(root)?;
    }
    let mut words = step.words();
    let program = words.next().unwrap_or("cargo");
    let status = Command::new(program)
        .args(words)
        .current_dir(root)
        .env("PATH", path_with_tools(root)?)
        .envs(step.variables.iter().copied())
        .status()
        .map_err(|error| format!("{program} cannot be started: {error}"))?;
    if status.success() {
        Ok(End::Passed)
    } else {
        Err(format!("`{}` ended with {status}", step.what()))
    }
}

/// Whether the probe succeeds in time. It stands apart from the check itself, so that a check that
/// fails is never taken for one that could not be made.
fn is_reached(need: &Need, root: &Path) -> bool {
    let mut words = need.probe.split(' ');
    let mut probe = Command::new(words.next().unwrap_or("cargo"));
    probe
        .args(words)
        .current_dir(root)
        .env("GIT_TERMINAL_PROMPT", "0")
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    matches!(status_within(&mut probe, PROBE), Ok(Some(status)) if status.success())
}
