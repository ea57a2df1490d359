//! How many crates a user compiles besides his own, and how long that takes from nothing.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::figure::Figure;
use super::harness::Bench;
use super::shell::Shell;

/// What a user depends on, as it stands in his manifest.
fn dependency(what: &str, root: &Path) -> String {
    match what {
        "reqwest" => {
            // The version that the workspace's lock file holds; the same features as ours.
            r#"reqwest = { version = "0.13", default-features = false, features = ["rustls", "http2", "gzip"] }"#.to_owned()
        }
        "reqwest-tls-only" => {
            r#"reqwest = { version = "0.13", default-features = false, features = ["rustls"] }"#
                .to_owned()
        }
        ours => format!("{ours} = {{ path = {:?} }}", root.join("crates").join(ours)),
    }
}

pub(super) fn figures(bench: &Bench) -> Result<Vec<Figure>, String> {
    let names = [
        "nhn-integrity",
        "reqwest",
        "korea-cloud-security",
        "reqwest-tls-only",
    ];
    let mut counts = Vec::new();
    for name in names {
        counts.push(crates(&user_of(name, bench)?)?);
    }
    let mut times = vec![Vec::new(); 3];
    for _ in 0..if bench.quick { 1 } else { 2 } {
        for (name, times) in names.iter().zip(&mut times) {
            times.push(cold_build(&user_of(name, bench)?)?);
        }
    }
    // Other work only ever makes a build slower.
    let time = |at: usize| times[at].iter().copied().fold(f64::INFINITY, f64::min);
    let [integrity, reqwest, umbrella, bare] = [0, 1, 2, 3].map(|at| counts[at]);
    let with_build =
        |at: (usize, usize)| format!("{} with those that only build scripts need", at.1);
    Ok(vec![
        Figure::new(
            "crates-integrity",
            "crates",
            integrity.0 as f64,
            reqwest.0 as f64,
        )
        .with_note(format!(
            "{}; {} more than reqwest without HTTP/2 and gzip",
            with_build(integrity),
            integrity.0 - bare.0
        )),
        Figure::new("build-integrity", "s", time(0), time(1)),
        Figure::new(
            "crates-umbrella",
            "crates",
            umbrella.0 as f64,
            reqwest.0 as f64,
        )
        .with_note(with_build(umbrella)),
        Figure::new("build-umbrella", "s", time(2), time(1)),
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
    Shell::cargo(&folder).words("fetch --quiet").run()?;
    Ok(folder)
}

/// The crates that are compiled for the target, procedural macros included; and with those of
/// build scripts.
fn crates(folder: &Path) -> Result<(usize, usize), String> {
    let count = |edges: &str| {
        let tree = Shell::cargo(folder)
            .words("tree --prefix none --format {p} --edges")
            .arg(edges)
            .read()?;
        let names: BTreeSet<_> = tree
            .lines()
            .map(|line| line.split(" (").next().unwrap_or(line))
            .filter(|name| !name.is_empty() && !name.starts_with("user "))
            .collect();
        Ok::<_, String>(names.len())
    };
    Ok((count("normal")?, count("normal,build")?))
}

#[expect(clippy::disallowed_methods, reason = "a bench measures real time")]
fn cold_build(folder: &Path) -> Result<f64, String> {
    let target = folder.join("target");
    if target.exists() {
        std::fs::remove_dir_all(&target).map_err(|error| error.to_string())?;
    }
    let start = Instant::now();
    Shell::cargo(folder)
        .words("build --quiet --offline --target-dir")
        .arg(&target)
        .run()?;
    let took = start.elapsed().as_secs_f64();
    println!("{} in {took:.1} s", folder.display());
    std::fs::remove_dir_all(&target).map_err(|error| error.to_string())?;
    Ok(took)
}
