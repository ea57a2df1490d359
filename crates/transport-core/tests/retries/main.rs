//! When a call is sent again, and when never: in virtual time, over a transport without a socket.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    unreachable_pub
)]

mod bounds;
mod clock;
mod effects;
mod pauses;
mod scenario;
mod signing;
mod told;
