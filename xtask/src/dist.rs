//! `cargo xtask dist`: the tool as it is shipped, in `target/dist`.

use std::fs;
use std::path::Path;

use clap::Args;

use crate::ci::CARGO_DEB;
use crate::shell::{command, read, run as run_it};

/// Where a shell looks for the completions of a command.
const COMPLETIONS: [(&str, &str); 3] = [
    ("bash", "completions/kcsec.bash"),
    ("zsh", "completions/_kcsec"),
    ("fish", "completions/kcsec.fish"),
];

/// Options of `cargo xtask dist`.
#[derive(Debug, Args)]
pub struct Dist {
    /// Also make the Debian package, and install and remove it in a scratch root.
    #[arg(long)]
    deb: bool,
}

/// Builds the tool, and makes its manual pages, its completions and, on request, its package.
///
/// # Errors
///
/// When a command fails, or the package does not install and remove cleanly.
pub fn run(options: &Dist, root: &Path) -> Result<Vec<String>, String> {
    let dist = root.join("target/dist");
    drop(fs::remove_dir_all(&dist));
    let mut build = command(root, "cargo build --release --locked -p kcsec");
    run_it(build.env("CARGO_TARGET_DIR", "target"))?;
    let kcsec = || command(root, "target/release/kcsec");
    for (shell, file) in COMPLETIONS {
        let script = read(kcsec().args(["completions", shell]))?;
        write(&dist.join(file), script.as_bytes())?;
    }
    let man = dist.join("man");
    read(kcsec().arg("man").arg(&man))?;
    let mut lines = vec![format!(
        "{}: completions of {} shells, {} manual pages",
        dist.display(),
        COMPLETIONS.len(),
        files_in(&man)
    )];
    if options.deb {
        CARGO_DEB.install(root)?;
        let line =
            "target/tools/bin/cargo-deb --package kcsec --no-build --output target/dist/kcsec.deb";
        run_it(command(root, line).env("CARGO_TARGET_DIR", "target"))?;
        lines.push(check_package(&dist)?);
    }
    Ok(lines)
}

/// Installs the package where nothing else is, runs the tool, and removes it again.
fn check_package(dist: &Path) -> Result<String, String> {
    let scratch = dist.join("root");
    for folder in ["var/lib/dpkg/info", "var/lib/dpkg/updates", "usr/bin"] {
        fs::create_dir_all(scratch.join(folder)).map_err(|error| error.to_string())?;
    }
    write(&scratch.join("var/lib/dpkg/status"), b"")?;
    let dpkg = |action: &str, what: &Path| {
        // What it depends on is not in the scratch root.
        let mut dpkg = command(dist, "dpkg --force-depends --force-not-root");
        dpkg.arg(format!("--root={}", scratch.display()));
        read(dpkg.arg(action).arg(what))
    };
    dpkg("--install", &dist.join("kcsec.deb"))?;
    let version = read(&mut command(&scratch, "usr/bin/kcsec --version"))?;
    for file in [
        "usr/share/man/man1/kcsec.1.gz",
        "usr/share/bash-completion/completions/kcsec",
        "usr/share/doc/kcsec/copyright",
    ] {
        if !scratch.join(file).exists() {
            return Err(format!("the package lacks {file}"));
        }
    }
    dpkg("--purge", Path::new("kcsec"))?;
    if scratch.join("usr/bin/kcsec").exists() || scratch.join("usr/share/doc/kcsec").exists() {
        return Err("the package leaves files behind".to_owned());
    }
    Ok(format!(
        "kcsec.deb installs, runs ({}) and removes cleanly",
        version.trim()
    ))
}

fn write(file: &Path, content: &[u8]) -> Result<(), String> {
    let folder = file.parent().unwrap_or(file);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(file, content))
        .map_err(|error| format!("{}: {error}", file.display()))
}

fn files_in(folder: &Path) -> usize {
    fs::read_dir(folder).map_or(0, Iterator::count)
}
