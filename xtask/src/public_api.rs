//! `cargo xtask public-api`: the public interface of every crate, as text under version control.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::packages::LIBRARIES;
use crate::shell::{self, command};

/// Crates whose major versions would become ours if a type of theirs were shown.
const HIDDEN: [&str; 7] = [
    "reqwest::",
    "hyper::",
    "zeroize::",
    "arc_swap::",
    "hmac::",
    "sha2::",
    "tokio::",
];

/// Options of `cargo xtask public-api`.
#[derive(Debug, Args)]
pub struct PublicApi {
    /// Write nothing, and fail if the listings are not up to date.
    #[arg(long)]
    check: bool,
}

/// Writes `docs/public-api/<crate>.txt` for every library, or compares.
///
/// # Errors
///
/// When a listing cannot be made or is out of date, or a hidden crate's type is public.
pub fn run(options: &PublicApi, root: &Path) -> Result<Vec<String>, String> {
    let mut lines = Vec::new();
    let mut problems = Vec::new();
    for name in LIBRARIES {
        let json = rustdoc_json(name, root)?;
        let listing = listing(name, &json)?;
        // The emulator's own interface may run on tokio; the clients' may not show it.
        if name != "korea-cloud-security-emulator" {
            problems.extend(shown(name, &listing));
        }
        let file = root.join(format!("docs/public-api/{name}.txt"));
        let recorded = std::fs::read_to_string(&file).unwrap_or_default();
        if recorded == listing {
            lines.push(format!("{name}: up to date"));
        } else if options.check {
            problems.push(changes(name, &recorded, &listing));
        } else {
            let folder = file.parent().unwrap_or(root);
            std::fs::create_dir_all(folder)
                .and_then(|()| std::fs::write(&file, &listing))
                .map_err(|error| format!("{}: {error}", file.display()))?;
            lines.push(format!("{name}: written"));
        }
    }
    if problems.is_empty() {
        Ok(lines)
    } else {
        Err(problems.join("\n"))
    }
}

fn rustdoc_json(name: &str, root: &Path) -> Result<PathBuf, String> {
    let mut rustdoc = command(
        root,
        "cargo rustdoc --quiet --lib --target-dir target/public-api",
    );
    rustdoc.args(["--package", name]).args(features(name));
    let options = "-- -Z unstable-options --output-format json --cap-lints allow";
    // rustdoc's JSON is behind an unstable flag; the compiler is the stable one all the same.
    shell::run(rustdoc.args(options.split(' ')).env("RUSTC_BOOTSTRAP", "1"))?;
    let file = name.replace('-', "_");
    Ok(root.join(format!("target/public-api/doc/{file}.json")))
}

fn listing(name: &str, json: &Path) -> Result<String, String> {
    let api = public_api::Builder::from_rustdoc_json(json)
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .omit_auto_derived_impls(true)
        .build()
        .map_err(|error| format!("{name}: {error}"))?;
    Ok(api.to_string())
}

/// Everything but the other TLS library, whose headers not every machine has.
fn features(name: &str) -> &'static [&'static str] {
    match name {
        "auth-core" => &["--all-features"],
        "transport-core" => &["--features", "ncp,nhn-token"],
        "korea-cloud-security" => &["--features", "emulator"],
        _ => &[],
    }
}

fn shown(name: &str, listing: &str) -> Vec<String> {
    listing
        .lines()
        .filter(|line| HIDDEN.iter().any(|hidden| line.contains(hidden)))
        .map(|line| format!("{name} shows a type of another crate: {line}"))
        .collect()
}

fn changes(name: &str, recorded: &str, listing: &str) -> String {
    let gone = recorded
        .lines()
        .filter(|line| !listing.lines().any(|other| other == *line));
    let new = listing
        .lines()
        .filter(|line| !recorded.lines().any(|other| other == *line));
    let mut text = format!(
        "the public interface of {name} changed; if that is meant, run `cargo xtask public-api`:"
    );
    gone.map(|line| format!("\n  - {line}"))
        .chain(new.map(|line| format!("\n  + {line}")))
        .for_each(|line| text.push_str(&line));
    text
}
