use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use serde::de::{self, Deserializer, SeqAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::value::RawValue;

use super::value::Strict;
use super::{Object, WireValue};

/// One object of a response; what `wire::record!` declares.
pub trait Record: WireValue {
    /// Reads the object field by field.
    ///
    /// # Errors
    ///
    /// When what identifies the record is missing or cannot be read.
    fn from_object(object: &Object<'_>) -> Result<Self, Unidentified>;
}

/// The field that should identify a record could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unidentified(pub &'static str);

/// The records of a list. One that has no identity costs only itself: it is counted in
/// [`skipped`](Self::skipped).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows<T> {
    rows: Vec<T>,
    skipped: Vec<SkippedRecord>,
}

/// A record of a list that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkippedRecord {
    position: usize,
    field: Option<&'static str>,
}

impl SkippedRecord {
    /// The record's place in the response's list, from 1.
    pub fn position(&self) -> usize {
        self.position
    }
}

/// `record 17: usageStasNo is missing or unreadable`.
impl fmt::Display for SkippedRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.field {
            Some(field) => write!(
                f,
                "record {}: {field} is missing or unreadable",
                self.position
            ),
            None => write!(f, "record {} is not an object", self.position),
        }
    }
}

impl<T> Rows<T> {
    /// The records that could be read, in the order of the response.
    pub fn rows(&self) -> &[T] {
        &self.rows
    }

    /// The records, taken out.
    pub fn into_rows(self) -> Vec<T> {
        self.rows
    }

    /// The records that could not be read.
    pub fn skipped(&self) -> &[SkippedRecord] {
        &self.skipped
    }
}

impl<T> Deref for Rows<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.rows
    }
}

impl<T> IntoIterator for Rows<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Rows<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.iter()
    }
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self::from(Vec::new())
    }
}

impl<T> From<Vec<T>> for Rows<T> {
    fn from(rows: Vec<T>) -> Self {
        Self {
            rows,
            skipped: Vec::new(),
        }
    }
}

impl<T: Serialize> Serialize for Rows<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.rows.serialize(serializer)
    }
}

impl<T: Record> WireValue for Rows<T> {
    fn strict<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List<T>(std::marker::PhantomData<T>);

        impl<'de, T: Record> Visitor<'de> for List<T> {
            type Value = Vec<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
                let mut rows = Vec::new();
                while let Some(Strict(row)) = list.next_element()? {
                    rows.push(row);
                }
                Ok(rows)
            }
        }

        deserializer
            .deserialize_seq(List(std::marker::PhantomData))
            .map(Self::from)
    }

    fn lenient(raw: &RawValue) -> Option<Self> {
        let elements: Vec<&RawValue> = serde_json::from_str(raw.get()).ok()?;
        let mut rows = Self::default();
        for (index, element) in elements.into_iter().enumerate() {
            let read = match T::strict(&mut serde_json::Deserializer::from_str(element.get())) {
                Ok(row) => Ok(row),
                Err(_) => match Object::read(element) {
                    Some(object) => {
                        T::from_object(&object).map_err(|Unidentified(field)| Some(field))
                    }
                    None => Err(None),
                },
            };
            match read {
                Ok(row) => rows.rows.push(row),
                Err(field) => rows.skipped.push(SkippedRecord {
                    position: index + 1,
                    field,
                }),
            }
        }
        if let Some(first) = rows.skipped.first() {
            tracing::warn!(
                target: "transport_core",
                count = rows.skipped.len(),
                %first,
                "records without an identity were skipped"
            );
        }
        Some(rows)
    }
}

/// Reads a record from any of serde's formats that can hold JSON.
#[doc(hidden)]
pub fn deserialize_record<'de, D: Deserializer<'de>, T: Record>(
    deserializer: D,
) -> Result<T, D::Error> {
    let raw = Box::<RawValue>::deserialize(deserializer)?;
    if let Ok(record) = T::strict(&mut serde_json::Deserializer::from_str(raw.get())) {
        return Ok(record);
    }
    let object = Object::read(&raw).ok_or_else(|| de::Error::custom("not an object"))?;
    T::from_object(&object).map_err(|Unidentified(field)| {
        de::Error::custom(format_args!("{field} is missing or unreadable"))
    })
}

/// A field's name, borrowed from the body where it can be.
#[doc(hidden)]
#[derive(Debug, Deserialize)]
pub struct FieldName<'a>(#[serde(borrow)] pub Cow<'a, str>);

