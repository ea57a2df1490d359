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
    pub(super) fn validate(&self) -> Result<(), String> {
        for (position, (name, value)) in self.0.iter().enumerate() {
            if !is_name(name) {
                // The text is not shown: without a name in front, it is a piece of the value.
                return Err(format!(
                    "number {} does not begin with a header name; give 'Name: value' pairs",
                    position + 1
                ));
            }
            if value.expose().chars().any(char::is_control) {
                return Err(format!(
                    "holds a control character in the value of {name}; give it in one line"
                ));
            }
            // In the JSON object one of the two would be lost.
            if self.0[..position]
                .iter()
                .any(|(earlier, _)| earlier.eq_ignore_ascii_case(name))
            {
                return Err(format!("holds {name} twice; join the values into one"));
            }
        }
        Ok(())
    }

    /// Every text that must not be shown: the values, and their parts, such as single cookies.
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

    /// With the values, for the request's body.
    pub(super) fn exposed(&self) -> Exposed<'_> {
        Exposed(self)
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

impl Serialize for ScanHeaders {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, _) in self.0.iter().filter(|(name, _)| is_name(name)) {
            map.serialize_entry(name, "[redacted]")?;
        }
        map.end()
    }
}

pub(super) struct Exposed<'a>(&'a ScanHeaders);

impl Serialize for Exposed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.0.len()))?;
        for (name, value) in &self.0.0 {
            map.serialize_entry(name, value.expose())?;
        }
        map.end()
    }
}
