//! JSON that keeps the order in which it was written, so that fixtures read like the vendor's page.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::Number;

/// A JSON value whose objects keep their order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Array(Vec<Json>),
    Object(IndexMap<String, Json>),
}

/// An object from its members, in order.
macro_rules! object {
    ($($name:expr => $value:expr),* $(,)?) => {
        $crate::json::Json::Object([$(($name.into(), $value.into())),*].into())
    };
}
pub(crate) use object;

macro_rules! from {
    ($($type:ty => $make:expr),*) => {
        $(impl From<$type> for Json {
            fn from(value: $type) -> Self {
                $make(value)
            }
        })*
    };
}
from!(bool => Json::Bool, String => Json::String, Vec<Json> => Json::Array);
from!(i64 => |n: i64| Json::Number(n.into()), &str => |text: &str| Json::String(text.into()));

impl Json {
    /// Reads one JSON text; trailing text is an error.
    pub(crate) fn parse(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// Reads what stands first in `text` and returns it with the text behind it.
    pub(crate) fn parse_first(text: &str) -> Result<(Self, &str), serde_json::Error> {
        let mut values = serde_json::Deserializer::from_str(text).into_iter::<Self>();
        let first = values.next().unwrap_or(Ok(Self::Null))?;
        let end = values.byte_offset();
        Ok((first, &text[end..]))
    }

    /// Looks up a member of an object.
    pub(crate) fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.get(name),
            _ => None,
        }
    }

    /// Adds a member to an object.
    pub(crate) fn set(&mut self, name: &str, value: impl Into<Self>) {
        if let Self::Object(members) = self {
            members.insert(name.to_owned(), value.into());
        }
    }

    /// The members of an object; of anything else, none.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&String, &Self)> {
        let members = match self {
            Self::Object(members) => Some(members),
            _ => None,
        };
        members.into_iter().flatten()
    }

    /// The items of a list; of anything else, none.
    pub(crate) fn items(&self) -> &[Self] {
        match self {
            Self::Array(items) => items,
            _ => &[],
        }
    }

    /// The text of a string value.
    pub(crate) fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a whole number.
    pub(crate) fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Number(number) => number.as_i64(),
            _ => None,
        }
    }

    /// The name of the JSON type, in the vendors' words where they have one.
    pub(crate) fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "Null",
            Self::Bool(_) => "Boolean",
            Self::Number(n) if n.is_f64() => "Number",
            Self::Number(_) => "Integer",
            Self::String(_) => "String",
            Self::Array(_) => "List",
            Self::Object(_) => "Object",
        }
    }
}

/// The text of a fixture file: indented by two spaces, one newline at the end.
pub(crate) fn pretty(value: &impl Serialize) -> String {
    // What was read can be written.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}
