use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::PathBuf;

use super::class::{Class, Compared, classify};
use super::pairs::{Pair, Symbols, pair_up};
use super::reopened::find_reopened;
use crate::model::{Inspection, Scope, Status, TargetKey};
use crate::snapshot::SnapshotError;
use crate::state::{Place, State};

/// Why two states cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CompareError {
    /// Nothing was asked for by both: another service, project, region, standard or kind.
    #[error(
        "the two sides have nothing in common: no project, region, standard and kind was asked for by both"
    )]
    NothingInCommon,
    /// The texts are in different languages, so every check would seem to be another one.
    #[error(
        "the snapshots are in different languages ({0}); collect both in the same --text-language"
    )]
    Languages(String),
}

/// An earlier state, and what became of its checks.
///
/// ```
/// use korea_cloud_security_findings::{
///     Check, Class, Comparison, Inspection, JudgeOptions, Judged, Run, Service, State, StateBuilder,
/// };
///
/// let state = |time: &str, number: &str, result: &str| -> Result<State, chrono::ParseError> {
///     let mut builder = StateBuilder::new();
///     let inspection = Inspection::new(Service::Ssc, "web-01", number);
///     builder.inspection(inspection, [Check::from_codes(Some("U-01"), Some("H"), Some(result))]);
///     builder.snapshot(Run::new(Service::Ssc, time.parse()?), "a.ndjson.gz", "", Vec::new());
///     Ok(builder.finish())
/// };
/// let spring = state("2026-05-25T12:00:00+09:00", "1", "X")?;
/// let autumn = state("2026-11-25T12:00:00+09:00", "2", "O")?;
///
/// let comparison = Comparison::new(spring, &autumn)?;
/// let judged = Judged::compared(autumn, comparison, JudgeOptions::new("2026-11-25".parse()?));
/// assert_eq!(judged.changes().next().map(|change| change.class), Some(Class::Fixed));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Comparison {
    pub(crate) old: State,
    pub(crate) outcome: Outcome,
}

/// What became of the checks.
#[derive(Debug, Clone, Default)]
pub(crate) struct Outcome {
    /// One for each row of the new state.
    pub(crate) rows: Vec<Compared>,
    pub(crate) gone: Vec<(Place, Class)>,
    gone_servers: Vec<String>,
    new_servers: Vec<String>,
}

impl Comparison {
    /// Compares two states.
    ///
    /// Only what was asked for by both is compared: project, region, standard and kind.
    ///
    /// # Errors
    ///
    /// When nothing was asked for by both, or their texts are in different languages.
    pub fn new(old: State, new: &State) -> Result<Self, CompareError> {
        check_languages(&old, new)?;
        if !have_something_in_common(&old, new) {
            return Err(CompareError::NothingInCommon);
        }
        let mut outcome = Outcome {
            rows: vec![Compared::default(); new.rows.len()],
            ..Outcome::default()
        };
        outcome.compare(&old, new);
        Ok(Self { old, outcome })
    }

    /// Turns new failures into reopened ones where the check failed before, passed after that, and
    /// fails again. `snapshots` are those of the folder, in any order; each is read once.
    ///
    /// # Errors
    ///
    /// When a snapshot is cut, damaged or unreadable.
    pub fn find_reopened(
        &mut self,
        new: &State,
        snapshots: &[PathBuf],
    ) -> Result<(), SnapshotError> {
        for row in find_reopened(&self.old, new, &self.outcome.rows, snapshots)? {
            self.outcome.rows[row].class = Some(Class::Reopened);
        }
        Ok(())
    }

    /// The servers of the earlier state that are not there now, whether they had failures or not.
    pub fn gone_servers(&self) -> &[String] {
        &self.outcome.gone_servers
    }

    /// The servers that were not there in the earlier state.
    pub fn new_servers(&self) -> &[String] {
        &self.outcome.new_servers
    }
}

