use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

#[derive(Debug, Subcommand)]
pub(crate) enum IntegrityCommand {
    /// Read what an integrity token says: it can be read once and is used up by it
    TokenInfo(TokenArgs),
    /// Read an integrity token and say whether the app is genuine
    Verify(VerifyArgs),
}

/// Which token is read, and for which app.
#[derive(Debug, Args)]
pub(crate) struct TokenArgs {
    /// The id of the app's build, as registered in the console
    #[arg(long, value_name = "ID")]
    pub(crate) app_id: String,
    /// The file that holds the token; without it, standard input does
    #[arg(long, value_name = "FILE")]
    pub(crate) token_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    #[command(flatten)]
    pub(crate) token: TokenArgs,
    /// Deny an app whose code hash is not the registered one; for apps whose console is set to
    /// verify hashes
    #[arg(long)]
    pub(crate) require_code_hash: bool,
    /// A finding that does not count
    #[arg(long, value_name = "FLAG", value_delimiter = ',', ignore_case = true)]
    pub(crate) allow: Vec<Flag>,
    /// What it means that something that counts is null or missing
    #[arg(
        long,
        value_name = "VERDICT",
        default_value = "indeterminate",
        ignore_case = true
    )]
    pub(crate) on_null: OnNull,
    /// What it means that a flag which this version does not know is true
    #[arg(
        long,
        value_name = "VERDICT",
        default_value = "ignore",
        ignore_case = true
    )]
    pub(crate) on_unknown_flag: OnUnknownFlag,
}

/// The flags under the vendor's names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "camelCase")]
pub(crate) enum Flag {
    RootingDetected,
    EmulatorDetected,
    DebugDetected,
    HookingDetected,
    UntrustedEnv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OnNull {
    Ignore,
    Deny,
    Indeterminate,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OnUnknownFlag {
    Ignore,
    Deny,
}
