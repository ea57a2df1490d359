use std::collections::HashMap;

use crate::fingerprint::identity_text;
use crate::state::State;

/// Numbers for the texts that two states compare by, so that rows compare quickly.
pub(super) struct Symbols {
    old: Side,
    new: Side,
}

/// Of one state: the numbers of check and text by item, and of location by extra.
struct Side {
    items: Vec<(u32, u32)>,
    locations: Vec<u32>,
}

/// A row: check, location, text, index.
type Keyed = (u32, u32, u32, u32);

impl Symbols {
    pub(super) fn of(old: &State, new: &State) -> Self {
        let mut texts = HashMap::new();
        // The number of no location.
        number(&mut texts, "");
        Self {
            old: Side::of(old, &mut texts),
            new: Side::of(new, &mut texts),
        }
    }

    pub(super) fn old_rows(&self, state: &State, inspection: usize) -> Vec<Keyed> {
        self.old.rows(state, inspection)
    }

    pub(super) fn new_rows(&self, state: &State, inspection: usize) -> Vec<Keyed> {
        self.new.rows(state, inspection)
    }
}

impl Side {
    fn of(state: &State, texts: &mut HashMap<Box<str>, u32>) -> Self {
        // All snapshots of a state are of one service.
        let service = state.snapshots.first().map(|snapshot| snapshot.run.service);
        let items = state.items.iter().map(|item| {
            let text = service.map(|service| identity_text(service, item));
            let check = number(texts, &item.check);
            (check, number(texts, &text.unwrap_or_default()))
        });
        let items = items.collect();
        let locations = state.extras.iter();
        let locations = locations
            .map(|extra| number(texts, &extra.location))
            .collect();
        Self { items, locations }
    }

    /// The rows of an inspection, sorted.
    fn rows(&self, state: &State, inspection: usize) -> Vec<Keyed> {
        let rows = state.inspections[inspection].rows.clone();
        let mut keyed: Vec<Keyed> = rows
            .map(|row| {
                let stored = state.rows[row as usize];
                let (check, text) = self.items[stored.item as usize];
                let extra = (stored.extra as usize).checked_sub(1);
                let location = extra.map_or(0, |extra| self.locations[extra]);
                (check, location, text, row)
            })
            .collect();
        keyed.sort_unstable();
        keyed
    }
}

fn number(texts: &mut HashMap<Box<str>, u32>, text: &str) -> u32 {
    if let Some(number) = texts.get(text) {
        return *number;
    }
    let number = texts.len() as u32;
    texts.insert(text.into(), number);
    number
}

/// Two rows with one key, or a row that has no partner.
pub(super) enum Pair {
    Both {
        old: u32,
        new: u32,
        is_same_text: bool,
    },
    Old(u32),
    New(u32),
}

/// Finds the partner of each row of two sorted lists: first those of the same check, location and
/// text, then of those that are left the ones of the same check and location.
pub(super) fn pair_up(old: Vec<Keyed>, new: Vec<Keyed>) -> Vec<Pair> {
    let mut pairs = Vec::with_capacity(old.len().max(new.len()));
    let both = |old, new, is_same_text| Pair::Both {
        old,
        new,
        is_same_text,
    };
    let text = |row: &Keyed| (row.0, row.1, row.2);
    let (old, new) = merge(old, new, text, |old, new| pairs.push(both(old, new, true)));
    let key = |row: &Keyed| (row.0, row.1, 0);
    let (old, new) = merge(old, new, key, |old, new| pairs.push(both(old, new, false)));
    pairs.extend(old.into_iter().map(|row| Pair::Old(row.3)));
    pairs.extend(new.into_iter().map(|row| Pair::New(row.3)));
    pairs
}

/// Pairs the rows of equal keys in their order; returns those that are left.
fn merge(
    old: Vec<Keyed>,
    new: Vec<Keyed>,
    key: impl Fn(&Keyed) -> (u32, u32, u32),
    mut pair: impl FnMut(u32, u32),
) -> (Vec<Keyed>, Vec<Keyed>) {
    let (mut old_left, mut new_left) = (Vec::new(), Vec::new());
    let (mut old, mut new) = (old.into_iter().peekable(), new.into_iter().peekable());
    while let (Some(a), Some(b)) = (old.peek(), new.peek()) {
        match key(a).cmp(&key(b)) {
            std::cmp::Ordering::Less => old_left.extend(old.next()),
            std::cmp::Ordering::Greater => new_left.extend(new.next()),
            std::cmp::Ordering::Equal => {
                pair(a.3, b.3);
                old.next();
                new.next();
            }
        }
    }
    old_left.extend(old);
    new_left.extend(new);
    (old_left, new_left)
}