impl Outcome {
    fn compare(&mut self, old: &State, new: &State) {
        let old_asked = Asked::of(old);
        let new_asked = Asked::of(new);
        let mut old_targets = HashMap::new();
        let mut old_names = HashSet::new();
        let mut new_names = HashSet::new();
        for (index, stored) in old.inspections.iter().enumerate() {
            if new_asked.covers(&stored.inspection) {
                old_targets.insert(TargetKey::of(&stored.inspection), index);
                old_names.insert(server(&stored.inspection));
            }
        }
        for stored in &new.inspections {
            if old_asked.covers(&stored.inspection) {
                new_names.insert(server(&stored.inspection));
            }
        }
        // What could not be read is not known to be gone.
        let gone = old_names.iter().filter(|server| {
            let is_unread = new.unread.iter().any(|unread| unread.server == server.2);
            !new_names.contains(*server) && !is_unread
        });
        let gone: BTreeSet<String> = gone.map(|server| server.2.clone()).collect();
        self.gone_servers = gone.into_iter().collect();
        let come = new_names.difference(&old_names);
        let come: BTreeSet<String> = come.map(|server| server.2.clone()).collect();
        self.new_servers = come.into_iter().collect();
        let symbols = Symbols::of(old, new);
        for (index, stored) in new.inspections.iter().enumerate() {
            if !old_asked.covers(&stored.inspection) {
                continue;
            }
            match old_targets.remove(&TargetKey::of(&stored.inspection)) {
                Some(target) => self.compare_target((old, target), (new, index), &symbols),
                None => {
                    let is_known = old_names.contains(&server(&stored.inspection));
                    let class = if is_known {
                        Class::NewCheck
                    } else {
                        Class::NewServer
                    };
                    for row in stored.rows.clone() {
                        self.rows[row as usize] = only_new(new, row, class);
                    }
                }
            }
        }
        let mut gone: Vec<usize> = old_targets.into_values().collect();
        gone.sort_unstable();
        for index in gone {
            let stored = &old.inspections[index];
            let is_known = new_names.contains(&server(&stored.inspection));
            let class = if new.could_not_read(&stored.inspection) {
                Class::Unknown
            } else if is_known {
                Class::GoneCheck
            } else {
                Class::GoneServer
            };
            for row in stored.rows.clone() {
                self.gone.extend(only_old(old, index, row, class));
            }
        }
    }

    fn compare_target(
        &mut self,
        (old, old_index): (&State, usize),
        (new, new_index): (&State, usize),
        symbols: &Symbols,
    ) {
        let pairs = pair_up(
            symbols.old_rows(old, old_index),
            symbols.new_rows(new, new_index),
        );
        for pair in pairs {
            match pair {
                Pair::Both {
                    old: old_row,
                    new: row,
                    is_same_text,
                } => {
                    let side = |state: &State, row: u32| {
                        let stored = state.rows[row as usize];
                        let severity = state.items[stored.item as usize].severity;
                        (stored.status, severity)
                    };
                    let (before, now) = (side(old, old_row), side(new, row));
                    let class = classify(before, now, is_same_text);
                    self.rows[row as usize] = Compared {
                        class,
                        old: Some(Place {
                            inspection: old_index as u32,
                            row: old_row,
                        }),
                    };
                }
                Pair::New(row) => {
                    self.rows[row as usize] = only_new(new, row, Class::NewCheck);
                }
                Pair::Old(row) => {
                    let gone = only_old(old, old_index, row, Class::GoneCheck);
                    self.gone.extend(gone);
                }
            }
        }
    }
}

fn only_new(new: &State, row: u32, failed: Class) -> Compared {
    let class = match new.rows[row as usize].status {
        Status::Fail => Some(failed),
        Status::Unknown => Some(Class::Unknown),
        Status::Pass => None,
    };
    Compared { class, old: None }
}

fn only_old(old: &State, inspection: usize, row: u32, failed: Class) -> Option<(Place, Class)> {
    let class = match old.rows[row as usize].status {
        Status::Fail => failed,
        Status::Unknown => Class::Unknown,
        Status::Pass => return None,
    };
    let inspection = inspection as u32;
    Some((Place { inspection, row }, class))
}

/// Project, region, name.
type Server = (String, String, String);

fn server(inspection: &Inspection) -> Server {
    (
        inspection.project.clone(),
        inspection.region.clone(),
        inspection.server.clone(),
    )
}

/// What the snapshots of a state asked for.
struct Asked<'a>(Vec<Scope<'a>>);

impl<'a> Asked<'a> {
    fn of(state: &'a State) -> Self {
        let scopes = state.snapshots.iter().map(|snapshot| snapshot.run.scope());
        Self(scopes.collect())
    }

    fn covers(&self, inspection: &Inspection) -> bool {
        let of = Scope::of(inspection);
        self.0.iter().any(|scope| scope.meets(&of))
    }
}

fn have_something_in_common(old: &State, new: &State) -> bool {
    let new = Asked::of(new);
    let mut old = Asked::of(old).0.into_iter();
    old.any(|scope| new.0.iter().any(|other| scope.meets(other)))
}

fn check_languages(old: &State, new: &State) -> Result<(), CompareError> {
    let snapshots = old.snapshots.iter().chain(&new.snapshots);
    let languages: BTreeSet<&str> = snapshots
        .filter_map(|snapshot| snapshot.run.language.as_deref())
        .collect();
    match languages.len() {
        0 | 1 => Ok(()),
        _ => {
            let languages: Vec<&str> = languages.into_iter().collect();
            Err(CompareError::Languages(languages.join(", ")))
        }
    }
}
