use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::scope::{Kind, Region, Standard, project_name};
use super::write_to::WriteTo;
use crate::day::{Day, DayEnd, DayStart};
use crate::lang::Lang;

/// The format of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// The audit workbook
    Xlsx,
    /// Every result as a row, for spreadsheets
    Csv,
    /// A page to show and to print, without scripts
    Html,
    /// For Jenkins, GitLab and other CI services
    Junit,
    /// For GitHub code scanning, GitLab and viewers
    Sarif,
    /// DefectDojo's generic findings
    Defectdojo,
    /// For comments and messages
    Md,
    /// Events for a SIEM, one per line
    Ocsf,
}

#[derive(Debug, Args)]
pub(crate) struct SscCollectArgs {
    /// The region, such as KR1 [default: KCSEC_REGION, or the profile's]
    #[arg(long, value_name = "REGION")]
    pub(crate) region: Option<Region>,
    /// From this day in Korea, or this time [default: 366 days before the end]
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(crate) from: Option<DayStart>,
    /// Until the end of this day in Korea, or this time [default: now]
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(crate) to: Option<DayEnd>,
    /// The state at the end of this day in Korea
    #[arg(long, value_name = "DATE", conflicts_with_all = ["from", "to"])]
    pub(crate) as_of: Option<Day>,
    /// Only inspections by this standard
    #[arg(long, value_enum, ignore_case = true)]
    pub(crate) standard: Option<Standard>,
    /// Only inspections of this kind
    #[arg(long, value_enum, ignore_case = true)]
    pub(crate) kind: Option<Kind>,
    /// Keep every inspection, not only the latest one of each server
    #[arg(long)]
    pub(crate) all_inspections: bool,
    /// The language of the service's texts, whatever --lang says [default: ko]
    #[arg(long, value_name = "LANG", value_enum, ignore_case = true)]
    pub(crate) text_language: Option<Lang>,
    /// Start over instead of taking up a run that was cut off
    #[arg(long)]
    pub(crate) no_resume: bool,
    /// A list that the service leaves incomplete is a note, not an error
    #[arg(long)]
    pub(crate) allow_incomplete: bool,
    #[command(flatten)]
    pub(crate) save: SaveArgs,
    #[command(flatten)]
    pub(crate) judge: JudgeArgs,
}

#[derive(Debug, Args)]
pub(crate) struct WscCollectArgs {
    /// Ids of finished jobs, as `wsc jobs` shows them
    #[arg(required = true, value_name = "ID", value_delimiter = ',')]
    pub(crate) ids: Vec<String>,
    #[command(flatten)]
    pub(crate) save: SaveArgs,
    #[command(flatten)]
    pub(crate) judge: JudgeArgs,
}

/// Where a collection is kept and under which name.
#[derive(Debug, Args)]
pub(crate) struct SaveArgs {
    /// Keep the snapshot in this folder
    #[arg(long, value_name = "DIR")]
    pub(crate) save: Option<PathBuf>,
    /// The name that tells accounts and Appkeys apart [default: the profile's name, or default]
    #[arg(long, value_name = "NAME", value_parser = project_name)]
    pub(crate) project: Option<String>,
}

/// What is judged and written, the same for every command that reports.
#[derive(Debug, Args)]
pub(crate) struct JudgeArgs {
    /// Write a report: xlsx, csv, html, junit, sarif, defectdojo, md or ocsf; repeatable, - is standard output
    #[arg(long, value_name = "FORMAT=FILE")]
    pub(crate) write: Vec<WriteTo<ReportFormat>>,
    /// Decisions about failed checks (TOML or CSV)
    #[arg(long, value_name = "FILE")]
    pub(crate) register: Option<PathBuf>,
    /// Names of servers that must be there, one per line
    #[arg(long, value_name = "FILE")]
    pub(crate) expect: Option<PathBuf>,
    /// The day by which expiry and age are judged [default: today in Korea]
    #[arg(long, value_name = "DATE")]
    pub(crate) today: Option<Day>,
}

