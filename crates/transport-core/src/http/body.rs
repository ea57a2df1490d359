use std::io::Read as _;

use bytes::{Bytes, BytesMut};
use flate2::read::MultiGzDecoder;
use http::{HeaderMap, HeaderName, Response, header};

use super::failure::innermost;
use super::{SendOptions, TransportError, TransportErrorKind};

/// How much is reserved at most on the word of a `Content-Length`, however large the limit is set.
const MOST_RESERVED: usize = 64 * 1024 * 1024;

/// Reads a response's body, at most as much as its status allows.
pub(super) async fn read_body(
    mut response: reqwest::Response,
    options: SendOptions,
) -> Result<Response<Bytes>, TransportError> {
    let status = response.status();
    let limit = if status.as_u16() < 400 {
        options.body_limit
    } else {
        options.error_body_limit
    };
    let too_large = |read: usize| {
        let message = format!("the response is larger than the limit of {limit} bytes");
        Err(TransportError::new(TransportErrorKind::TooLarge, message).after(status, read as u64))
    };
    let announced = content_length(response.headers());
    if announced.is_some_and(|length| length > limit as u64) {
        return too_large(0);
    }

    let mut body = BytesMut::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) => {
                let read = body.len() + chunk.len();
                if read > limit {
                    return too_large(read);
                }
                if body.is_empty() {
                    let announced = announced.map_or(0, |length| length as usize);
                    body.reserve(announced.clamp(chunk.len(), MOST_RESERVED.max(chunk.len())));
                }
                body.extend_from_slice(&chunk);
            }
            Ok(None) => break,
            // Whatever the library calls it: the head has come, so the request was received.
            Err(error) => {
                let cause = innermost(&error.without_url());
                return Err(TransportError::new(TransportErrorKind::Interrupted, cause)
                    .after(status, body.len() as u64));
            }
        }
    }

    let mut body = body.freeze();
    // The old name of gzip, which the library leaves alone.
    if header_is(response.headers(), header::CONTENT_ENCODING, "x-gzip") {
        match unzipped(&body, limit) {
            Ok(unzipped) if unzipped.len() > limit => return too_large(unzipped.len()),
            Ok(unzipped) => body = unzipped.into(),
            Err(error) => {
                let cause = format!("the response cannot be decompressed: {error}");
                return Err(TransportError::new(TransportErrorKind::Interrupted, cause)
                    .after(status, body.len() as u64));
            }
        }
    }
    let mut read = Response::new(body);
    *read.status_mut() = status;
    *read.headers_mut() = std::mem::take(response.headers_mut());
    Ok(read)
}

/// The content of a gzip file, of which at most one byte more than the limit is read.
fn unzipped(body: &[u8], limit: usize) -> std::io::Result<Vec<u8>> {
    let mut unzipped = Vec::new();
    MultiGzDecoder::new(body)
        .take(limit as u64 + 1)
        .read_to_end(&mut unzipped)?;
    Ok(unzipped)
}

fn header_is(headers: &HeaderMap, name: HeaderName, value: &str) -> bool {
    headers.get(name).is_some_and(|found| {
        found
            .as_bytes()
            .trim_ascii()
            .eq_ignore_ascii_case(value.as_bytes())
    })
}

fn content_length(headers: &HeaderMap) -> Option<u64> {
    headers
        .get(header::CONTENT_LENGTH)?
        .to_str()
        .ok()?
        .parse()
        .ok()
}
