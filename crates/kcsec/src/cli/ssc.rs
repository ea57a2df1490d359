use clap::{Args, Subcommand};

use super::findings::SscCollectArgs;
use super::scope::{Kind, Region, Standard};
use crate::day::{DayEnd, DayStart};

#[derive(Debug, Subcommand)]
pub(crate) enum SscCommand {
    /// List inspections with their counts of failed checks
    Summary(SummaryArgs),
    /// Show the checked items of inspections
    Details(DetailsArgs),
    /// Read every check of every server, and keep it for reports, comparisons and gates
    Collect(SscCollectArgs),
}

#[derive(Debug, Args)]
pub(crate) struct SummaryArgs {
    /// The region, such as KR1 [default: KCSEC_REGION, or the profile's]
    #[arg(long, value_name = "REGION")]
    pub(crate) region: Option<Region>,
    /// From this day in Korea (2025-06-17, yesterday, 7d, 2025-06), or this time (2025-06-17T09:00:00+09:00)
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(crate) from: DayStart,
    /// Until the end of this day in Korea, or this time [default: now]
    #[arg(
        long,
        value_name = "DATE",
        default_value = "today",
        hide_default_value = true,
        allow_hyphen_values = true
    )]
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
    /// Inspections per page, 1 to 1000 [default: 10, with --all 1000]
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<u32>,
    /// Every page, and a range of any length (without it, over 31 days are rejected)
    #[arg(long)]
    pub(crate) all: bool,
    /// A list that the service leaves incomplete is a note, not an error
    #[arg(long)]
    pub(crate) allow_incomplete: bool,
    /// Do not ask before a range that takes more than 200 calls
    #[arg(long)]
    pub(crate) yes: bool,
}

#[derive(Debug, Args)]
pub(crate) struct DetailsArgs {
    /// Numbers of inspections (usageStasNo), as `ssc summary` shows them; - reads them from standard input
    #[arg(
        required_unless_present = "from",
        value_name = "ID",
        value_delimiter = ','
    )]
    pub(crate) ids: Vec<String>,
    /// The region of --from and --to [default: KCSEC_REGION, or the profile's]
    #[arg(long, value_name = "REGION", requires = "from")]
    pub(crate) region: Option<Region>,
    /// Every inspection from this day in Korea, or this time, instead of ids
    #[arg(
        long,
        value_name = "DATE",
        conflicts_with = "ids",
        allow_hyphen_values = true
    )]
    pub(crate) from: Option<DayStart>,
    /// Until the end of this day in Korea, or this time [default: now]
    #[arg(
        long,
        value_name = "DATE",
        requires = "from",
        allow_hyphen_values = true
    )]
    pub(crate) to: Option<DayEnd>,
    /// A list that the service leaves incomplete is a note, not an error
    #[arg(long, requires = "from")]
    pub(crate) allow_incomplete: bool,
    /// Do not ask before a range that takes more than 200 calls
    #[arg(long, requires = "from")]
    pub(crate) yes: bool,
    /// Leave out what passed
    #[arg(long, alias = "weak-only")]
    pub(crate) failed_only: bool,
}
