//! Reading an entry in one pass: an open set of counters, ids as text or number. No value costs the
//! entry, for with it the whole day would be lost.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{self, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::Abnormal;

impl<'de> Deserialize<'de> for Abnormal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntryVisitor)
    }
}

struct EntryVisitor;

impl<'de> Visitor<'de> for EntryVisitor {
    type Value = Abnormal;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an entry with abnormalId and counters")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Abnormal, A::Error> {
        let mut entry = Abnormal::default();
        let (mut id, mut former_id) = (None, None);
        while let Some(Name(name)) = map.next_key()? {
            match &*name {
                "abnormalId" => id = map.next_value::<Anything>()?.id(),
                // What the Chinese page still calls it.
                "id" => former_id = map.next_value::<Anything>()?.id(),
                "total" => entry.total = map.next_value::<Anything>()?.count(),
                _ => {
                    if let Some(counter) = entry.documented_mut(&name) {
                        *counter = map.next_value::<Anything>()?.count();
                    } else if let Some(count) = map.next_value::<Anything>()?.unknown_count(&name) {
                        entry.other_counts.insert(name.into_owned(), count);
                    }
                }
            }
        }
        entry.abnormal_id = id.or(former_id);
        Ok(entry)
    }
}

/// A field's name, borrowed from the answer where it can be.
struct Name<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameVisitor;

        impl<'de> Visitor<'de> for NameVisitor {
            type Value = Name<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a field's name")
            }

            fn visit_borrowed_str<E: de::Error>(self, name: &'de str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Borrowed(name)))
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Owned(name.to_owned())))
            }
        }

        deserializer.deserialize_identifier(NameVisitor)
    }
}

/// The value of any field, as far as an entry has use for it.
enum Anything<'de> {
    Number(u64),
    Negative(i64),
    Text(Cow<'de, str>),
    Other,
}

impl Anything<'_> {
    /// An id comes as a text or as a number.
    fn id(self) -> Option<String> {
        match self {
            Self::Number(id) => Some(id.to_string()),
            Self::Negative(id) => Some(id.to_string()),
            Self::Text(id) => Some(id.into_owned()),
            Self::Other => None,
        }
    }

    /// A documented counter: a number from 0, or the same as text.
    fn count(self) -> Option<u64> {
        match self {
            Self::Number(count) => Some(count),
            Self::Text(text) => text.trim().parse().ok(),
            Self::Negative(_) | Self::Other => None,
        }
    }

    /// A number is a counter; a text that is a number may be anything, unless it is called so.
    fn unknown_count(self, name: &str) -> Option<u64> {
        match self {
            Self::Text(_) if !name.ends_with("Count") => None,
            other => other.count(),
        }
    }
}

impl<'de> Deserialize<'de> for Anything<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnythingVisitor)
    }
}

struct AnythingVisitor;

impl<'de> Visitor<'de> for AnythingVisitor {
    type Value = Anything<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_u64<E>(self, count: u64) -> Result<Anything<'de>, E> {
        Ok(Anything::Number(count))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Anything<'de>, E> {
        Ok(u64::try_from(number).map_or(Anything::Negative(number), Anything::Number))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Anything<'de>, E> {
        // 12.0 is a whole number that some JSON writers print so.
        let is_whole = number.fract() == 0.0 && (0.0..9.0e15).contains(&number);
        Ok(if is_whole {
            Anything::Number(number as u64)
        } else {
            Anything::Other
        })
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Anything<'de>, E> {
        Ok(Anything::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Anything<'de>, E> {
        Ok(Anything::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Anything<'de>, E> {
        Ok(Anything::Other)
    }

    fn visit_unit<E>(self) -> Result<Anything<'de>, E> {
        Ok(Anything::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Anything<'de>, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Anything::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Anything<'de>, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Anything::Other)
    }
}
