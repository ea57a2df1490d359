//! One connection: HTTP as long as all is well, a script when it is not.

use std::io;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use http::{Request, Response};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::{Notify, oneshot};

use super::body::Payload;
use super::script::{Script, Step, play};

/// Why there is no response: the stream or the connection is to end.
pub(crate) type ConnectionEnded = Box<dyn std::error::Error + Send + Sync>;

/// Who may look at requests before they are read.
pub(crate) trait Peek: Send + Sync {
    /// Whether there is any reason to look.
    fn wants_heads(&self) -> bool;

    /// Whether the connection is to be reset, given the beginning of a request.
    fn resets(&self, head: &[u8]) -> bool;
}

/// A connection as its requests see it.
pub(crate) struct Connection {
    id: AtomicU64,
    peer: SocketAddr,
    stream: Mutex<Option<TcpStream>>,
    script: Mutex<Option<oneshot::Sender<Script>>>,
    over: Notify,
    /// Set where the connection only seems to be alive: how it ends when it is used again.
    dying: Mutex<Option<bool>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Connection {
    pub(super) fn new(stream: TcpStream, peer: SocketAddr) -> Self {
        Self {
            id: AtomicU64::new(0),
            peer,
            stream: Mutex::new(Some(stream)),
            script: Mutex::new(None),
            over: Notify::new(),
            dying: Mutex::new(None),
        }
    }

    pub(super) fn set_id(&self, id: u64) {
        self.id.store(id, Ordering::Relaxed);
    }

    pub(super) fn id(&self) -> u64 {
        self.id.load(Ordering::Relaxed)
    }

    pub(crate) const fn peer(&self) -> SocketAddr {
        self.peer
    }

    /// The address at which the peer reached this machine.
    pub(crate) fn local(&self) -> Option<SocketAddr> {
        lock(&self.stream).as_ref()?.local_addr().ok()
    }

    /// Takes the connection away from HTTP and ends it by a script. Returns when it is over.
    pub(crate) async fn take_over(&self, script: Script) {
        let mut over = pin!(self.over.notified());
        over.as_mut().enable();
        // A connection that somebody else is ending already needs no second script.
        let director = lock(&self.script).take();
        if let Some(director) = director {
            let _ = director.send(script);
            over.await;
        }
    }

    /// Lets the connection end, with or without a reset, when it is next used.
    pub(crate) fn die_at_next_request(&self, reset: bool) {
        *lock(&self.dying) = Some(reset);
    }

    /// Ends the connection if it was to end by now.
    pub(crate) async fn die_if_due(&self) -> bool {
        let dying = *lock(&self.dying);
        let Some(reset) = dying else { return false };
        self.take_over(if reset {
            vec![Step::Reset]
        } else {
            Script::new()
        })
        .await;
        true
    }

    /// Ends the connection at once, from outside.
    pub(super) fn cut(&self, reset: bool) {
        let stream = lock(&self.stream).take();
        if let (Some(stream), true) = (&stream, reset) {
            let _ = stream.set_zero_linger();
        }
        drop(stream);
        if let Some(director) = lock(&self.script).take() {
            let _ = director.send(Script::new());
        }
    }
}

/// Serves a connection until it ends.
pub(crate) async fn serve<P, S, F>(connection: Arc<Connection>, peek: Arc<P>, service: S)
where
    P: Peek + 'static,
    S: Fn(Request<Incoming>) -> F,
    F: Future<Output = Result<Response<Payload>, ConnectionEnded>> + Send + 'static,
{
    let (director, mut directions) = oneshot::channel();
    *lock(&connection.script) = Some(director);
    let script = {
        let mut builder = auto::Builder::new(TokioExecutor::new());
        builder.http1().header_read_timeout(None);
        builder.http2().max_concurrent_streams(10_000);
        let io = TokioIo::new(Io {
            peek,
            connection: Arc::clone(&connection),
        });
        let service = service_fn(service);
        let mut http = pin!(builder.serve_connection(io, service));
        tokio::select! {
            biased;
            script = &mut directions => script.ok(),
            _ = http.as_mut() => None,
        }
    };
    let stream = lock(&connection.stream).take();
    if let (Some(script), Some(stream)) = (script, stream) {
        play(stream, script).await;
    }
    // Whoever still waits for this connection to end, or comes too late, is let go.
    lock(&connection.script).take();
    connection.over.notify_waiters();
}

/// The stream under HTTP. It reads the request line ahead where a fault asks for that.
struct Io<P> {
    peek: Arc<P>,
    connection: Arc<Connection>,
}

impl<P> Io<P> {
    fn with<T>(
        &self,
        act: impl FnOnce(Pin<&mut TcpStream>) -> Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        match lock(&self.connection.stream).as_mut() {
            Some(stream) => act(Pin::new(stream)),
            None => Poll::Ready(Err(io::ErrorKind::NotConnected.into())),
        }
    }
}

impl<P: Peek> AsyncRead for Io<P> {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.peek.wants_heads() {
            let mut head = [0; 2_048];
            let mut head = ReadBuf::new(&mut head);
            match self.with(|stream| stream.poll_peek(context, &mut head)) {
                Poll::Ready(Ok(_)) if self.peek.resets(head.filled()) => {
                    if let Some(stream) = lock(&self.connection.stream).take() {
                        let _ = stream.set_zero_linger();
                    }
                    return Poll::Ready(Err(io::ErrorKind::ConnectionReset.into()));
                }
                Poll::Pending => return Poll::Pending,
                Poll::Ready(_) => {}
            }
        }
        self.with(|stream| stream.poll_read(context, buffer))
    }
}

impl<P> AsyncWrite for Io<P> {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.with(|stream| stream.poll_write(context, bytes))
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.with(|stream| stream.poll_write_vectored(context, slices))
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.with(|stream| stream.poll_flush(context))
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.with(|stream| stream.poll_shutdown(context))
    }
}
