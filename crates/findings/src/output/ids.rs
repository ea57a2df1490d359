//! Ids of checks for tools that know neither standards nor services.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::fingerprint::{hex, identity_text};
use crate::model::{Item, Service};

/// `SSC-M-U-05`: service, standard and check. Everything but letters, digits, `-`, `_` and `.`
/// becomes `-`, so that the id holds no `/`.
pub(crate) fn check_id(service: Service, item: &Item) -> String {
    let mut id = service.as_str().to_uppercase();
    for part in [&item.standard, &item.check] {
        if !part.is_empty() {
            id.push('-');
            id.extend(part.chars().map(|c| match c {
                '-' | '_' | '.' => c,
                c if c.is_alphanumeric() => c,
                _ => '-',
            }));
        }
    }
    id
}

/// What makes two rows the same check: service, standard, check and the check's text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct CheckKey(Service, String, String, String);

impl CheckKey {
    pub(crate) fn of(service: Service, item: &Item) -> Self {
        let text = identity_text(service, item);
        Self(service, item.standard.clone(), item.check.clone(), text)
    }
}

/// The ids of the checks of a list, each another one.
///
/// Where one id stands for two checks (two editions of a guide), the later one carries six digits
/// of its text's hash.
#[derive(Debug, Default)]
pub(crate) struct CheckIds {
    ids: HashMap<CheckKey, usize>,
    taken: HashMap<String, usize>,
}

impl CheckIds {
    /// The place of a check, and its id where it was not there yet.
    pub(crate) fn place(&mut self, service: Service, item: &Item) -> (usize, Option<String>) {
        let key = CheckKey::of(service, item);
        if let Some(place) = self.ids.get(&key) {
            return (*place, None);
        }
        let place = self.ids.len();
        let mut id = check_id(service, item);
        if self.taken.contains_key(&id) {
            let mut hash = Sha256::new();
            hash.update(&key.2);
            hash.update([0x1f]);
            hash.update(&key.3);
            id = format!("{id}-{}", &hex(&hash.finalize())[..6]);
        }
        while self.taken.contains_key(&id) {
            id.push('-');
        }
        self.taken.insert(id.clone(), place);
        self.ids.insert(key, place);
        (place, Some(id))
    }
}
