#![allow(clippy::unwrap_used, missing_docs, unreachable_pub, dead_code)]

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use auth_core::ManualClock;
use nhn_integrity::{Client, ClientBuilder, ClientOptions, IntegrityToken};
use transport_core::Runtime;
use transport_core::http::Transport;

pub const TOKEN: &str = "test-secret-integrity.token-1";
/// The app and the expiry of the vendor's example.
pub const APP: &str = "619ce8dc-69c7-4efd-ac37-c0439c928d23";
pub const EXPIRES: u64 = 1_763_097_379_336;

pub fn token() -> IntegrityToken {
    IntegrityToken::new(TOKEN)
}

/// A minute before the example's token expires.
pub fn in_time() -> SystemTime {
    UNIX_EPOCH + Duration::from_millis(EXPIRES - 60_000)
}

pub fn options() -> ClientOptions {
    ClientOptions::new().with_runtime(Runtime {
        clock: Arc::new(ManualClock::at(in_time())),
        ..Runtime::default()
    })
}

/// A client whose clock stands a minute before the example's token expires.
pub fn client_at(url: &str) -> ClientBuilder {
    Client::builder()
        .with_endpoint(url.parse().unwrap())
        .with_options(options())
}

pub fn client_over(transport: Arc<dyn Transport>) -> Client {
    client_at("http://127.0.0.1:9")
        .with_options(options().with_transport(transport))
        .build()
        .unwrap()
}
