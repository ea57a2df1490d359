use std::net::{IpAddr, Ipv4Addr};

use clap::{Args, ValueEnum};
use korea_cloud_security::emulator::{Checklist, Emulator, EmulatorBuilder};

#[derive(Debug, Args)]
pub(crate) struct EmulatorArgs {
    /// The port to listen on; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 8787)]
    pub(crate) port: u16,
    /// The address to listen on; other machines reach any but loopback
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub(crate) host: IpAddr,
    /// A host name by which the controls may be asked for, such as a container's; repeatable
    #[arg(long, value_name = "NAME")]
    allow_host: Vec<String>,
    /// The seed of the generated data
    #[arg(long, value_name = "N", default_value_t = 42)]
    seed: u64,
    /// How many servers Server Security Check has, 1 to 100000
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    servers: u32,
    /// Inspect in N rounds, thirty days apart, instead of every night
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000))]
    history: Option<u32>,
    /// The edition of the checklist; by default 2021, and 2026 in the last round of a history
    #[arg(long, value_name = "YEAR")]
    checklist: Option<Edition>,
    /// Accept the User Access Key token without the word Bearer too
    #[arg(long)]
    accept_raw_token: bool,
    /// Print the settings and go on in the background: eval "$(kcsec emulator --background)"
    #[arg(long)]
    pub(crate) background: bool,
}

/// An edition of the checklist for critical infrastructure.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Edition {
    #[value(name = "2021")]
    Of2021,
    #[value(name = "2026")]
    Of2026,
}

impl EmulatorArgs {
    pub(crate) fn builder(&self) -> EmulatorBuilder {
        let mut builder = Emulator::builder()
            .bind((self.host, self.port))
            .seed(self.seed)
            .servers(self.servers)
            .history(self.history.unwrap_or(0))
            .accept_raw_token(self.accept_raw_token);
        if let Some(edition) = self.checklist {
            builder = builder.checklist(match edition {
                Edition::Of2021 => Checklist::Edition2021,
                Edition::Of2026 => Checklist::Edition2026,
            });
        }
        let hosts = self.allow_host.iter();
        hosts.fold(builder, |builder, host| builder.allow_host(host))
    }
}
