//! The command line: what is accepted, and nothing of what is done.

mod appguard;
mod configure;
mod emulator;
mod examples;
mod findings;
mod global;
mod integrity;
mod korean;
mod localize;
mod scope;
mod ssc;
mod token;
mod write_to;
mod wsc;
mod zone;

pub(crate) use appguard::{
    AbnormalArgs, AppguardCollectArgs, AppguardCommand, BanListFormat, BanlistArgs, IdType,
    KeptDaysArgs, Platform, TrendArgs, TrendBy,
};
pub(crate) use configure::{ConfigureArgs, ConfigureCommand};
pub(crate) use emulator::EmulatorArgs;
pub(crate) use findings::{
    DiffArgs, GateArgs, HistoryArgs, HistoryBy, JudgeArgs, RegisterCommand, ReportFormat, SaveArgs,
    SeverityLevel, SnapshotCommand, SnapshotReportArgs, SnapshotService, SscCollectArgs,
    StatusChoice, WscCollectArgs,
};
pub(crate) use global::{Color, Format, Global, seconds};
pub(crate) use integrity::{Flag, IntegrityCommand, OnNull, OnUnknownFlag, TokenArgs, VerifyArgs};
pub(crate) use scope::{Kind, Region, Standard};
pub(crate) use ssc::{DetailsArgs, SscCommand, SummaryArgs};
pub(crate) use token::{IssueArgs, RevokeArgs, TokenCommand};
pub(crate) use write_to::WriteTo;
pub(crate) use wsc::{CreateArgs, JobsArgs, ReportArgs, SearchArgs, WscCommand};

use std::ffi::OsString;
use std::path::PathBuf;

use auth_core::Environment;
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum as _};
use clap_complete::Shell;

use crate::lang::{Lang, set_current};

/// Command line for four Korean cloud security APIs.
///
/// NHN Cloud Server Security Check (ssc), NAVER Cloud Web Security Checker (wsc), NHN AppGuard
/// (appguard) and its integrity verification (integrity). Without an account, everything works
/// with --emulator; `kcsec demo` shows it all.
#[derive(Debug, Parser)]
#[command(name = "kcsec", version, propagate_version = true, after_long_help = AFTER_HELP)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// NHN Cloud Server Security Check: inspections of servers
    #[command(subcommand, arg_required_else_help = true)]
    Ssc(SscCommand),
    /// NAVER Cloud Web Security Checker: scans of web sites
    #[command(subcommand, arg_required_else_help = true)]
    Wsc(WscCommand),
    /// NHN AppGuard: devices and users that behaved abnormally
    #[command(subcommand, arg_required_else_help = true)]
    Appguard(AppguardCommand),
    /// NHN AppGuard integrity verification of one app
    #[command(subcommand, arg_required_else_help = true)]
    Integrity(IntegrityCommand),
    /// The NHN Cloud User Access Key token
    #[command(subcommand, arg_required_else_help = true)]
    Token(TokenCommand),
    /// Report what was collected, in tables or in files
    Report(SnapshotReportArgs),
    /// Compare two collections: what is new, fixed, gone
    Diff(DiffArgs),
    /// Fail where a collection is not good enough
    Gate(GateArgs),
    /// How the counts went, day by day
    History(HistoryArgs),
    /// The register of decisions about failed checks
    #[command(subcommand, arg_required_else_help = true)]
    Register(RegisterCommand),
    /// Snapshots on the disk
    #[command(subcommand, arg_required_else_help = true)]
    Snapshot(SnapshotCommand),
    /// Run an emulator of all four services until Ctrl-C
    Emulator(EmulatorArgs),
    /// A tour of all four services on an emulator of its own; needs nothing
    Demo,
    /// Check keys, proxy, certificates, clock and hosts; bills nothing, shows no secret
    Doctor {
        /// Also try out the Appkey of AppGuard, by reading a day of its detections
        #[arg(long)]
        deep: bool,
    },
    /// Write a profile of settings and keys; secrets are asked for without echo
    Configure(ConfigureArgs),
    /// Write the completion script of a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Write the manual pages into a folder
    #[command(hide = true)]
    Man {
        /// The folder
        folder: PathBuf,
    },
}

impl Cli {
    /// Reads the command line. Help, the version and usage errors are in the user's language, and
    /// end the process here.
    ///
    /// # Errors
    ///
    /// A usage error as one line.
    pub(crate) fn read(environment: &dyn Environment) -> Result<Self, String> {
        let lang = language(std::env::args_os(), environment);
        set_current(lang);
        let command = examples::with_examples(Self::command());
        if lang != Lang::Ko {
            let matches = command.get_matches();
            return Ok(Self::from_arg_matches(&matches).unwrap_or_else(|error| error.exit()));
        }
        let parsed = localize::in_korean(command)
            .try_get_matches()
            .and_then(|matches| Self::from_arg_matches(&matches));
        parsed.or_else(|error| match localize::error_in_korean(&error) {
            Some(line) => Err(line),
            None => error.exit(),
        })
    }
}

