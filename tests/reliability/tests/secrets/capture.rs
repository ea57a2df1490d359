//! Everything that is logged, by whatever library, and the message of every panic.

use std::cell::Cell;
use std::fmt::Debug;
use std::io::{self, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use tracing::Level;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::util::SubscriberInitExt as _;

thread_local! {
    /// Whether a panic is part of the test; the others are for whoever runs it.
    static MEANT: Cell<bool> = const { Cell::new(false) };
}

/// Panics with the error, as a program does that unwraps it.
pub fn unwrap<E: Debug>(failed: Result<(), E>) {
    MEANT.set(true);
    let ended = catch_unwind(AssertUnwindSafe(|| failed.unwrap()));
    MEANT.set(false);
    assert!(ended.is_err());
}

/// Text that several threads write.
#[derive(Clone, Default)]
pub struct Buffer(Arc<Mutex<Vec<u8>>>);

impl Buffer {
    pub fn take(&self) -> String {
        let bytes = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

impl io::Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut text = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        text.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Buffer {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// The logs of this process at TRACE, of `tracing` and of `log`, and its panics.
pub struct Capture {
    pub logs: Buffer,
    pub panics: Buffer,
}

/// Listens from the first call on.
pub static CAPTURE: LazyLock<Capture> = LazyLock::new(|| {
    let capture = Capture {
        logs: Buffer::default(),
        panics: Buffer::default(),
    };
    tracing_subscriber::fmt()
        .with_max_level(Level::TRACE)
        .with_span_events(FmtSpan::FULL)
        .with_ansi(false)
        .with_writer(capture.logs.clone())
        .finish()
        .init();
    let panics = capture.panics.clone();
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if MEANT.get() {
            let _ = panics
                .clone()
                .write_all(format!("{panic} {panic:?}\n").as_bytes());
        } else {
            usual(panic);
        }
    }));
    capture
});
