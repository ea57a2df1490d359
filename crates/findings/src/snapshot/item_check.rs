use std::collections::{BTreeSet, HashSet};

use super::findings::{Head, Tail};
use crate::model::Item;

/// Standard, kind, check, text: what a finding names its item by.
type ItemKey = (String, String, String, Option<String>);

/// Whether each finding has its item, which may stand anywhere before the end.
///
/// Memory is taken by the different checks only, however many servers there are.
#[derive(Default)]
pub(super) struct ItemCheck {
    there: HashSet<ItemKey>,
    missing: BTreeSet<ItemKey>,
    latest: Option<Latest>,
}

/// The tails that were looked up already, of one standard and kind.
struct Latest {
    standard: String,
    kind: String,
    generation: u32,
    tails: HashSet<u32>,
}

impl ItemCheck {
    pub(super) fn item(&mut self, item: &Item) {
        let key = (
            item.standard.clone(),
            item.kind.clone(),
            item.check.clone(),
            item.item.clone(),
        );
        self.missing.remove(&key);
        self.there.insert(key);
    }

    pub(super) fn finding(&mut self, head: &Head, tail: &Tail, (generation, tail_id): (u32, u32)) {
        let same = self.latest.as_mut().filter(|latest| {
            latest.generation == generation
                && latest.kind == head.kind
                && latest.standard == head.standard
        });
        let latest = match same {
            Some(latest) => latest,
            None => self.latest.insert(Latest {
                standard: head.standard.clone(),
                kind: head.kind.clone(),
                generation,
                tails: HashSet::new(),
            }),
        };
        if !latest.tails.insert(tail_id) {
            return;
        }
        let key = (
            head.standard.clone(),
            head.kind.clone(),
            tail.check.clone(),
            tail.item.clone(),
        );
        if !self.there.contains(&key) {
            self.missing.insert(key);
        }
    }

    /// The id of a check that has findings and no item.
    pub(super) fn missing(&self) -> Option<&str> {
        let (_, _, check, _) = self.missing.first()?;
        Some(check)
    }
}