/// The language that is asked for, known before the arguments are understood.
fn language(arguments: impl IntoIterator<Item = OsString>, environment: &dyn Environment) -> Lang {
    let arguments: Vec<_> = arguments
        .into_iter()
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();
    let named = arguments
        .iter()
        .enumerate()
        .rev()
        .find_map(|(place, argument)| match argument.strip_prefix("--lang") {
            Some("") => arguments.get(place + 1).map(String::as_str),
            Some(value) => value.strip_prefix('='),
            None => None,
        });
    named
        .and_then(|name| Lang::from_str(name, true).ok())
        .or_else(|| Lang::of_environment(environment).ok())
        .unwrap_or(Lang::En)
}

impl Command {
    /// Whether the profile of `--profile` has to be there: all but the command that writes it.
    pub(crate) fn needs_profile(&self) -> bool {
        !matches!(self, Self::Configure(ConfigureArgs { command: None }))
    }
}

const AFTER_HELP: &str = "\
Configuration precedence: option, environment, profile file, default.
  NHN_CLOUD_USER_ACCESS_KEY_ID, NHN_CLOUD_SECRET_ACCESS_KEY   for ssc, appguard and token
  NHN_CLOUD_SSC_APPKEY, NHN_CLOUD_APPGUARD_APPKEY             the Appkey of each service
  NCLOUD_ACCESS_KEY_ID, NCLOUD_SECRET_ACCESS_KEY              for wsc; otherwise
                                  ~/.ncloud/configure (--profile), or the server's role
  KCSEC_ZONE                      public, gov or fin
  KCSEC_ENDPOINT_URL              overrides the endpoint of all services, or of one:
                                  KCSEC_ENDPOINT_URL_NHN_OAUTH, _NHN_SSC, _NHN_APPGUARD,
                                  _NHN_INTEGRITY, _NCP_WSC
  KCSEC_PROXY, KCSEC_CA_FILE, KCSEC_CONNECT_TIMEOUT, KCSEC_ALLOW_HTTP   as the options
  KCSEC_NHN_TOKEN_FORM            bearer, or raw: the token without the word Bearer
  KCSEC_UNSIGNED_PATH_PREFIX      true: a gateway removes the endpoint's path before it is checked
  KCSEC_CONFIG                    the profile file (~/.config/kcsec/config.toml)
Secrets are never arguments: they would stand in the process list.

Data goes to standard output, everything else to standard error.

Exit status:
  0  done
  1  a check failed
  2  wrong usage or settings, or a billed call not confirmed
  3  the service rejected the call, and its code and message are printed; or job not found
  4  the network, a timeout, or a response that is unreadable, too large, incomplete or a
     redirect
  5  the outcome of a billed or consuming call is unknown
  6  not finished within the wait's limit; it goes on
130  ended by Ctrl-C, SIGTERM or SIGHUP; 5 while a scan is created or a token is read";

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::korean::{english, korean};

    #[test]
    fn the_definition_is_consistent() {
        super::Cli::command().debug_assert();
        super::localize::in_korean(super::Cli::command()).debug_assert();
    }

    /// Every text of the help that is shown.
    fn texts(command: &clap::Command) -> Vec<String> {
        let arguments = command.get_arguments().filter(|arg| !arg.is_hide_set());
        let mut found: Vec<_> = arguments
            .flat_map(|arg| {
                [
                    arg.get_help().map(ToString::to_string),
                    arg.get_help_heading().map(str::to_owned),
                ]
            })
            .chain(
                [command.get_about(), command.get_long_about()]
                    .map(|text| text.map(ToString::to_string)),
            )
            .flatten()
            .collect();
        let inner = command.get_subcommands().filter(|one| !one.is_hide_set());
        found.extend(inner.flat_map(texts));
        found
    }

    #[test]
    fn every_text_of_the_help_has_its_korean() {
        let mut missing = texts(&super::Cli::command());
        missing.retain(|text| korean(text).is_none());
        assert!(missing.is_empty(), "no Korean for: {missing:#?}");
    }

    #[test]
    fn every_korean_text_is_that_of_a_text_of_the_help() {
        let shown = texts(&super::Cli::command());
        let gone: Vec<_> = english()
            .filter(|text| !shown.iter().any(|shown| shown == text))
            .collect();
        assert!(gone.is_empty(), "nothing shows: {gone:#?}");
        let mut once: Vec<_> = english().collect();
        let all = once.len();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), all, "a text has its Korean once");
    }
}
