//! Sending one request over HTTP: the transport trait, the hardened client behind it.

mod body;
mod clients;
mod failure;
mod options;
mod proxy;
mod reqwest_transport;
mod tls;
mod transport;

pub(crate) use options::{ProxyChoice, TransportOptions};
pub use proxy::{ProxyUrl, TunnelResponse};
pub use reqwest_transport::ReqwestTransport;
pub use transport::{ConnectionReuse, SendOptions, Transport, TransportError, TransportErrorKind};
