//! The order of lists: ids and names as people sort them.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::stored::{StoredChange, StoredRow};
use crate::natural::natural;
use crate::state::{Place, State};

/// The place of each item of a state, by check, text, category and severity.
pub(super) fn item_places(state: &State) -> Vec<u32> {
    let mut order: Vec<u32> = (0..state.items.len() as u32).collect();
    order.sort_by(|a, b| {
        let (a, b) = (&state.items[*a as usize], &state.items[*b as usize]);
        natural(&a.check, &b.check).then_with(|| {
            (&a.item, &a.category, a.severity).cmp(&(&b.item, &b.category, b.severity))
        })
    });
    let mut places = vec![0; order.len()];
    for (place, item) in order.into_iter().enumerate() {
        places[item as usize] = place as u32;
    }
    places
}

/// Sorts changes by standard, severity, class, server and check.
pub(super) fn sort_changes(
    changes: &mut [StoredChange],
    rows: &[StoredRow],
    (new, old): (&State, &State),
) {
    let ranks = Ranks::of(&[new, old]);
    let key = |change: &StoredChange| {
        let (state, side, place) = match change.current {
            Some(row) => (new, 0, rows[row as usize].place),
            None => (old, 1, change.previous.unwrap_or_default()),
        };
        let item = state.rows[place.row as usize].item as usize;
        let [standard, server, rest] = ranks.inspections[side][place.inspection as usize];
        let severity = state.items[item].severity;
        let check = ranks.checks[side][item];
        (
            standard,
            severity,
            change.class,
            server,
            check,
            rest,
            side,
            place,
        )
    };
    changes.sort_by_cached_key(key);
}

/// The places of texts among all those of two states.
struct Ranks {
    /// Standard, server, and project, region and kind together.
    inspections: [Vec<[u32; 3]>; 2],
    checks: [Vec<u32>; 2],
}

impl Ranks {
    fn of(states: &[&State; 2]) -> Self {
        let inspections = || {
            let all = states.iter().flat_map(|state| &state.inspections);
            all.map(|stored| &stored.inspection)
        };
        let standards = rank(inspections().map(|one| one.standard.as_str()), |a, b| {
            a.cmp(b)
        });
        let servers = rank(inspections().map(|one| one.server.as_str()), |a, b| {
            natural(a, b)
        });
        let rest = rank(
            inspections().map(|one| (one.project.as_str(), one.region.as_str(), one.kind.as_str())),
            Ord::cmp,
        );
        let items = states.iter().flat_map(|state| &state.items);
        let checks = rank(items.map(|item| item.check.as_str()), |a, b| natural(a, b));
        Self {
            inspections: states.map(|state| {
                let inspections = state.inspections.iter().map(|stored| &stored.inspection);
                let ranks = inspections.map(|one| {
                    let other = (one.project.as_str(), one.region.as_str(), one.kind.as_str());
                    [
                        standards[one.standard.as_str()],
                        servers[one.server.as_str()],
                        rest[&other],
                    ]
                });
                ranks.collect()
            }),
            checks: states.map(|state| {
                let items = state.items.iter();
                items.map(|item| checks[item.check.as_str()]).collect()
            }),
        }
    }
}

fn rank<T: Copy + Eq + std::hash::Hash>(
    values: impl Iterator<Item = T>,
    order: impl Fn(&T, &T) -> Ordering,
) -> HashMap<T, u32> {
    let distinct: std::collections::HashSet<T> = values.collect();
    let mut sorted: Vec<T> = distinct.into_iter().collect();
    sorted.sort_by(order);
    let ranked = sorted.into_iter().enumerate();
    ranked.map(|(rank, value)| (value, rank as u32)).collect()
}

/// Sorts the rows of an inspection by check, text and location.
pub(super) fn sort_rows(rows: &mut [u32], state: &State, item_places: &[u32]) {
    let location = |row: u32| {
        let extra = state.extra(state.rows[row as usize]);
        extra.map_or("", |extra| &*extra.location)
    };
    rows.sort_by(|a, b| {
        let place = |row: u32| item_places[state.rows[row as usize].item as usize];
        let places = place(*a).cmp(&place(*b));
        places.then_with(|| location(*a).cmp(location(*b)))
    });
}

/// A place in the order of a state.
pub(super) fn place(inspection: usize, row: u32) -> Place {
    Place {
        inspection: inspection as u32,
        row,
    }
}