/// Declares a record of a response: a struct whose fields are read one by one, so that an odd value
/// costs only itself.
///
/// `key` names the field that identifies the record and has to be there; every other field is an
/// `Option`. What the fields cannot hold is kept in [`Extra`](crate::wire::Extra), and written out
/// again as it came.
#[macro_export]
#[doc(hidden)]
macro_rules! __record {
    (
        $(#[$meta:meta])*
        $vis:vis struct $name:ident
        $( key { $(#[$key_meta:meta])* $key:ident : $key_type:ty = $key_wire:literal $(| $key_also:literal)* } )?
        fields {
            $( $(#[$field_meta:meta])* $field:ident : $type:ty = $wire:literal $(| $also:literal)* ),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[non_exhaustive]
        #[derive(Clone, PartialEq)]
        $vis struct $name {
            $( $(#[$key_meta])* pub $key: $key_type, )?
            $( $(#[$field_meta])* pub $field: Option<$type>, )*
            extra: $crate::wire::Extra,
        }

        impl $name {
            /// What the response held beside the typed values.
            #[allow(dead_code)]
            $vis fn extra(&self) -> &$crate::wire::Extra {
                &self.extra
            }

            $crate::__record!(@new $( $key : $key_type, )? { $( $field, )* });
        }

        $crate::__record!(@default $name { $( $key )? } { $( $field, )* });

        impl $crate::wire::WireValue for $name {
            fn strict<'de, D>(deserializer: D) -> Result<Self, D::Error>
            where
                D: $crate::serde::Deserializer<'de>,
            {
                struct Fields;

                impl<'de> $crate::serde::de::Visitor<'de> for Fields {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str("an object")
                    }

                    #[allow(unused_assignments)]
                    fn visit_map<A>(self, mut map: A) -> Result<$name, A::Error>
                    where
                        A: $crate::serde::de::MapAccess<'de>,
                    {
                        use $crate::serde::de::Error as _;

                        // A repeated or unknown field is left to the reading field by field.
                        let odd = || A::Error::custom("not as documented");
                        let mut extra = $crate::wire::Extra::default();
                        $( let mut $key: Option<$key_type> = None; )?
                        $( let mut $field: Option<Option<$type>> = None; )*
                        while let Some($crate::wire::FieldName(name)) = map.next_key()? {
                            let mut index = 0;
                            $(
                                if name == $key_wire {
                                    let $crate::wire::Strict(value) = map.next_value()?;
                                    if $key.replace(value).is_some() {
                                        return Err(odd());
                                    }
                                    continue;
                                }
                            )?
                            $(
                                if name == $wire {
                                    let value = map.next_value::<Option<$crate::wire::Strict<$type>>>()?;
                                    if value.is_none() {
                                        extra.keep_null(index);
                                    }
                                    let value = value.map(|$crate::wire::Strict(value)| value);
                                    if $field.replace(value).is_some() {
                                        return Err(odd());
                                    }
                                    continue;
                                }
                                index += 1;
                            )*
                            return Err(odd());
                        }
                        Ok($name {
                            $( $key: $key.ok_or_else(odd)?, )?
                            $( $field: $field.flatten(), )*
                            extra,
                        })
                    }
                }

                deserializer.deserialize_map(Fields)
            }

            fn lenient(raw: &$crate::wire::RawValue) -> Option<Self> {
                let object = $crate::wire::Object::read(raw)?;
                $crate::wire::Record::from_object(&object).ok()
            }
        }

        impl $crate::wire::Record for $name {
            #[allow(unused_assignments)]
            fn from_object(object: &$crate::wire::Object<'_>) -> Result<Self, $crate::wire::Unidentified> {
                let mut extra = $crate::wire::Extra::default();
                $( let mut $key: Option<$key_type> = None; )?
                $( let mut $field: Option<Option<$type>> = None; )*
                for (name, raw) in object.iter() {
                    let mut index = 0;
                    $(
                        if $key.is_none() && (name == $key_wire $(|| name == $key_also)*) {
                            $key = extra.read_key($key_wire, raw);
                            if $key.is_some() {
                                continue;
                            }
                        }
                    )?
                    $(
                        if $field.is_none() && (name == $wire $(|| name == $also)*) {
                            $field = Some(extra.read(index, $wire, raw));
                            continue;
                        }
                        index += 1;
                    )*
                    extra.keep_unknown(name, raw);
                }
                Ok($name {
                    $( $key: $key.ok_or($crate::wire::Unidentified($key_wire))?, )?
                    $( $field: $field.flatten(), )*
                    extra,
                })
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
            where
                D: $crate::serde::Deserializer<'de>,
            {
                $crate::wire::deserialize_record(deserializer)
            }
        }

        impl $crate::serde::Serialize for $name {
            #[allow(unused_assignments)]
            fn serialize<S>(&self, serializer: S) -> Result<S::Ok, S::Error>
            where
                S: $crate::serde::Serializer,
            {
                use $crate::serde::ser::SerializeMap as _;

                let mut map = serializer.serialize_map(None)?;
                let mut index = 0;
                $( self.extra.write_key($key_wire, &self.$key, &mut map)?; )?
                $(
                    self.extra.write(index, $wire, &self.$field, &mut map)?;
                    index += 1;
                )*
                self.extra.write_unknown(&mut map)?;
                map.end()
            }
        }
    };

    (@new $key:ident : $key_type:ty, { $( $field:ident, )* }) => {
        /// The record of that identity, with nothing else known of it.
        pub fn new($key: impl Into<$key_type>) -> Self {
            Self {
                $key: $key.into(),
                $( $field: None, )*
                extra: $crate::wire::Extra::default(),
            }
        }
    };
    (@new { $( $field:ident, )* }) => {};

    (@default $name:ident { $key:ident } { $( $field:ident, )* }) => {};
    (@default $name:ident { } { $( $field:ident, )* }) => {
        impl Default for $name {
            fn default() -> Self {
                Self {
                    $( $field: None, )*
                    extra: $crate::wire::Extra::default(),
                }
            }
        }
    };
}
