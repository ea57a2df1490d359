use clap::{Args, Subcommand, ValueEnum};

use crate::day::{DayEnd, DayStart};

#[derive(Debug, Subcommand)]
pub(crate) enum SscCommand {
    /// List inspections with their counts of weak items
    Summary(SummaryArgs),
    /// Show the checked items of inspections
    Details(DetailsArgs),
}

#[derive(Debug, Args)]
pub(crate) struct SummaryArgs {
    /// The region, such as KR1
    #[arg(long, value_name = "REGION")]
    pub(crate) region: String,
    /// From this day in Korea (2025-06-17, yesterday), or this time (2025-06-17T09:00:00+09:00)
    #[arg(long, value_name = "DATE")]
    pub(crate) from: DayStart,
    /// Until the end of this day in Korea, or this time; today is allowed
    #[arg(long, value_name = "DATE")]
    pub(crate) to: DayEnd,
    /// Only inspections by this standard: M main information and communication facilities, F electronic financial infrastructure
    #[arg(long, value_enum, ignore_case = true)]
    pub(crate) standard: Option<Standard>,
    /// Only inspections of this kind (the service has only OS today)
    #[arg(long, value_enum, ignore_case = true)]
    pub(crate) kind: Option<Kind>,
    /// The page, counted from 1 [default: 1]
    #[arg(long, value_name = "N", conflicts_with = "all")]
    pub(crate) page: Option<u32>,
    /// Inspections a page, 1 to 1000 [default: 10, with --all 1000]
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<u32>,
    /// Every page, and a range of any length (without it, over 31 days are refused)
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Debug, Args)]
pub(crate) struct DetailsArgs {
    /// Numbers of inspections (usageStasNo), as `ssc summary` shows them
    #[arg(required = true, value_name = "ID")]
    pub(crate) ids: Vec<String>,
    /// Only items that were found weak
    #[arg(long)]
    pub(crate) weak_only: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "UPPER")]
pub(crate) enum Standard {
    M,
    F,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "UPPER")]
pub(crate) enum Kind {
    Os,
    Was,
}
