//! The network side: a listener that can refuse, connections that can break.

mod connection;
mod gate;
mod payload;
mod raw;
mod script;

pub(crate) use connection::{Connection, serve};
pub(crate) use gate::{Gate, hold};
pub(crate) use payload::{Payload, read_body};
pub(crate) use raw::{goaway, render};
pub(crate) use script::{Script, Step};
