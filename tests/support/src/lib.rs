//! What the tests of several crates share: fixtures, any JSON, virtual time, lossless comparison,
//! marked secrets.
//!
//! The packaged crates leave their `tests/` out, so nothing published depends on this.

mod any_json;
mod fixtures;
mod lossless;
mod marks;
mod virtual_time;

pub use any_json::any_json;
pub use fixtures::{fixture, fixture_json, fixture_names, fixtures_dir};
pub use lossless::lost_fields;
pub use marks::{
    ACCESS_TOKEN, ALL_MARKS, APPGUARD_APPKEY, INTEGRITY_TOKEN, LOGIN_INFO, Leaks, Mark,
    NCP_ACCESS_KEY, NCP_SECRET_KEY, NHN_KEY_ID, NHN_SECRET_KEY, PROXY_PASSWORD, SCAN_BASIC,
    SCAN_COOKIE, SCAN_HEADER, SSC_APPKEY, URL_PASSWORD,
};
pub use virtual_time::{FixedJitter, VirtualClock, virtual_runtime};
