//! The network side: a listener that can refuse, connections that can break.

mod body;
mod connection;
mod listener;
mod script;

pub(crate) use body::{Payload, read_body};
pub(crate) use connection::{Connection, ConnectionEnded, Peek, serve};
pub(crate) use listener::{Listener, reserve_port};
pub(crate) use script::{Script, Step, goaway, render};
