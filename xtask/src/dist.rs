//! `cargo xtask dist`: the tool as it is shipped, in `target/dist`.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use clap::Args;

use crate::ci::CARGO_DEB;

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
    run_in(root, "cargo build --release --locked -p kcsec")?;
    let kcsec = root.join("target/release/kcsec");
    for (shell, file) in COMPLETIONS {
        let script = output_of(Command::new(&kcsec).args(["completions", shell]))?;
        write(&dist.join(file), &script)?;
    }
    let man = dist.join("man");
    output_of(Command::new(&kcsec).arg("man").arg(&man))?;
    let mut lines = vec![format!(
        "{}: completions of {} shells, {} manual pages",
        dist.display(),
        COMPLETIONS.len(),
        files_in(&man)
    )];
    if options.deb {
        CARGO_DEB.install(root)?;
        run_in(
            root,
            "target/tools/bin/cargo-deb --package kcsec --no-build --output target/dist/kcsec.deb",
        )?;
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
        let mut command = Command::new("dpkg");
        command
            .arg(format!("--root={}", scratch.display()))
            // What it depends on is not in the scratch root.
            .args(["--force-depends", "--force-not-root", action])
            .arg(what);
        output_of(&mut command)
    };
    dpkg("--install", &dist.join("kcsec.deb"))?;
    let version = output_of(Command::new(scratch.join("usr/bin/kcsec")).arg("--version"))?;
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
        String::from_utf8_lossy(&version).trim()
    ))
}

fn run_in(root: &Path, line: &str) -> Result<(), String> {
    let mut words = line.split(' ');
    let program = words.next().unwrap_or_default();
    let program = match program.contains('/') {
        true => root.join(program),
        false => program.into(),
    };
    let status = Command::new(&program)
        .args(words)
        .current_dir(root)
        .status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{line}` ended with {status}")),
        Err(error) => Err(format!("{} cannot be started: {error}", program.display())),
    }
}

fn output_of(command: &mut Command) -> Result<Vec<u8>, String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("{:?} cannot be started: {error}", command.get_program()))?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => Err(format!("{command:?} ended with {}", output.status)),
    }
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