/// Which snapshots are read, and which of their rows are shown.
#[derive(Debug, Args)]
pub(crate) struct SelectArgs {
    /// A snapshot, or a folder of them
    #[arg(value_name = "SNAPSHOT|DIR")]
    pub(crate) path: PathBuf,
    /// The service, where a folder holds several
    #[arg(long, value_enum, ignore_case = true)]
    pub(crate) service: Option<SnapshotService>,
    /// The state at the end of this day in Korea
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<Day>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SnapshotService {
    Ssc,
    Wsc,
    Appguard,
}

#[derive(Debug, Args)]
pub(crate) struct SnapshotReportArgs {
    #[command(flatten)]
    pub(crate) select: SelectArgs,
    /// Compare with this snapshot, or with the state at the end of this day
    #[arg(long, value_name = "SNAPSHOT|DATE")]
    pub(crate) since: Option<String>,
    /// Show the security score
    #[arg(long)]
    pub(crate) score: bool,
    /// Titles of the approval box, separated by commas
    #[arg(long, value_name = "TITLES", value_delimiter = ',')]
    pub(crate) approval: Vec<String>,
    /// Only this standard
    #[arg(long, value_name = "STANDARD")]
    pub(crate) standard: Option<String>,
    /// Only servers of this name; * and ? stand for others
    #[arg(long, value_name = "GLOB")]
    pub(crate) server: Vec<String>,
    /// Only this severity and above
    #[arg(long, value_enum, ignore_case = true)]
    pub(crate) severity: Option<SeverityLevel>,
    /// Which results are shown [default: all]
    #[arg(long, value_enum, ignore_case = true)]
    pub(crate) status: Option<StatusChoice>,
    /// Of appguard: show the first four characters of ids only, as they are personal data
    #[arg(long)]
    pub(crate) mask_ids: bool,
    #[command(flatten)]
    pub(crate) judge: JudgeArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SeverityLevel {
    High,
    Medium,
    Low,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum StatusChoice {
    /// Failed checks
    Fail,
    /// Every result
    All,
}

#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    /// The older snapshot; or a folder, with --from and --to
    #[arg(value_name = "OLD|DIR")]
    pub(crate) old: PathBuf,
    /// The newer snapshot
    #[arg(value_name = "NEW", required_unless_present_all = ["from", "to"], conflicts_with_all = ["from", "to"])]
    pub(crate) new: Option<PathBuf>,
    /// The state at the end of this day in Korea is the older one
    #[arg(long, value_name = "DATE", requires = "to")]
    pub(crate) from: Option<Day>,
    /// The state at the end of this day in Korea is the newer one
    #[arg(long, value_name = "DATE", requires = "from")]
    pub(crate) to: Option<Day>,
    /// The service, where a folder holds several
    #[arg(long, value_enum, ignore_case = true)]
    pub(crate) service: Option<SnapshotService>,
    #[command(flatten)]
    pub(crate) judge: JudgeArgs,
}

#[derive(Debug, Args)]
pub(crate) struct GateArgs {
    #[command(flatten)]
    pub(crate) select: SelectArgs,
    /// Count only what is new since this snapshot, or since the end of this day
    #[arg(long, value_name = "SNAPSHOT|DATE")]
    pub(crate) baseline: Option<String>,
    /// Fail from this severity on [default: high]
    #[arg(long, value_enum, ignore_case = true)]
    pub(crate) fail_on: Option<SeverityLevel>,
    /// So many may fail
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) max: u64,
    /// At least so many servers must have been inspected
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) min_servers: u64,
    /// The latest inspection of a server may be so many days old
    #[arg(long, value_name = "DAYS")]
    pub(crate) max_age: Option<u32>,
    /// Judge a snapshot that is incomplete
    #[arg(long)]
    pub(crate) allow_incomplete: bool,
    /// Count what was not judged as failed
    #[arg(long)]
    pub(crate) strict: bool,
    #[command(flatten)]
    pub(crate) judge: JudgeArgs,
}

#[derive(Debug, Args)]
pub(crate) struct HistoryArgs {
    /// A folder of snapshots
    #[arg(value_name = "DIR")]
    pub(crate) dir: PathBuf,
    /// What the columns count
    #[arg(long, value_enum, ignore_case = true, default_value_t)]
    pub(crate) by: HistoryBy,
    /// From this day in Korea
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<Day>,
    /// Until this day in Korea
    #[arg(long, value_name = "DATE")]
    pub(crate) to: Option<Day>,
    /// The service, where a folder holds several
    #[arg(long, value_enum, ignore_case = true)]
    pub(crate) service: Option<SnapshotService>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum HistoryBy {
    #[default]
    Severity,
    Category,
    Check,
    Server,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RegisterCommand {
    /// Print an entry for each failed check, to be filled in by a person
    Init {
        /// A snapshot, or a folder of them
        #[arg(value_name = "SNAPSHOT|DIR")]
        path: PathBuf,
        /// The service, where a folder holds several
        #[arg(long, value_enum, ignore_case = true)]
        service: Option<SnapshotService>,
    },
    /// Check a register, alone or against a snapshot
    Check {
        /// The register (TOML or CSV)
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// A snapshot, or a folder of them
        #[arg(value_name = "SNAPSHOT|DIR")]
        path: Option<PathBuf>,
        /// The service, where a folder holds several
        #[arg(long, value_enum, ignore_case = true)]
        service: Option<SnapshotService>,
        /// The day by which expiry is judged [default: today in Korea]
        #[arg(long, value_name = "DATE")]
        today: Option<Day>,
        /// How far ahead an acceptance may end
        #[arg(long, value_name = "DAYS", default_value_t = 366)]
        max_accept_days: u32,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum SnapshotCommand {
    /// Check that snapshots are whole and complete, and show their counts and SHA-256
    Verify {
        /// Snapshots
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
}
