use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::scope::project_name;
use super::write_to::WriteTo;
use crate::day::Day;

#[derive(Debug, Subcommand)]
pub(crate) enum AppguardCommand {
    /// List the devices or users of a day that behaved abnormally
    Abnormal(AbnormalArgs),
    /// Keep days of detections as snapshots, fit for cron: days that are there are left
    Collect(AppguardCollectArgs),
    /// How detections went over the days that were kept, and an alarm
    Trend(TrendArgs),
    /// Make a ban list by rules, to be reviewed and registered in the console
    Banlist(BanlistArgs),
}

#[derive(Debug, Args)]
pub(crate) struct AbnormalArgs {
    /// The day in Korea, 1 to 90 days ago: 2025-06-17 or yesterday
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Day,
    /// The platform
    #[arg(long, value_enum, ignore_case = true)]
    pub(crate) os: Platform,
    /// What to count by
    #[arg(long, value_enum, ignore_case = true, default_value_t)]
    pub(crate) id_type: IdType,
    /// Show the first four characters of ids only: they are personal data
    #[arg(long)]
    pub(crate) mask_ids: bool,
}

#[derive(Debug, Args)]
pub(crate) struct AppguardCollectArgs {
    /// The platform, or both
    #[arg(long, value_enum, ignore_case = true)]
    pub(crate) os: Platforms,
    /// The day in Korea, 1 to 90 days ago: 2025-06-17 or yesterday
    #[arg(long, value_name = "DATE", required_unless_present = "days")]
    pub(crate) date: Option<Day>,
    /// So many days until yesterday in Korea, at most 90
    #[arg(long, value_name = "N", conflicts_with = "date", value_parser = clap::value_parser!(u32).range(1..=90))]
    pub(crate) days: Option<u32>,
    /// What to count by
    #[arg(long, value_enum, ignore_case = true, default_value_t)]
    pub(crate) id_type: IdType,
    /// Keep the days in this folder, one file per day and platform
    #[arg(long, value_name = "DIR")]
    pub(crate) save: PathBuf,
    /// The name that tells accounts and Appkeys apart [default: the profile's name, or default]
    #[arg(long, value_name = "NAME", value_parser = project_name)]
    pub(crate) project: Option<String>,
}

/// Which days that were kept are read.
#[derive(Debug, Args)]
pub(crate) struct KeptDaysArgs {
    /// A folder of snapshots
    #[arg(value_name = "DIR")]
    pub(crate) dir: PathBuf,
    /// From this day in Korea
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<Day>,
    /// Until this day in Korea
    #[arg(long, value_name = "DATE")]
    pub(crate) to: Option<Day>,
    /// Only this project; repeatable
    #[arg(long, value_name = "NAME")]
    pub(crate) project: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct TrendArgs {
    #[command(flatten)]
    pub(crate) kept: KeptDaysArgs,
    /// What a row counts
    #[arg(long, value_enum, ignore_case = true, default_value_t)]
    pub(crate) by: TrendBy,
    /// Only so many rows of each platform, those with the most detections
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) top: Option<u32>,
    /// Fail where the newest day is at so many per cent of the median or above, as the console's alarm: 10 to 10000
    #[arg(long, value_name = "PERCENT", requires = "over", value_parser = clap::value_parser!(u32).range(10..=10_000))]
    pub(crate) alarm: Option<u32>,
    /// The alarm's median is that of so many days before the newest
    #[arg(long, value_name = "N", requires = "alarm", value_parser = clap::value_parser!(u32).range(1..=3_660))]
    pub(crate) over: Option<u32>,
    /// Show the first four characters of ids only: they are personal data
    #[arg(long)]
    pub(crate) mask_ids: bool,
    /// Write a report: html; - is standard output
    #[arg(long, value_name = "FORMAT=FILE")]
    pub(crate) write: Vec<WriteTo<TrendFormat>>,
}

#[derive(Debug, Args)]
pub(crate) struct BanlistArgs {
    #[command(flatten)]
    pub(crate) kept: KeptDaysArgs,
    /// The rules (TOML)
    #[arg(long, value_name = "FILE")]
    pub(crate) rules: PathBuf,
    /// Ids that are never banned, one per line; * and ? stand for others
    #[arg(long, value_name = "FILE")]
    pub(crate) exclude: Option<PathBuf>,
    /// Write the list: xlsx, csv or tsv, which has no header and is for pasting; repeatable, - is standard output
    #[arg(long, value_name = "FORMAT=FILE")]
    pub(crate) write: Vec<WriteTo<BanListFormat>>,
    /// Keep ids with characters outside printable ASCII, which are left out otherwise
    #[arg(long)]
    pub(crate) keep_odd_ids: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Platform {
    Android,
    Ios,
}

impl Platform {
    /// The word that stands in snapshots.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Android => "android",
            Self::Ios => "ios",
        }
    }
}

/// A platform, or both of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Platforms {
    Android,
    Ios,
    Both,
}

impl Platforms {
    pub(crate) fn each(self) -> &'static [Platform] {
        match self {
            Self::Android => &[Platform::Android],
            Self::Ios => &[Platform::Ios],
            Self::Both => &[Platform::Android, Platform::Ios],
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum IdType {
    #[default]
    Device,
    User,
}

impl IdType {
    /// The word that stands in snapshots.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::User => "user",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum TrendBy {
    Detection,
    #[default]
    Day,
    Id,
}

/// The format of a report of detections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TrendFormat {
    /// A page to show and to print, without scripts
    Html,
}

/// The format of a ban list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum BanListFormat {
    /// A workbook with one sheet and a header
    Xlsx,
    /// With a header, for spreadsheets
    Csv,
    /// Without a header, to be pasted into the vendor's template
    Tsv,
}
