//! A round trip made longer by an exact time; tokio's timer rounds up to whole milliseconds.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

type Waiting = (Instant, oneshot::Sender<()>);

/// A thread that wakes whoever waits, in the order in which they came: all who wait for a server
/// wait equally long.
#[derive(Debug, Clone)]
pub(super) struct DelayLine(Sender<Waiting>);

impl DelayLine {
    pub(super) fn start() -> Self {
        let (waiting, arriving) = channel();
        std::thread::spawn(move || run(&arriving));
        Self(waiting)
    }

    /// Ends that long after it was called.
    pub(super) async fn wait(&self, delay: Duration) {
        let (wake, woken) = oneshot::channel();
        if self.0.send((now() + delay, wake)).is_ok() {
            // An error would mean that the thread is gone: then nothing delays.
            let _ = woken.await;
        }
    }
}

fn run(arriving: &Receiver<Waiting>) {
    for (at, wake) in arriving {
        std::thread::sleep(at.saturating_duration_since(now()));
        // Who does not wait any more has hung up.
        let _ = wake.send(());
    }
}

#[expect(clippy::disallowed_methods, reason = "a bench measures real time")]
fn now() -> Instant {
    Instant::now()
}
