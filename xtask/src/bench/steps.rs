use super::figure::{Figure, Recorded};
use super::harness::Bench;
use super::machine::Machine;
use super::shell::Shell;
use super::{builds, criterion, findings, instructions};

/// What is measured, in this order: the quiet ones before those that load the machine.
pub(super) const STEPS: [&str; 7] = [
    "instructions",
    "memory",
    "wall",
    "loads",
    "tool",
    "findings",
    "builds",
];

/// Measures one step and records its figures.
pub(super) fn run(
    step: &str,
    bench: &Bench,
    recorded: &mut Recorded,
    machine: &Machine,
) -> Result<(), String> {
    if !["builds", "findings"].contains(&step) {
        bench.build()?;
    }
    let figures = match step {
        "instructions" => {
            recorded.instructions = instructions::count(bench)?;
            instructions::figures(&recorded.instructions)
        }
        "memory" => {
            let mut figures = bench.figures("bench-allocations", "")?;
            // Each in a process of its own: the allocator remembers the highest peak.
            for what in ["summary", "details", "report", "stream"] {
                figures.extend(bench.figures("bench-peak", what)?);
            }
            figures
        }
        "wall" => criterion::figures(bench)?,
        "loads" => bench.figures("bench-loads", "token call details pages integrity emulator")?,
        "tool" => tool(bench)?,
        "findings" => findings::figures(bench)?,
        _ => builds::figures(bench)?,
    };
    for mut figure in figures {
        figure.machine.clone_from(&machine.name);
        figure.date.clone_from(&machine.date);
        println!("{}", super::page::line(&figure));
        recorded.put(figure);
    }
    Ok(())
}

/// The command-line tool as it is released.
fn tool(bench: &Bench) -> Result<Vec<Figure>, String> {
    Shell::cargo(&bench.root)
        .words("build --release --package kcsec --quiet")
        .run()?;
    let program = bench.target.join("release/kcsec");
    let size = std::fs::metadata(&program)
        .map_err(|error| format!("{}: {error}", program.display()))?
        .len();
    let mut figures = bench.figures("bench-loads", &format!("tool={}", program.display()))?;
    figures.push(Figure {
        id: "tool-size".to_owned(),
        ours: size as f64 / 1e6,
        unit: "MB".to_owned(),
        ..Figure::default()
    });
    Ok(figures)
}
