//! Sending one request over HTTP: the transport trait, the hardened client behind it, and a fake.

mod body;
mod clients;
mod failure;
mod fake;
mod options;
mod origins;
mod reqwest_transport;
mod tls;
mod transport;

pub use fake::{FakeTransport, SentRequest};
pub use options::PoolOptions;
pub(crate) use options::{ProxyChoice, TransportOptions};
pub use reqwest_transport::ReqwestTransport;
pub use transport::{ConnectionReuse, SendOptions, Transport, TransportError, TransportErrorKind};
