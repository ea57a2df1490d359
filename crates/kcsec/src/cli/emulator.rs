use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct EmulatorArgs {
    /// The port on loopback; 0 takes a free one
    #[arg(long, value_name = "N", default_value_t = 8787)]
    pub(crate) port: u16,
    /// The seed of the generated data
    #[arg(long, value_name = "N", default_value_t = 42)]
    pub(crate) seed: u64,
    /// How many servers Server Security Check has, 1 to 100000
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub(crate) servers: u32,
}
