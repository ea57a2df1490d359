use std::time::Duration;

use clap::{Args, ValueEnum};

use super::zone::ZoneWord;
use crate::lang::Lang;

/// Options of every command, accepted before and after it.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Options of every command")]
pub(crate) struct Global {
    /// How data is written [default: table]
    #[arg(long, global = true, value_name = "FORMAT", value_enum)]
    pub(crate) output: Option<Format>,
    /// Start an emulator for this call and use its credentials
    #[arg(long, global = true)]
    pub(crate) emulator: bool,
    /// Where the services are reached, instead of the documented hosts
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) endpoint_url: Option<String>,
    /// The cloud zone: public, gov or fin [default: KCSEC_ZONE or public]
    #[arg(long, global = true, value_name = "ZONE", value_parser = ZoneWord, hide_possible_values = true)]
    pub(crate) zone: Option<String>,
    /// The profile of ~/.ncloud/configure
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) profile: Option<String>,
    /// Language of Server Security Check's texts, headings and notes [default: the locale's, or en]
    #[arg(long, global = true, value_name = "LANG", value_enum)]
    pub(crate) lang: Option<Lang>,
    /// Bound one API call with its repeats [default: 150]
    #[arg(long, global = true, value_name = "SECONDS", value_parser = seconds)]
    pub(crate) timeout: Option<Duration>,
    /// How often a call that may be repeated is sent at most, plus one after a clock or token correction [default: 3]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100))]
    pub(crate) max_attempts: Option<u32>,
    /// No progress and no notes
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// One line a call on standard error: operation, attempts, status, time; no secrets
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
}

/// How data is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Format {
    /// For people: headings in their language, wrapped on a terminal only
    #[default]
    Table,
    /// One JSON document, with the vendors' field names
    Json,
    /// One JSON document a line, with the vendors' field names
    Ndjson,
    /// Comma-separated values (RFC 4180), with the vendors' field names; a text that a spreadsheet would calculate gets an apostrophe, control characters are replaced
    Csv,
}

/// Reads a positive number of seconds, also a fraction, up to a day.
pub(crate) fn seconds(text: &str) -> Result<Duration, String> {
    text.trim()
        .parse::<f64>()
        .ok()
        .filter(|seconds| *seconds > 0.0 && *seconds <= 86_400.0)
        .map(Duration::from_secs_f64)
        .ok_or_else(|| "give a number of seconds, more than 0 and at most 86400".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_positive_and_bounded() {
        assert_eq!(seconds("1.5"), Ok(Duration::from_millis(1_500)));
        for bad in ["0", "-1", "NaN", "inf", "1e99", "soon", ""] {
            assert!(seconds(bad).is_err(), "{bad}");
        }
    }
}
