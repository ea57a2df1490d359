//! The project's tasks: `cargo xtask --help`.

use std::path::Path;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use xtask::bench::command::Options as Bench;
use xtask::ci::command::Ci;
use xtask::dist::Dist;
use xtask::fixtures::command::Fixtures;
use xtask::openapi::command::OpenApi;
use xtask::public_api::PublicApi;
use xtask::validators::ValidateReports;

/// The project's tasks.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Make the fixtures from the vendors' pages, or check that they are what the pages say.
    Fixtures(Fixtures),
    /// Write an OpenAPI 3.1 document a service from the fixtures, or check that they are up to date.
    Openapi(OpenApi),
    /// Write the public interface of every crate, or check that it is up to date.
    PublicApi(PublicApi),
    /// Check, in a copy, that the lowest versions of the dependencies that the manifests allow build.
    MinimalVersions,
    /// Measure what the clients cost, and write `docs/performance.md`.
    Bench(Bench),
    /// Package every crate, and build each from its archive alone.
    Packages,
    /// Build the tool with its manual pages, completions and package, in target/dist.
    Dist(Dist),
    /// Have other people's tools read sample reports; what is not installed is skipped aloud.
    ValidateReports(ValidateReports),
    /// Run every check that CI runs.
    Ci(Ci),
}

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap_or(Path::new("."));
    let result = match Arguments::parse().task {
        Task::Fixtures(options) => xtask::fixtures::command::run(&options, root),
        Task::Openapi(options) => xtask::openapi::command::run(&options, root),
        Task::PublicApi(options) => xtask::public_api::run(&options, root),
        Task::MinimalVersions => xtask::minimal_versions::run(root),
        Task::Bench(options) => xtask::bench::command::run(&options, root),
        Task::Packages => xtask::packages::run(root),
        Task::Dist(options) => xtask::dist::run(&options, root),
        Task::ValidateReports(options) => xtask::validators::run(&options, root),
        Task::Ci(options) => xtask::ci::command::run(&options, root),
    };
    match result {
        Ok(lines) => {
            lines.iter().for_each(|line| println!("{line}"));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
