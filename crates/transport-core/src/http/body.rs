use bytes::{Bytes, BytesMut};
use http::{HeaderMap, Response, header};

use super::failure::failed;
use super::{SendOptions, TransportError, TransportErrorKind};

/// How much is reserved at most on the word of a `Content-Length`, however large the limit is set.
const MOST_RESERVED: usize = 64 * 1024 * 1024;

/// Reads an answer's body into one buffer, at most as much as its status allows.
pub(super) async fn read_body(
    mut answer: reqwest::Response,
    options: SendOptions,
) -> Result<Response<Bytes>, TransportError> {
    let status = answer.status();
    let limit = if status.as_u16() < 400 {
        options.body_limit
    } else {
        options.error_body_limit
    };
    let too_large = |read: usize| {
        Err(TransportError::new(
            TransportErrorKind::TooLarge,
            format!("the answer is larger than the limit of {limit} bytes"),
        )
        .after(status, read as u64))
    };
    let announced = content_length(answer.headers());
    if announced.is_some_and(|length| length > limit as u64) {
        return too_large(0);
    }

    let mut body = Body::default();
    let mut read = 0;
    loop {
        match answer.chunk().await {
            Ok(Some(chunk)) => {
                read += chunk.len();
                if read > limit {
                    return too_large(read);
                }
                body.push(
                    chunk,
                    announced.map_or(0, |length| (length as usize).min(MOST_RESERVED)),
                );
            }
            Ok(None) => break,
            // Whatever the library calls it: the head has come, so the request was received.
            Err(error) => {
                let cause = failed(error).to_string();
                return Err(TransportError::new(TransportErrorKind::Interrupted, cause)
                    .after(status, read as u64));
            }
        }
    }

    let mut response = Response::new(body.into_bytes());
    *response.status_mut() = status;
    *response.headers_mut() = std::mem::take(answer.headers_mut());
    Ok(response)
}

/// A body as far as it has come; the usual small one comes in one piece and is not copied.
#[derive(Default)]
struct Body {
    first: Bytes,
    joined: BytesMut,
}

impl Body {
    /// Adds a piece; `expected` is the announced length, within the limit, or 0.
    fn push(&mut self, chunk: Bytes, expected: usize) {
        if self.joined.is_empty() {
            if self.first.is_empty() {
                self.first = chunk;
                return;
            }
            self.joined
                .reserve(expected.max(self.first.len() + chunk.len()));
            self.joined
                .extend_from_slice(&std::mem::take(&mut self.first));
        }
        self.joined.extend_from_slice(&chunk);
    }

    fn into_bytes(self) -> Bytes {
        if self.joined.is_empty() {
            self.first
        } else {
            self.joined.freeze()
        }
    }
}

fn content_length(headers: &HeaderMap) -> Option<u64> {
    headers
        .get(header::CONTENT_LENGTH)?
        .to_str()
        .ok()?
        .parse()
        .ok()
}
