//! A bare hyper server that answers with fixed bytes, in a process of its own: what it costs falls
//! on no side.

mod child;
mod delay;
mod routes;
mod serve;

pub use child::Server;
pub use serve::{announce, run_until_end_of_input, serve};
