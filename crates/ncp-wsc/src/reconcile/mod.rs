//! Settling a creation whose outcome is unknown, without ever sending it again.

mod marker;
mod settle;

pub use marker::{MarkerSource, RandomMarker};

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use crate::Error;

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
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-createjob>.
#[derive(Debug, Clone)]
pub struct Reconcile {
    deadline: Duration,
    markers: Markers,
}

#[derive(Debug, Clone)]
enum Markers {
    Source(Arc<dyn MarkerSource>),
    // Shared by clones: a second creation under it would find the first one's job.
    Own {
        marker: String,
        used: Arc<AtomicBool>,
    },
}

impl Default for Reconcile {
    fn default() -> Self {
        Self {
            deadline: Duration::from_secs(20),
            markers: Markers::Source(Arc::new(RandomMarker)),
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

    /// Sets the marker, so that it is known even if the call is dropped under way;
    /// [`Client::find_job_by_marker`](crate::Client::find_job_by_marker) then looks the job up.
    ///
    /// 8 to 64 ASCII letters, digits and hyphens that stand in no other job's memo. It serves one
    /// creation: a second one with it, or with a clone of this, is refused before it is sent.
    ///
    /// ```
    /// use ncp_wsc::Reconcile;
    ///
    /// let reconcile = Reconcile::new().with_marker("deploy-20250617-4711");
    /// assert_eq!(reconcile.marker(), Some("deploy-20250617-4711"));
    /// ```
    #[must_use]
    pub fn with_marker(mut self, marker: impl Into<String>) -> Self {
        self.markers = Markers::Own {
            marker: marker.into(),
            used: Arc::default(),
        };
        self
    }

    /// The marker, if it was [set](Self::with_marker); otherwise each creation gets its own.
    pub fn marker(&self) -> Option<&str> {
        match &self.markers {
            Markers::Source(_) => None,
            Markers::Own { marker, .. } => Some(marker),
        }
    }

    /// Takes markers from elsewhere, a new one for each creation.
    #[must_use]
    pub fn with_marker_source(mut self, source: impl MarkerSource + 'static) -> Self {
        self.markers = Markers::Source(Arc::new(source));
        self
    }

    fn next_marker(&self, now: SystemTime) -> Result<String, Error> {
        let marker = match &self.markers {
            Markers::Source(source) => source.marker(now),
            Markers::Own { used, .. } if used.swap(true, Ordering::Relaxed) => {
                return Err(marker::refused(
                    "was used already; give each creation its own",
                ));
            }
            Markers::Own { marker, .. } => marker.clone(),
        };
        marker::checked(marker)
    }
}
