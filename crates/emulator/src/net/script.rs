//! What is done to a connection by hand, once HTTP has been taken away from it.

use std::io;
use std::time::Duration;

use bytes::Bytes;
use http::response::Parts;
use tokio::net::TcpStream;

/// Steps that end with the connection.
pub(crate) type Script = Vec<Step>;

pub(crate) enum Step {
    Write(Bytes),
    /// Waits so long, or until the peer leaves; without an end if `None`.
    Wait(Option<Duration>),
    /// Ends with a reset instead of a silent end.
    Reset,
}

/// Plays the script to its end; the stream ends with it.
pub(crate) async fn play(stream: TcpStream, script: Script) {
    for step in script {
        match step {
            Step::Write(bytes) => {
                if write_all(&stream, &bytes).await.is_err() {
                    return;
                }
            }
            Step::Wait(time) => {
                let left = async {
                    match time {
                        Some(time) => tokio::time::sleep(time).await,
                        None => std::future::pending().await,
                    }
                };
                tokio::select! {
                    () = left => {}
                    () = departure(&stream) => return,
                }
            }
            Step::Reset => {
                let _ = stream.set_zero_linger();
                return;
            }
        }
    }
    // What the peer sent and nobody read would turn the end into a reset.
    let mut scrap = [0; 1_024];
    while matches!(stream.try_read(&mut scrap), Ok(read) if read > 0) {}
}

async fn write_all(stream: &TcpStream, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        stream.writable().await?;
        match stream.try_write(bytes) {
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Waits until the peer has gone; what it sends meanwhile is thrown away.
async fn departure(stream: &TcpStream) {
    let mut scrap = [0; 1_024];
    loop {
        if stream.readable().await.is_err() {
            return;
        }
        match stream.try_read(&mut scrap) {
            Ok(0) => return,
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            Err(_) => return,
        }
    }
}

/// The head of an HTTP/1.1 response with the given `Content-Length`.
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
