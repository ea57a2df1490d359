//! Settings files, read within a time: a home on a network that is gone holds nobody up for good.

use std::fmt::Debug;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use auth_core::{Environment, NotUnicode};
use korea_cloud_security::CallOptions;

use crate::lang::say;

/// An environment whose files have to come within a time, the one of an API call.
#[derive(Debug)]
pub(crate) struct TimedFiles<E> {
    environment: E,
    limit: Duration,
    /// A file did not come: no other one is waited for.
    gave_up: AtomicBool,
}

impl<E> TimedFiles<E> {
    pub(crate) fn new(environment: E, timeout: Option<Duration>) -> Self {
        Self {
            environment,
            limit: limit(timeout),
            gave_up: AtomicBool::new(false),
        }
    }
}

impl<E: Environment + Clone + 'static> Environment for TimedFiles<E> {
    fn var(&self, name: &str) -> Result<Option<String>, NotUnicode> {
        self.environment.var(name)
    }

    fn file_of_var(&self, name: &str) -> Option<String> {
        self.environment.file_of_var(name)
    }

    fn read_file(&self, path: &Path) -> io::Result<Vec<u8>> {
        if self.gave_up.load(Ordering::Relaxed) {
            return Err(late(Duration::ZERO));
        }
        let environment = self.environment.clone();
        let path = path.to_owned();
        let read = within(self.limit, move || environment.read_file(&path));
        self.gave_up.store(read.is_none(), Ordering::Relaxed);
        read.unwrap_or_else(|| Err(late(self.limit)))
    }

    fn home_dir(&self) -> Option<PathBuf> {
        self.environment.home_dir()
    }
}

/// The content of a file that an option names; unlike other settings it may come from a pipe.
pub(crate) fn read_within(timeout: Option<Duration>, path: &Path) -> io::Result<Vec<u8>> {
    let limit = limit(timeout);
    let path = path.to_owned();
    within(limit, move || std::fs::read(path)).unwrap_or_else(|| Err(late(limit)))
}

fn limit(timeout: Option<Duration>) -> Duration {
    timeout.unwrap_or_else(|| CallOptions::new().timeout())
}

fn late(limit: Duration) -> io::Error {
    let text = say!(
        "{}초 안에 오지 않았습니다",
        "it did not come within {} s",
        limit.as_secs_f64()
    );
    io::Error::new(io::ErrorKind::TimedOut, text)
}

/// What `read` returns, unless it takes longer. It then goes on, on a thread that nobody waits for.
fn within<T: Send + 'static>(
    limit: Duration,
    read: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let (send, receive) = mpsc::channel();
    thread::spawn(move || send.send(read()));
    receive.recv_timeout(limit).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A home on a network that is gone.
    #[derive(Debug, Clone)]
    struct Stuck;

    impl Environment for Stuck {
        fn var(&self, _: &str) -> Result<Option<String>, NotUnicode> {
            Ok(None)
        }

        fn read_file(&self, path: &Path) -> io::Result<Vec<u8>> {
            while path != Path::new("/there") {
                thread::park();
            }
            Ok(b"content".to_vec())
        }

        fn home_dir(&self) -> Option<PathBuf> {
            None
        }
    }

    #[test]
    fn a_file_that_does_not_come_is_an_error_and_no_other_is_waited_for() {
        let files = TimedFiles::new(Stuck, Some(Duration::from_secs(60)));
        assert_eq!(files.read_file("/there".as_ref()).unwrap(), b"content");
        let files = TimedFiles::new(Stuck, Some(Duration::from_millis(10)));
        for path in ["/stuck", "/there"] {
            let error = files.read_file(path.as_ref()).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::TimedOut, "{path}");
        }
    }
}
