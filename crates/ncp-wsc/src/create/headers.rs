use std::fmt;

use auth_core::Secret;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// The headers of an authenticated scan, in order; their values are secrets.
#[derive(Clone, PartialEq, Eq, Default)]
pub(super) struct ScanHeaders(Vec<(String, Secret)>);

impl ScanHeaders {
    pub(super) fn push(&mut self, name: String, value: Secret) {
        self.0.push((name, value));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// What is wrong with them, without their values.
    pub(super) fn problem(&self) -> Option<String> {
        for (position, (name, value)) in self.0.iter().enumerate() {
            if !is_name(name) {
                // Not repeated: where the name was left out, this is a piece of the value.
                return Some(format!(
                    "number {} has no name of a header in front; give 'Name: value' pairs",
                    position + 1
                ));
            }
            if value.expose().chars().any(char::is_control) {
                return Some(format!(
                    "holds a control character in the value of {name}; give it in one line"
                ));
            }
            // In the JSON object one of the two would be lost.
            if self.0[..position]
                .iter()
                .any(|(earlier, _)| earlier.eq_ignore_ascii_case(name))
            {
                return Some(format!("holds {name} twice; join the values into one"));
            }
        }
        None
    }

    /// Every text that must not be repeated: the values, and what they are made of, such as the
    /// single cookies.
    pub(super) fn secrets(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flat_map(|(_, value)| {
            let value = value.expose();
            let pieces = value.split([' ', ';', ',']);
            let cookie_values = pieces
                .clone()
                .filter_map(|piece| piece.split_once('='))
                .map(|(_, cookie)| cookie);
            std::iter::once(value).chain(pieces).chain(cookie_values)
        })
    }
}

fn is_name(name: &str) -> bool {
    http::HeaderName::try_from(name).is_ok()
}

impl fmt::Debug for ScanHeaders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map()
            .entries(self.0.iter().map(|(name, value)| {
                let name = if is_name(name) { name } else { "[no name]" };
                (name, value)
            }))
            .finish()
    }
}

/// As it goes out, with the values: only ever written into the request's body.
impl Serialize for ScanHeaders {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value.expose())?;
        }
        map.end()
    }
}
