//! A round trip made longer by an exact time; tokio's timer rounds up to whole milliseconds.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

/// A thread that wakes whoever waits, at the microsecond.
#[derive(Debug, Clone)]
pub(super) struct DelayLine {
    waiting: Sender<(Instant, oneshot::Sender<()>)>,
}

impl DelayLine {
    pub(super) fn start() -> Self {
        let (waiting, arriving) = channel();
        std::thread::spawn(move || run(&arriving));
        Self { waiting }
    }

    /// Ends that long after it was called.
    #[expect(clippy::disallowed_methods, reason = "a bench measures real time")]
    pub(super) async fn wait(&self, delay: Duration) {
        let (wake, woken) = oneshot::channel();
        if self.waiting.send((Instant::now() + delay, wake)).is_ok() {
            // An error would mean that the thread is gone: then nothing delays.
            let _ = woken.await;
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a bench measures real time")]
fn run(arriving: &Receiver<(Instant, oneshot::Sender<()>)>) {
    let mut due: BinaryHeap<Reverse<Due>> = BinaryHeap::new();
    loop {
        let left = due
            .peek()
            .map_or(Duration::from_secs(3600), |Reverse(next)| {
                next.at.saturating_duration_since(Instant::now())
            });
        match arriving.recv_timeout(left) {
            Ok((at, wake)) => due.push(Reverse(Due { at, wake })),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        let now = Instant::now();
        while let Some(next) = due.peek()
            && next.0.at <= now
        {
            if let Some(Reverse(next)) = due.pop() {
                // Who does not wait any more has hung up.
                let _ = next.wake.send(());
            }
        }
    }
}

struct Due {
    at: Instant,
    wake: oneshot::Sender<()>,
}

impl PartialEq for Due {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at
    }
}

impl Eq for Due {}

impl PartialOrd for Due {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Due {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.at.cmp(&other.at)
    }
}
