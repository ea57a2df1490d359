//! Settling a creation whose outcome is unknown, without ever sending it again.

mod marker;
mod settle;

pub use marker::{MarkerSource, RandomMarker};

use std::sync::Arc;
use std::time::Duration;

/// How a job whose creation may or may not have succeeded is looked for.
///
/// The memo gets a unique marker behind the caller's text. If the call ends with its outcome
/// unknown, or without the new job's id, searches for that marker follow at growing intervals until
/// the job is found or the time is up. The creation itself is never sent again.
///
/// ```
/// use std::time::Duration;
/// use ncp_wsc::{CreateJob, Reconcile, Speed, UserAgent, VulnItems};
///
/// let request = CreateJob::new(
///     "https://shop.example.com",
///     VulnItems::all(),
///     UserAgent::PcChrome,
///     Speed::Normal,
/// )
/// .with_reconcile(Reconcile::new().with_deadline(Duration::from_secs(30)));
/// ```
#[derive(Debug, Clone)]
pub struct Reconcile {
    pub(crate) deadline: Duration,
    pub(crate) marker: Arc<dyn MarkerSource>,
}

impl Default for Reconcile {
    fn default() -> Self {
        Self {
            deadline: Duration::from_secs(20),
            marker: Arc::new(RandomMarker),
        }
    }
}

impl Reconcile {
    /// Looks for 20 s, with a random marker.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets how long the job is looked for, on top of the call's own time.
    #[must_use]
    pub fn with_deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// Takes markers from elsewhere: to know them beforehand, or in tests.
    #[must_use]
    pub fn with_marker_source(mut self, source: impl MarkerSource + 'static) -> Self {
        self.marker = Arc::new(source);
        self
    }
}
