//! `--verbose`: what our own crates say about each call, on standard error.

use std::io;

use tracing::Level;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

/// The crates whose messages are shown. Those of the HTTP libraries are not: they may hold headers.
const OURS: &[&str] = &[
    "auth_core",
    "kcsec",
    "ncp_wsc",
    "nhn_appguard",
    "nhn_integrity",
    "nhn_ssc",
    "transport_core",
];

/// Says nothing at level 0, a line per call at 1, and per attempt from 2 on.
pub(crate) fn start(level: u8) {
    let level = match level {
        0 => return,
        1 => Level::DEBUG,
        _ => Level::TRACE,
    };
    let targets = Targets::new()
        .with_default(LevelFilter::OFF)
        .with_targets(OURS.iter().map(|name| (*name, level)));
    // A second start, which cannot be, would change nothing.
    let _ = tracing_subscriber::registry()
        .with(
            tracing_subscriber::fmt::layer()
                .with_writer(io::stderr)
                .with_ansi(false),
        )
        .with(targets)
        .try_init();
}
