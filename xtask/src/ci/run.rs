use std::ffi::OsString;
use std::iter::once;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use super::steps::Step;
use super::tools;

/// Runs the steps, each with its output as it comes; the lines tell each step's time.
pub(super) fn run(steps: &[Step], root: &Path) -> Result<Vec<String>, String> {
    let mut lines = vec![String::new()];
    for step in steps {
        println!("--- {}: {}", step.name, step.what());
        let started = now();
        let end = run_one(step, root);
        let took = started.elapsed();
        lines.push(line(step, took, end.as_deref().unwrap_or("failed")));
        if let Err(problem) = end {
            lines.push(format!("{} failed: {problem}", step.name));
            return Err(lines.join("\n"));
        }
    }
    lines.push(format!("all {} steps passed", steps.len()));
    Ok(lines)
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long a step takes is measured, not decided by"
)]
fn now() -> Instant {
    Instant::now()
}

fn line(step: &Step, took: Duration, end: &str) -> String {
    format!("{:<22} {:>7.1} s  {end}", step.name, took.as_secs_f64())
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

fn run_one(step: &Step, root: &Path) -> Result<String, String> {
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
    match (status.success(), step.needs) {
        (true, _) => Ok("passed".to_owned()),
        (false, Some(needed)) => {
            let said = format!("SKIPPED: it needs {needed}, which is not reached from here");
            println!("{said}");
            Ok(said)
        }
        (false, None) => Err(format!("`{}` ended with {status}", step.what())),
    }
}
