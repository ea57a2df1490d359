use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum IntegrityCommand {
    /// Read what an integrity token says: it can be read once and is used up by it
    TokenInfo(TokenInfoArgs),
}

#[derive(Debug, Args)]
pub(crate) struct TokenInfoArgs {
    /// The id of the app's build, as registered in the console
    #[arg(long, value_name = "ID")]
    pub(crate) app_id: String,
    /// The file that holds the token; without it, standard input does
    #[arg(long, value_name = "FILE")]
    pub(crate) token_file: Option<PathBuf>,
}
