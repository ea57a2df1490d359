use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};

use super::zone::ZoneName;
use crate::lang::{Lang, say};

/// Global options, accepted before and after the command.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Global {
    /// Output format [default: table]
    #[arg(
        short,
        long,
        global = true,
        value_name = "FORMAT",
        value_enum,
        ignore_case = true
    )]
    output: Option<Format>,
    /// Short for --output json
    #[arg(long, global = true, conflicts_with = "output")]
    json: bool,
    /// Write the data to this file, whole or not at all, instead of standard output
    #[arg(long, global = true, value_name = "FILE", hide_short_help = true)]
    pub(crate) out: Option<PathBuf>,
    /// Write CSV for spreadsheets: with a byte order mark and CRLF, and no cell that is calculated
    #[arg(long, global = true, hide_short_help = true)]
    pub(crate) csv_bom: bool,
    /// Start an emulator for this call and use its credentials
    #[arg(long, global = true)]
    pub(crate) emulator: bool,
    /// Override the endpoint URL of every service
    #[arg(long, global = true, value_name = "URL", hide_short_help = true)]
    pub(crate) endpoint_url: Option<String>,
    /// The cloud zone: public, gov or fin [default: KCSEC_ZONE or public]
    #[arg(long, global = true, value_name = "ZONE", value_parser = ZoneName, hide_possible_values = true, hide_short_help = true)]
    pub(crate) zone: Option<String>,
    /// The profile to take settings and keys from
    #[arg(long, global = true, value_name = "NAME", hide_short_help = true)]
    pub(crate) profile: Option<String>,
    /// Language of Server Security Check's texts, headings and notes [default: the locale's, or en]
    #[arg(
        long,
        global = true,
        value_name = "LANG",
        value_enum,
        ignore_case = true
    )]
    pub(crate) lang: Option<Lang>,
    /// When to use colours [default: auto]
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        value_enum,
        ignore_case = true,
        hide_short_help = true
    )]
    pub(crate) color: Option<Color>,
    /// Overall timeout per API call, including its retries, and per settings file [default: 150]
    #[arg(long, global = true, value_name = "SECONDS", value_parser = seconds, hide_short_help = true)]
    pub(crate) timeout: Option<Duration>,
    /// Time to reach a host: name, TCP and TLS [default: KCSEC_CONNECT_TIMEOUT or 10]
    #[arg(long, global = true, value_name = "SECONDS", value_parser = seconds, hide_short_help = true)]
    pub(crate) connect_timeout: Option<Duration>,
    /// Allow plain http to this host; keys then travel in the clear [default: KCSEC_ALLOW_HTTP]
    #[arg(long, global = true, value_name = "HOST", hide_short_help = true)]
    pub(crate) allow_http: Vec<String>,
    /// Send calls through this proxy, or none [default: KCSEC_PROXY, HTTPS_PROXY]
    #[arg(long, global = true, value_name = "URL|none", hide_short_help = true)]
    pub(crate) proxy: Option<String>,
    /// Trust these certificates (PEM or DER) besides the platform's [default: KCSEC_CA_FILE]
    #[arg(long, global = true, value_name = "FILE", hide_short_help = true)]
    pub(crate) ca_file: Option<PathBuf>,
    /// Maximum attempts per request, plus one after a clock or token correction [default: 3]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100), hide_short_help = true)]
    pub(crate) max_attempts: Option<u32>,
    /// No progress and no notes
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// A line per API call on standard error; -vv a line per attempt
    #[arg(short, long, global = true, action = clap::ArgAction::Count, hide_short_help = true)]
    pub(crate) verbose: u8,
}

impl Global {
    /// The output format, if one was asked for.
    pub(crate) fn format(&self) -> Option<Format> {
        if self.json {
            Some(Format::Json)
        } else {
            self.output
        }
    }
}

/// Output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Format {
    /// For people: headings in their language, wrapped on a terminal only
    #[default]
    Table,
    /// One JSON document, with the vendors' field names
    Json,
    /// One JSON document per line, with the vendors' field names
    Ndjson,
    /// Comma-separated values with the vendors' field names; see --csv-bom for spreadsheets
    Csv,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Reads a positive number of seconds, also a fraction, up to a day.
pub(crate) fn seconds(text: &str) -> Result<Duration, String> {
    text.trim()
        .parse::<f64>()
        .ok()
        .filter(|seconds| *seconds > 0.0 && *seconds <= 86_400.0)
        .map(Duration::from_secs_f64)
        .ok_or_else(|| {
            say!(
                "0보다 크고 86400 이하인 초를 지정하세요",
                "give a number of seconds, more than 0 and at most 86400"
            )
        })
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
