use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response};
use transport_core::http::{SendOptions, Transport, TransportError};

/// A transport without a socket that always answers the same.
#[derive(Debug, Clone)]
pub struct FixedTransport(pub Bytes);

#[async_trait]
impl Transport for FixedTransport {
    async fn send(
        &self,
        _: Request<Bytes>,
        _: SendOptions,
    ) -> Result<Response<Bytes>, TransportError> {
        Ok(Response::new(self.0.clone()))
    }
}
