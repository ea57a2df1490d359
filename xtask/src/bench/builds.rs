//! How many crates users compile besides their own, and how long that takes from nothing.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::figure::Figure;
use super::harness::{Bench, remove};
use crate::shell::{command, read, run};

/// Ours, alone and all four, and reqwest: with the same features, and without HTTP/2 and gzip.
const NAMES: [&str; 4] = [
    "nhn-integrity",
    "korea-cloud-security",
    "reqwest",
    "reqwest-tls-only",
];

/// What users depend on, as it stands in their manifest.
fn dependency(what: &str, root: &Path) -> String {
    let reqwest = |features: &str| {
        // The version that the workspace's lock file holds.
        format!(
            r#"reqwest = {{ version = "0.13", default-features = false, features = [{features}] }}"#
        )
    };
    match what {
        "reqwest" => reqwest(r#""rustls", "http2", "gzip""#),
        "reqwest-tls-only" => reqwest(r#""rustls""#),
        ours => format!("{ours} = {{ path = {:?} }}", root.join("crates").join(ours)),
    }
}

pub(super) fn figures(bench: &Bench) -> Result<Vec<Figure>, String> {
    let mut folders = Vec::new();
    for name in NAMES {
        folders.push(user_of(name, bench)?);
    }
    let mut counts = [(0, 0); NAMES.len()];
    // Other work only ever makes a build slower.
    let mut times = [f64::INFINITY; NAMES.len() - 1];
    for (count, folder) in counts.iter_mut().zip(&folders) {
        *count = (crates(folder, "normal")?, crates(folder, "normal,build")?);
    }
    for _ in 0..if bench.quick { 1 } else { 2 } {
        for (time, folder) in times.iter_mut().zip(&folders) {
            *time = time.min(cold_build(folder)?);
        }
    }
    let [integrity, umbrella, reqwest, bare] = counts;
    let count = |id, (ours, with_build): (usize, usize), more: String| {
        let figure = Figure::new(id, "crates", ours as f64, reqwest.0 as f64);
        let what = "with those that only build scripts need";
        figure.with_note(format!("{with_build} {what}{more}"))
    };
    let more = integrity.0 - bare.0;
    let more = format!("; {more} more than reqwest without HTTP/2 and gzip");
    Ok(vec![
        count("crates-integrity", integrity, more),
        Figure::new("build-integrity", "s", times[0], times[2]),
        count("crates-umbrella", umbrella, String::new()),
        Figure::new("build-umbrella", "s", times[1], times[2]),
    ])
}

/// A package that depends on nothing else, with the workspace's lock file.
fn user_of(name: &str, bench: &Bench) -> Result<PathBuf, String> {
    let folder = bench.target.join("bench/cold").join(name);
    let manifest = format!(
        "[package]\nname = \"user\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n{}\n",
        dependency(name, &bench.root)
    );
    let write = || {
        std::fs::create_dir_all(folder.join("src"))?;
        std::fs::write(folder.join("Cargo.toml"), manifest)?;
        std::fs::write(folder.join("src/lib.rs"), "")?;
        std::fs::copy(bench.root.join("Cargo.lock"), folder.join("Cargo.lock"))
    };
    write().map_err(|error| format!("{}: {error}", folder.display()))?;
    // Drops what it does not use from the lock file, and has everything here before the clock runs.
    run(&mut command(&folder, "cargo fetch --quiet"))?;
    Ok(folder)
}

/// The crates that are compiled by edges of these kinds, procedural macros included.
fn crates(folder: &Path, edges: &str) -> Result<usize, String> {
    let words = format!("cargo tree --prefix none --format {{p}} --edges {edges}");
    let tree = read(&mut command(folder, &words))?;
    let names = tree
        .lines()
        .map(|line| line.split(" (").next().unwrap_or(line));
    let names = names.filter(|name| !name.is_empty() && !name.starts_with("user "));
    Ok(names.collect::<BTreeSet<_>>().len())
}

#[expect(clippy::disallowed_methods, reason = "a bench measures real time")]
fn cold_build(folder: &Path) -> Result<f64, String> {
    let target = folder.join("target");
    remove(&target)?;
    let start = Instant::now();
    run(&mut command(
        folder,
        "cargo build --quiet --offline --target-dir target",
    ))?;
    let took = start.elapsed().as_secs_f64();
    println!("{} in {took:.1} s", folder.display());
    remove(&target)?;
    Ok(took)
}
