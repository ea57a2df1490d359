//! What the tests of several crates share: fixtures, virtual time, lossless comparison.
//!
//! The packaged crates leave their `tests/` out, so nothing published depends on this.

mod fixtures;
mod lossless;
mod virtual_time;

pub use fixtures::{fixture, fixture_json, fixture_names, fixtures_dir};
pub use lossless::lost_fields;
pub use virtual_time::{FixedJitter, VirtualClock, virtual_runtime};
