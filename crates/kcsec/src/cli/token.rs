use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum TokenCommand {
    /// Issue a token, which shows that the User Access Key works
    Issue(IssueArgs),
    /// Revoke a token; standard input holds it
    Revoke(RevokeArgs),
}

#[derive(Debug, Args)]
pub(crate) struct IssueArgs {
    /// Print the token itself
    #[arg(long)]
    pub(crate) show: bool,
}

#[derive(Debug, Args)]
pub(crate) struct RevokeArgs {
    /// The file that holds the token; without it, standard input does
    #[arg(long, value_name = "FILE")]
    pub(crate) token_file: Option<PathBuf>,
}
