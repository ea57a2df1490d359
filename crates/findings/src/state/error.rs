use crate::model::Service;
use crate::snapshot::SnapshotError;

/// Why a state could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StateError {
    /// A snapshot is unreadable, cut or damaged: without it the state would be another one.
    #[error("{0}")]
    Snapshot(SnapshotError),
    /// The snapshots are of several services, and none was chosen.
    #[error("the snapshots are of several services ({0} and {1}); choose one")]
    SeveralServices(Service, Service),
    /// The snapshots hold detections, which have no state.
    #[error("the snapshots are of {0}, which has no findings")]
    NoFindings(Service),
    /// There is no snapshot of the chosen service, or none at all.
    #[error("{}", nothing(*.chosen, .found))]
    Nothing {
        /// The service that was chosen.
        chosen: Option<Service>,
        /// The services that there are snapshots of.
        found: Vec<Service>,
    },
}

fn nothing(chosen: Option<Service>, found: &[Service]) -> String {
    let found: Vec<&str> = found.iter().map(|service| service.as_str()).collect();
    match (chosen, found.join(", ")) {
        (None, _) => "there is no snapshot".to_owned(),
        (Some(chosen), none) if none.is_empty() => {
            format!("there is no snapshot of {chosen}, nor of another service")
        }
        (Some(chosen), found) => {
            format!("there is no snapshot of {chosen}; there are snapshots of {found}")
        }
    }
}

impl From<SnapshotError> for StateError {
    fn from(error: SnapshotError) -> Self {
        Self::Snapshot(error)
    }
}
