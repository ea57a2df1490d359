use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub(crate) struct ConfigureArgs {
    #[command(subcommand)]
    pub(crate) command: Option<ConfigureCommand>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigureCommand {
    /// Show which settings are set and where each comes from; no secret is shown
    List,
}
