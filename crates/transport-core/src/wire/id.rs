use std::cmp::Ordering;
use std::fmt;

use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::value::RawValue;

use super::WireValue;
use super::scalar::Scalar;

const LONGEST: usize = 64;

/// What an id declared by `wire::id!` holds: the text of a number or a text, and which it was.
#[derive(Clone)]
pub struct IdText {
    text: Box<str>,
    is_number: bool,
}

impl IdText {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Why it cannot be an id, or `None`: it is empty, longer than 64 characters, or holds white
    /// space or control characters.
    pub fn validate(&self) -> Option<&'static str> {
        if self.text.is_empty() {
            Some("is empty")
        } else if self.text.chars().count() > LONGEST {
            Some("is longer than 64 characters")
        } else if self
            .text
            .chars()
            .any(|c| c.is_whitespace() || c.is_control())
        {
            Some("holds white space or control characters")
        } else {
            None
        }
    }
}

impl From<u64> for IdText {
    fn from(number: u64) -> Self {
        Self {
            text: number.to_string().into(),
            is_number: true,
        }
    }
}

impl From<&str> for IdText {
    fn from(text: &str) -> Self {
        let text = text.trim();
        Self {
            text: text.into(),
            is_number: is_json_number(text),
        }
    }
}

impl From<String> for IdText {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

/// Whether JSON could write the text as a whole number: `007` and `+7` are no numbers there.
fn is_json_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_whole && (digits == "0" || !digits.starts_with('0'))
}

impl PartialEq for IdText {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for IdText {}

impl std::hash::Hash for IdText {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl PartialOrd for IdText {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Numbers by their value, everything else behind them by its text.
impl Ord for IdText {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_text = self.text.cmp(&other.text);
        match (digits(&self.text), digits(&other.text)) {
            (Some(one), Some(two)) => (one.len(), one).cmp(&(two.len(), two)).then(by_text),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => by_text,
        }
    }
}

/// The digits of a number from 0; the longer ones are the larger number.
fn digits(text: &str) -> Option<&str> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.trim_start_matches('0'))
}

impl fmt::Display for IdText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for IdText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl WireValue for IdText {
    fn strict<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Id;

        impl Visitor<'_> for Id {
            type Value = IdText;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number or a text")
            }

            fn visit_u64<E>(self, number: u64) -> Result<IdText, E> {
                Ok(number.into())
            }

            fn visit_i64<E>(self, number: i64) -> Result<IdText, E> {
                Ok(IdText {
                    text: number.to_string().into(),
                    is_number: true,
                })
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<IdText, E> {
                IdText::of_text(text).ok_or_else(|| E::custom("the id is empty"))
            }
        }

        deserializer.deserialize_any(Id)
    }

    fn lenient(raw: &RawValue) -> Option<Self> {
        match Scalar::of(raw) {
            Scalar::Number(digits) => Some(Self {
                text: digits.into(),
                is_number: true,
            }),
            Scalar::Text(text) => Self::of_text(&text),
            _ => None,
        }
    }
}

impl IdText {
    /// An id that a response writes as a text, whatever it holds.
    fn of_text(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty()).then(|| Self {
            text: text.into(),
            is_number: false,
        })
    }
}

impl Serialize for IdText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !self.is_number {
            return serializer.serialize_str(&self.text);
        }
        if let Ok(number) = self.text.parse::<u64>() {
            return serializer.serialize_u64(number);
        }
        match RawValue::from_string(self.text.to_string()) {
            Ok(raw) => raw.serialize(serializer),
            Err(_) => serializer.serialize_str(&self.text),
        }
    }
}

impl<'de> Deserialize<'de> for IdText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::value(deserializer)
    }
}

/// Declares an id that the vendor writes as a number or as a text: here always its text, and
/// written out again in the form that it came in.
#[macro_export]
#[doc(hidden)]
macro_rules! __id {
    (
        $(#[$meta:meta])*
        $vis:vis struct $name:ident;
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        $vis struct $name($crate::wire::IdText);

        impl $name {
            /// The id's text.
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }

            /// Why the id cannot be one, or `None`: it is empty, longer than 64 characters, or
            /// holds white space or control characters.
            #[allow(dead_code)]
            pub(crate) fn validate(&self) -> Option<&'static str> {
                self.0.validate()
            }
        }

        $crate::__id!(@from $name: u64, &str, String);

        impl From<&$name> for $name {
            fn from(id: &$name) -> Self {
                id.clone()
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::ConfigError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let id = Self::from(text);
                match id.0.validate() {
                    Some(problem) => Err($crate::ConfigError::new(format!("the id {problem}"))),
                    None => Ok(id),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl $crate::wire::WireValue for $name {
            fn strict<'de, D>(deserializer: D) -> Result<Self, D::Error>
            where
                D: $crate::serde::Deserializer<'de>,
            {
                $crate::wire::WireValue::strict(deserializer).map(Self)
            }

            fn lenient(raw: &$crate::wire::RawValue) -> Option<Self> {
                $crate::wire::WireValue::lenient(raw).map(Self)
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.serialize(serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::serde::Deserialize::deserialize(deserializer).map(Self)
            }
        }
    };
    (@from $name:ident: $($type:ty),+) => {$(
        impl From<$type> for $name {
            fn from(id: $type) -> Self {
                Self(id.into())
            }
        }
    )+};
}
