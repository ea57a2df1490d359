//! What the hardened client does on a real socket, and what no server can make it do.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    unreachable_pub
)]

mod bodies;
#[cfg(feature = "rustls")]
mod certificates;
mod connections;
mod http2;
mod network;
mod redirects;
mod request_line;
mod routes;
mod server;
