//! Which snapshots a command reads, and how their errors end it.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use korea_cloud_security::findings::{
    CompareError, Comparison, HistoryOptions, Service, SnapshotError, State, StateError,
    StateOptions, TrendPoint, end_of_korea_day, snapshots_in, walk_history,
};

use crate::cli::SnapshotService;
use crate::context::Context;
use crate::day::Day;
use crate::exit::{Failure, Status};
use crate::lang::{cannot_be_read, compare_error, snapshot_error, state_error};

impl From<SnapshotService> for Service {
    fn from(service: SnapshotService) -> Self {
        match service {
            SnapshotService::Ssc => Self::Ssc,
            SnapshotService::Wsc => Self::Wsc,
            SnapshotService::Appguard => Self::AppGuard,
        }
    }
}

impl From<SnapshotError> for Failure {
    fn from(error: SnapshotError) -> Self {
        Self::new(Status::Network, snapshot_error(&error))
    }
}

impl From<StateError> for Failure {
    fn from(error: StateError) -> Self {
        match error {
            StateError::Snapshot(error) => error.into(),
            error => Self::usage(state_error(&error)),
        }
    }
}

impl From<CompareError> for Failure {
    fn from(error: CompareError) -> Self {
        Self::usage(compare_error(&error))
    }
}

/// The snapshots at a path: itself, or those in the folder.
pub(in crate::commands) fn snapshots_at(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    snapshots_in(path).map_err(|error| Failure::usage(cannot_be_read(path.display(), &error)))
}

/// The state at a path, now or at the end of that day in Korea.
pub(super) fn state_at(
    path: &Path,
    service: Option<SnapshotService>,
    day: Option<NaiveDate>,
) -> Result<State, Failure> {
    let mut options = StateOptions::default();
    options.as_of = day.map(end_of_korea_day);
    options.service = service.map(Into::into);
    State::load(&snapshots_at(path)?, &options).map_err(unread(path))
}

/// Where nothing is read, its path says where that was.
pub(super) fn unread(path: &Path) -> impl Fn(StateError) -> Failure {
    move |error| match error {
        StateError::Nothing { .. } => {
            Failure::usage(format!("{}: {}", path.display(), state_error(&error)))
        }
        error => error.into(),
    }
}

/// Compares with an earlier state: another snapshot, or the same folder on an earlier day.
pub(super) fn comparison(
    context: &Context,
    state: &State,
    path: &Path,
    service: Option<SnapshotService>,
    since: &str,
) -> Result<Comparison, Failure> {
    let other = Path::new(since);
    let (old, snapshots) = match since.parse::<Day>() {
        Ok(day) if !other.exists() => {
            let day = day.date(context.now());
            (state_at(path, service, Some(day))?, snapshots_at(path)?)
        }
        _ => {
            let mut snapshots = snapshots_at(other)?;
            if path.is_dir() {
                snapshots.extend(snapshots_at(path)?);
            }
            (state_at(other, service, None)?, snapshots)
        }
    };
    let mut comparison = Comparison::new(old, state)?;
    comparison.find_reopened(state, &snapshots)?;
    Ok(comparison)
}

/// The days of a folder's history until that day; of a single snapshot there are none.
pub(super) fn trend(
    path: &Path,
    service: Option<SnapshotService>,
    day: Option<NaiveDate>,
) -> Result<Vec<TrendPoint>, Failure> {
    let mut points = Vec::new();
    if path.is_dir() {
        let mut options = HistoryOptions::default();
        options.to = day;
        options.service = service.map(Into::into);
        walk_history(&snapshots_at(path)?, &options, |day| points.push(day.point))
            .map_err(unread(path))?;
    }
    Ok(points)
}
