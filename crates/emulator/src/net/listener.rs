//! The listener and the connections that came through it.

use std::collections::HashMap;
use std::future::poll_fn;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::task::{Poll, Waker};

use tokio::net::{TcpListener, TcpSocket, TcpStream};

use super::connection::Connection;

const BACKLOG: u32 = 4_096;

/// A listener that can be shut, so that the next connection is refused, and opened again.
pub(crate) struct Listener {
    addr: SocketAddr,
    accepting: Mutex<Accepting>,
    connections: Mutex<Connections>,
}

struct Accepting {
    state: State,
    waker: Option<Waker>,
}

enum State {
    Open(TcpListener),
    /// The port is held without listening: connecting is refused, and nobody else can take it.
    Shut(Option<TcpSocket>),
}

#[derive(Default)]
struct Connections {
    open: HashMap<u64, Weak<Connection>>,
    last: u64,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes a port without listening on it.
pub(crate) fn reserve_port(addr: SocketAddr) -> io::Result<TcpSocket> {
    let socket = if addr.is_ipv4() {
        TcpSocket::new_v4()?
    } else {
        TcpSocket::new_v6()?
    };
    socket.set_reuseaddr(true)?;
    socket.bind(addr)?;
    Ok(socket)
}

impl Listener {
    pub(crate) fn bind(addr: SocketAddr) -> io::Result<Self> {
        let listener = reserve_port(addr)?.listen(BACKLOG)?;
        Ok(Self {
            addr: listener.local_addr()?,
            accepting: Mutex::new(Accepting {
                state: State::Open(listener),
                waker: None,
            }),
            connections: Mutex::default(),
        })
    }

    pub(crate) const fn addr(&self) -> SocketAddr {
        self.addr
    }

    pub(crate) async fn accept(&self) -> io::Result<(TcpStream, SocketAddr)> {
        poll_fn(|context| {
            let mut accepting = lock(&self.accepting);
            if let State::Open(listener) = &accepting.state
                && let Poll::Ready(accepted) = listener.poll_accept(context)
            {
                return Poll::Ready(accepted);
            }
            accepting.waker = Some(context.waker().clone());
            Poll::Pending
        })
        .await
    }

    /// Refuses connections from now on, and cuts those that are open.
    pub(crate) fn shut(&self) {
        let mut accepting = lock(&self.accepting);
        if let State::Open(_) = accepting.state {
            // The listener must be gone before the port can be held without listening.
            accepting.state = State::Shut(None);
            accepting.state = State::Shut(reserve_port(self.addr).ok());
        }
        drop(accepting);
        self.cut_all(false);
    }

    /// Listens again.
    pub(crate) fn open(&self) -> io::Result<()> {
        let mut accepting = lock(&self.accepting);
        if let State::Shut(held) = &mut accepting.state {
            let socket = match held.take() {
                Some(socket) => socket,
                None => reserve_port(self.addr)?,
            };
            accepting.state = State::Open(socket.listen(BACKLOG)?);
            if let Some(waker) = accepting.waker.take() {
                waker.wake();
            }
        }
        Ok(())
    }

    /// Gives the port back, and cuts the connections that are open.
    pub(crate) fn close(&self) {
        lock(&self.accepting).state = State::Shut(None);
        self.cut_all(false);
    }

    pub(crate) fn enter(&self, stream: TcpStream, peer: SocketAddr) -> Arc<Connection> {
        let connection = Arc::new(Connection::new(stream, peer));
        let mut connections = lock(&self.connections);
        connections.last += 1;
        let id = connections.last;
        connections.open.insert(id, Arc::downgrade(&connection));
        connection.set_id(id);
        connection
    }

    pub(crate) fn leave(&self, connection: &Connection) {
        lock(&self.connections).open.remove(&connection.id());
    }

    /// How many connections are open.
    pub(crate) fn count(&self) -> usize {
        lock(&self.connections).open.len()
    }

    /// Cuts every open connection at once, with a reset or with a silent end.
    pub(crate) fn cut_all(&self, reset: bool) {
        let open: Vec<_> = lock(&self.connections)
            .open
            .values()
            .filter_map(Weak::upgrade)
            .collect();
        for connection in open {
            connection.cut(reset);
        }
    }
}
