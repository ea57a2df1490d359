//! HTTP written by hand, where hyper would not let us lie.

use http::response::Parts;

/// The head of an HTTP/1.1 answer with the given `Content-Length`.
pub(crate) fn render(parts: &Parts, content_length: u64) -> Vec<u8> {
    let mut out = Vec::with_capacity(256);
    let reason = parts.status.canonical_reason().unwrap_or("Unknown");
    out.extend_from_slice(format!("HTTP/1.1 {} {reason}\r\n", parts.status.as_u16()).as_bytes());
    for (name, value) in &parts.headers {
        out.extend_from_slice(name.as_str().as_bytes());
        out.extend_from_slice(b": ");
        out.extend_from_slice(value.as_bytes());
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(format!("content-length: {content_length}\r\n\r\n").as_bytes());
    out
}

/// An HTTP/2 GOAWAY frame without an error, which names the last stream that was or may have been
/// processed.
pub(crate) fn goaway(last_stream: u32) -> Vec<u8> {
    let mut frame = vec![0, 0, 8, 7, 0, 0, 0, 0, 0];
    frame.extend_from_slice(&last_stream.to_be_bytes());
    frame.extend_from_slice(&0_u32.to_be_bytes());
    frame
}
