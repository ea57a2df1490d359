use bytes::{Bytes, BytesMut};
use http::{HeaderMap, Response, header};

use super::reqwest_transport::failed;
use super::{SendOptions, TransportError, TransportErrorKind};

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

    let interrupted = |error: reqwest::Error, read: usize| {
        let cause = failed(error);
        // Whatever the library calls it: the head has come, so the request was received.
        TransportError::new(TransportErrorKind::Interrupted, cause.to_string())
            .after(status, read as u64)
    };
    let first = answer
        .chunk()
        .await
        .map_err(|error| interrupted(error, 0))?
        .unwrap_or_default();
    if first.len() > limit {
        return too_large(first.len());
    }
    let mut body = match answer
        .chunk()
        .await
        .map_err(|error| interrupted(error, first.len()))?
    {
        // The usual small answer comes in one piece: no copy at all.
        None => return Ok(respond(answer, first)),
        Some(second) => {
            let expected = announced.map_or(first.len() + second.len(), |length| length as usize);
            let mut body = BytesMut::with_capacity(expected.min(limit));
            body.extend_from_slice(&first);
            drop(first);
            if second.len() > limit - body.len() {
                return too_large(body.len() + second.len());
            }
            body.extend_from_slice(&second);
            body
        }
    };
    while let Some(chunk) = answer
        .chunk()
        .await
        .map_err(|error| interrupted(error, body.len()))?
    {
        if chunk.len() > limit - body.len() {
            return too_large(body.len() + chunk.len());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(respond(answer, body.freeze()))
}

fn respond(mut answer: reqwest::Response, body: Bytes) -> Response<Bytes> {
    let mut response = Response::new(body);
    *response.status_mut() = answer.status();
    *response.headers_mut() = std::mem::take(answer.headers_mut());
    response
}

fn content_length(headers: &HeaderMap) -> Option<u64> {
    headers
        .get(header::CONTENT_LENGTH)?
        .to_str()
        .ok()?
        .parse()
        .ok()
}
