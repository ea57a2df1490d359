//! Reading an entry in one pass: an open set of counters, ids as text or number.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{self, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use transport_core::wire;

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
                "abnormalId" => id = map.next_value::<Option<Id>>()?,
                // What the Chinese page still calls it.
                "id" => former_id = map.next_value::<Option<Id>>()?,
                "total" => entry.total = map.next_value::<Count>()?.0,
                _ => {
                    if let Some(counter) = entry.documented_mut(&name) {
                        *counter = map.next_value::<Count>()?.0;
                    } else if let Some(count) = map.next_value::<Anything>()?.count(&name) {
                        entry.other_counts.insert(name.into_owned(), count);
                    }
                }
            }
        }
        entry.abnormal_id = id
            .or(former_id)
            .ok_or_else(|| de::Error::missing_field("abnormalId"))?
            .0;
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

/// A documented counter: a number, the same as text, or null.
#[derive(Deserialize)]
struct Count(#[serde(deserialize_with = "wire::option::u64")] Option<u64>);

/// An id that comes as a text or as a number.
struct Id(String);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct IdVisitor;

        impl Visitor<'_> for IdVisitor {
            type Value = Id;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id, as text or whole number")
            }

            fn visit_str<E: de::Error>(self, id: &str) -> Result<Id, E> {
                Ok(Id(id.to_owned()))
            }

            fn visit_u64<E: de::Error>(self, id: u64) -> Result<Id, E> {
                Ok(Id(id.to_string()))
            }

            fn visit_i64<E: de::Error>(self, id: i64) -> Result<Id, E> {
                Ok(Id(id.to_string()))
            }
        }

        deserializer.deserialize_any(IdVisitor)
    }
}

/// The value of a field that this version does not know.
enum Anything {
    Number(u64),
    NumberAsText(u64),
    Other,
}

impl Anything {
    /// A number is a counter; a text that is a number may be anything, unless it is called so.
    fn count(self, name: &str) -> Option<u64> {
        match self {
            Self::Number(count) => Some(count),
            Self::NumberAsText(count) => name.ends_with("Count").then_some(count),
            Self::Other => None,
        }
    }
}

impl<'de> Deserialize<'de> for Anything {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnythingVisitor)
    }
}

struct AnythingVisitor;

impl<'de> Visitor<'de> for AnythingVisitor {
    type Value = Anything;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_u64<E>(self, count: u64) -> Result<Anything, E> {
        Ok(Anything::Number(count))
    }

    fn visit_str<E>(self, text: &str) -> Result<Anything, E> {
        Ok(text
            .trim()
            .parse()
            .map_or(Anything::Other, Anything::NumberAsText))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Anything, E> {
        Ok(Anything::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Anything, E> {
        Ok(Anything::Other)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Anything, E> {
        Ok(Anything::Other)
    }

    fn visit_unit<E>(self) -> Result<Anything, E> {
        Ok(Anything::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Anything, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Anything::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Anything, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Anything::Other)
    }
}
