#![allow(clippy::unwrap_used, missing_docs, unreachable_pub, dead_code)]

use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use auth_core::ManualClock;
use chrono::NaiveDate;
use nhn_appguard::testing::Runtime;
use nhn_appguard::{Appkey, Client, ClientBuilder, ClientOptions, UserAccessKey};

pub const APPKEY: &str = "EXAMPLE_APPKEY";
pub const KEY_ID: &str = "EXAMPLE_USER_ACCESS_KEY_ID";
pub const SECRET: &str = "EXAMPLE_SECRET_ACCESS_KEY";

/// Noon of 2025-06-17 in Korea.
pub fn noon() -> ManualClock {
    ManualClock::at(UNIX_EPOCH + Duration::from_secs(1_750_129_200))
}

pub fn options_at(clock: ManualClock) -> ClientOptions {
    ClientOptions::new().with_runtime(Runtime {
        clock: Arc::new(clock),
        ..Runtime::default()
    })
}

/// A client whose clock stands at noon of 2025-06-17 in Korea.
pub fn client_at(url: &str) -> ClientBuilder {
    Client::builder()
        .with_appkey(Appkey::new(APPKEY))
        .with_user_access_key(UserAccessKey::new(KEY_ID, SECRET))
        .with_endpoint(url.parse().unwrap())
        .with_options(options_at(noon()))
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}
