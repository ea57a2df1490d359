use clap::{Args, Subcommand, ValueEnum};

use crate::day::Day;

#[derive(Debug, Subcommand)]
pub(crate) enum AppguardCommand {
    /// List the devices or users of a day that behaved abnormally
    Abnormal(AbnormalArgs),
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
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Platform {
    Android,
    Ios,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum IdType {
    #[default]
    Device,
    User,
}
