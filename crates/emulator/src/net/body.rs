//! The body of a response: whole, endless, stalled or broken.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body_util::BodyExt as _;
use hyper::body::{Body, Frame, SizeHint};
use tokio::time::Sleep;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

pub(crate) enum Payload {
    Whole(Bytes),
    /// A beginning, so many bytes of filling, and an end; never in memory as a whole.
    Filled {
        head: Bytes,
        filling: Bytes,
        amount: u64,
        tail: Bytes,
        declared: bool,
    },
    /// A beginning, a wait (without an end if `None`), and the rest.
    Stalled {
        head: Bytes,
        wait: Option<Pin<Box<Sleep>>>,
        tail: Bytes,
    },
    /// A beginning, and then the stream breaks.
    Broken {
        head: Bytes,
        asked_again: bool,
    },
    /// What the control routes response.
    Admin(axum::body::Body),
}

fn take(bytes: &mut Bytes) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
    let bytes = std::mem::take(bytes);
    Poll::Ready((!bytes.is_empty()).then(|| Ok(Frame::data(bytes))))
}

impl Body for Payload {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match self.get_mut() {
            Self::Whole(bytes) => take(bytes),
            Self::Filled {
                head,
                filling,
                amount,
                tail,
                ..
            } => {
                if !head.is_empty() {
                    return take(head);
                }
                if *amount == 0 {
                    return take(tail);
                }
                let length = usize::try_from(*amount)
                    .unwrap_or(usize::MAX)
                    .min(filling.len());
                *amount = if length == 0 {
                    0
                } else {
                    *amount - length as u64
                };
                Poll::Ready(Some(Ok(Frame::data(filling.slice(..length)))))
            }
            Self::Stalled { head, wait, tail } => {
                if !head.is_empty() {
                    return take(head);
                }
                match wait {
                    Some(wait) => ready!(wait.as_mut().poll(context)),
                    None => return Poll::Pending,
                }
                take(tail)
            }
            Self::Broken { head, asked_again } => {
                if !head.is_empty() {
                    return take(head);
                }
                if !*asked_again {
                    // What came before must have left before the stream breaks.
                    *asked_again = true;
                    context.waker().wake_by_ref();
                    return Poll::Pending;
                }
                Poll::Ready(Some(Err("broken on purpose".into())))
            }
            Self::Admin(body) => Pin::new(body).poll_frame(context).map_err(Into::into),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Whole(bytes) => bytes.is_empty(),
            Self::Admin(body) => body.is_end_stream(),
            Self::Filled { .. } | Self::Stalled { .. } | Self::Broken { .. } => false,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Self::Filled {
                head,
                amount,
                tail,
                declared: true,
                ..
            } => SizeHint::with_exact((head.len() + tail.len()) as u64 + amount),
            Self::Admin(body) => body.size_hint(),
            Self::Filled { .. } | Self::Stalled { .. } | Self::Broken { .. } => SizeHint::new(),
        }
    }
}

/// Reads a request's body, at most so many bytes.
pub(crate) async fn read_body(
    body: hyper::body::Incoming,
    limit: usize,
) -> Result<Bytes, BoxError> {
    if body.is_end_stream() {
        return Ok(Bytes::new());
    }
    Ok(http_body_util::Limited::new(body, limit)
        .collect()
        .await?
        .to_bytes())
}
