//! Interrupts end the tool at any moment: the main thread hears them while the command runs on
//! another, whatever read or write that one stands in.

use std::io;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use tokio::sync::{Notify, oneshot};
use tokio::time::{sleep, timeout};

use crate::exit::{Failure, Outcome, Status};
use crate::lang::say;
use crate::output::{Output, print_error_line, remove_temporaries};
use crate::signals::Signals;

/// How long a command may take to end by itself, and its last line to be written.
const GRACE: Duration = Duration::from_millis(500);

/// As much as the main thread has.
const STACK: usize = 8 * 1024 * 1024;

/// Whether an interrupt was heard, and what it leaves to be said and done.
#[derive(Clone, Default)]
pub(crate) struct Interrupts(Arc<State>);

#[derive(Default)]
struct State {
    heard: Notify,
    ending: Mutex<Option<Ending>>,
}

/// How the command ends if an interrupt ends it now.
#[derive(Clone)]
struct Ending {
    outcome: Outcome,
    /// What a script is to find on standard output.
    write: Option<Arc<Write>>,
}

type Write = dyn Fn(&Output) -> Outcome + Send + Sync;

impl Interrupts {
    /// From here on an interrupt ends the command so.
    pub(crate) fn end_as(&self, outcome: Outcome) {
        self.set(Some(Ending {
            outcome,
            write: None,
        }));
    }

    /// The same, and something is written to standard output before.
    pub(crate) fn write_and_end_as(
        &self,
        write: impl Fn(&Output) -> Outcome + Send + Sync + 'static,
        outcome: Outcome,
    ) {
        self.set(Some(Ending {
            outcome,
            write: Some(Arc::new(write)),
        }));
    }

    /// From here on an interrupt loses nothing.
    pub(crate) fn lose_nothing(&self) {
        self.set(None);
    }

    fn set(&self, ending: Option<Ending>) {
        *self.0.ending.lock().unwrap_or_else(PoisonError::into_inner) = ending;
    }

    fn ending(&self) -> Ending {
        let ending = self.0.ending.lock().unwrap_or_else(PoisonError::into_inner);
        ending.clone().unwrap_or_else(|| Ending {
            outcome: Err(Failure::new(
                Status::Interrupted,
                say!("중단되었습니다", "interrupted"),
            )),
            write: None,
        })
    }

    /// Waits for an interrupt, then ends the command: its data is written before its last line.
    pub(crate) async fn heard(&self, output: &Output) -> Outcome {
        self.0.heard.notified().await;
        let Ending { outcome, write } = self.ending();
        write.map_or(Ok(()), |write| write(output))?;
        outcome
    }

    /// Ends a command that does not end by itself: its last line may be all that can be written,
    /// and where standard error takes nothing either, not even that.
    async fn force(&self) -> Status {
        let Err(failure) = self.ending().outcome else {
            return Status::Done;
        };
        let status = failure.status;
        let line = tokio::task::spawn_blocking(move || {
            remove_temporaries();
            if let Some(message) = failure.message() {
                print_error_line(&format!("kcsec: {message}"));
            }
        });
        let _ = timeout(GRACE, line).await;
        status
    }
}

/// Runs a command until it or an interrupt ends it. A second interrupt ends it at once.
///
/// # Errors
///
/// When no thread or runtime can be started.
pub(crate) fn run(
    command: impl FnOnce(Interrupts) -> Status + Send + 'static,
) -> io::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let ended = runtime.block_on(async {
        // Heard from here on, before anything is sent.
        let mut signals = Signals::listen();
        let interrupts = Interrupts::default();
        let (end, mut ended) = oneshot::channel();
        let heard = interrupts.clone();
        thread::Builder::new()
            .stack_size(STACK)
            .spawn(move || end.send(command(heard)))?;
        tokio::select! {
            biased;
            status = &mut ended => return Ok(status),
            () = signals.any() => interrupts.0.heard.notify_one(),
        }
        tokio::select! {
            biased;
            status = ended => return Ok(status),
            () = signals.any() => {}
            () = sleep(GRACE) => {}
        }
        Ok::<_, io::Error>(Ok(interrupts.force().await))
    });
    // A blocking read or write must not keep the process.
    runtime.shutdown_background();
    Ok(match ended? {
        Ok(status) => status.into(),
        // It has panicked, and said so.
        Err(_) => ExitCode::from(101),
    })
}
