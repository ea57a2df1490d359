//! The handle through which a test makes things go wrong.

use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use crate::fault::{Fault, FaultRule};
use crate::state::AppState;

/// The faults of a running emulator.
#[derive(Clone)]
pub struct Faults {
    pub(crate) state: Arc<AppState>,
}

impl Faults {
    /// Adds a rule and returns its number, by which it can be removed.
    ///
    /// [`Fault::ConnectionRefused`] begins at once; on return the port refuses connections.
    pub fn add(&self, rule: impl Into<FaultRule>) -> u64 {
        let rule = rule.into();
        let refused = match rule.fault {
            Fault::ConnectionRefused { milliseconds } => Some(milliseconds),
            _ => None,
        };
        let id = self.state.faults.add(rule, self.state.clock.now_ms());
        if let Some(milliseconds) = refused {
            self.state.listener.shut();
            if let Some(milliseconds) = milliseconds {
                let faults = self.clone();
                tokio::spawn(async move {
                    tokio::time::sleep(Duration::from_millis(milliseconds)).await;
                    faults.remove(id);
                });
            }
        }
        id
    }

    /// Removes the rule with this number; `false` if it has ended already.
    pub fn remove(&self, id: u64) -> bool {
        let removed = self.state.faults.remove(id);
        if let Some(FaultRule {
            fault: Fault::ConnectionRefused { .. },
            ..
        }) = &removed
        {
            // If the port cannot be had again the next connection says so.
            let _ = self.open_if_nothing_holds_it_shut();
        }
        removed.is_some()
    }

    /// Removes all rules; the port listens again.
    ///
    /// # Errors
    ///
    /// If the port cannot be listened on any more.
    pub fn clear(&self) -> io::Result<()> {
        self.state.faults.clear();
        self.state.listener.open()
    }

    /// The rules that have not ended, each with its number and how often it happened.
    #[must_use]
    pub fn rules(&self) -> Vec<(u64, FaultRule, u64)> {
        self.state.faults.rules()
    }

    /// Ends all open connections now: the clients' pools hold dead ones from here on.
    pub fn close_connections(&self, reset: bool) {
        self.state.listener.cut_all(reset);
    }

    /// How many connections are open now.
    #[must_use]
    pub fn open_connections(&self) -> usize {
        self.state.listener.count()
    }

    fn open_if_nothing_holds_it_shut(&self) -> io::Result<()> {
        let shut =
            |rule: &(u64, FaultRule, u64)| matches!(rule.1.fault, Fault::ConnectionRefused { .. });
        if self.rules().iter().any(shut) {
            Ok(())
        } else {
            self.state.listener.open()
        }
    }
}

impl fmt::Debug for Faults {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Faults").field(&self.rules()).finish()
    }
}
