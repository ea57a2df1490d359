use std::fmt;

use serde::ser::SerializeMap;
use serde_json::value::RawValue;

use super::redact::is_secret;
use super::{RawJson, WireValue};

/// What a response holds of a record beside its typed values: unknown fields, and the JSON of
/// documented fields that have another form than the documented one. Written out again unchanged.
///
/// ```
/// use transport_core::wire::{Extra, record};
///
/// record! {
///     /// A row of some list.
///     #[derive(Debug)]
///     pub struct Row
///     fields {
///         /// How many there are.
///         count: u64 = "count",
///     }
/// }
///
/// let row: Row = serde_json::from_str(r#"{"count": "many", "color": "red"}"#)?;
/// assert_eq!(row.count, None);
/// assert_eq!(row.extra().get("count").map(|raw| raw.expose_secrets()), Some("\"many\""));
/// assert_eq!(row.extra().unreadable().collect::<Vec<_>>(), ["count"]);
/// assert_eq!(row.extra().unknown().count(), 1);
/// assert_eq!(serde_json::to_string(&row)?, r#"{"count":"many","color":"red"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Extra {
    /// One bit for each documented field that is `null`.
    nulls: u64,
    /// Boxed, since few records have any.
    #[allow(clippy::box_collection)]
    fields: Option<Box<Vec<Field>>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Field {
    name: Box<str>,
    kind: Kind,
    json: RawJson,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Unknown,
    /// Read from another form than the documented one.
    Converted,
    Unreadable,
}

/// Numbers and names only: what a service sends without documenting it may be anything.
impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Extra")
            .field("unknown", &self.unknown().count())
            .field("unreadable", &self.unreadable().collect::<Vec<_>>())
            .finish()
    }
}

impl Extra {
    /// The JSON of an unknown field, or of a documented one that has another form than the
    /// documented one.
    pub fn get(&self, name: &str) -> Option<&RawJson> {
        self.all()
            .find_map(|field| (*field.name == *name).then_some(&field.json))
    }

    /// The fields that this version does not know, in the order of the response.
    pub fn unknown(&self) -> impl Iterator<Item = (&str, &RawJson)> {
        self.of(Kind::Unknown)
            .map(|field| (&*field.name, &field.json))
    }

    /// The names of documented fields whose values could not be read and are `None`.
    pub fn unreadable(&self) -> impl Iterator<Item = &str> {
        self.of(Kind::Unreadable).map(|field| &*field.name)
    }

    /// Whether everything had its documented form.
    pub fn is_empty(&self) -> bool {
        self.fields.is_none()
    }

    fn all(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().flat_map(|fields| fields.iter())
    }

    fn of(&self, kind: Kind) -> impl Iterator<Item = &Field> {
        self.all().filter(move |field| field.kind == kind)
    }

    fn push(&mut self, name: &str, kind: Kind, raw: &RawValue) {
        let field = Field {
            name: name.into(),
            kind,
            json: match kind == Kind::Unknown && is_secret(name) {
                true => RawJson::under_secret_name(raw),
                false => raw.into(),
            },
        };
        self.fields.get_or_insert_default().push(field);
    }

    /// Keeps a field that no documented name fits.
    #[doc(hidden)]
    pub fn keep_unknown(&mut self, name: &str, raw: &RawValue) {
        self.push(name, Kind::Unknown, raw);
    }

    /// Whether the documented field of that number, counted from 0, is `null`.
    pub fn is_null(&self, index: u32) -> bool {
        self.nulls & 1 << index != 0
    }

    /// Remembers that the field of that number is `null`.
    #[doc(hidden)]
    pub fn keep_null(&mut self, index: u32) {
        self.nulls |= 1 << index;
    }

    /// Reads a documented field, and keeps its JSON where it has another form.
    #[doc(hidden)]
    pub fn read<T: WireValue>(&mut self, index: u32, name: &str, raw: &RawValue) -> Option<T> {
        if raw.get() == "null" {
            self.keep_null(index);
            return None;
        }
        if let Ok(value) = T::strict(&mut serde_json::Deserializer::from_str(raw.get())) {
            return Some(value);
        }
        let value = T::lenient(raw);
        let kind = match value {
            Some(_) => Kind::Converted,
            None => Kind::Unreadable,
        };
        self.push(name, kind, raw);
        value
    }

    /// Reads what identifies the record, and keeps its JSON where it has another form.
    #[doc(hidden)]
    pub fn read_key<T: WireValue>(&mut self, name: &str, raw: &RawValue) -> Option<T> {
        if let Ok(value) = T::strict(&mut serde_json::Deserializer::from_str(raw.get())) {
            return Some(value);
        }
        let value = T::lenient(raw)?;
        self.push(name, Kind::Converted, raw);
        Some(value)
    }

    /// Writes what identifies the record: as it came, unless it was changed since.
    #[doc(hidden)]
    pub fn write_key<T: WireValue, M: SerializeMap>(
        &self,
        name: &'static str,
        value: &T,
        map: &mut M,
    ) -> Result<(), M::Error> {
        match self.kept(name, |kept: &T| kept == value) {
            Some(json) => map.serialize_entry(name, json),
            None => map.serialize_entry(name, value),
        }
    }

    /// The JSON of a documented field that had another form, if it still stands for the value.
    fn kept<T: WireValue>(&self, name: &str, is_same: impl Fn(&T) -> bool) -> Option<&RawJson> {
        let mut fields = self.all();
        let field = fields.find(|field| *field.name == *name && field.kind != Kind::Unknown)?;
        let value = T::lenient(field.json.as_raw())?;
        is_same(&value).then_some(&field.json)
    }

    /// Writes a documented field: as it came, unless its value was changed since.
    #[doc(hidden)]
    pub fn write<T: WireValue, M: SerializeMap>(
        &self,
        index: u32,
        name: &'static str,
        value: &Option<T>,
        map: &mut M,
    ) -> Result<(), M::Error> {
        let kept = self
            .all()
            .find(|field| *field.name == *name && field.kind != Kind::Unknown);
        if let Some(field) = kept.filter(|field| T::lenient(field.json.as_raw()) == *value) {
            return map.serialize_entry(name, &field.json);
        }
        match value {
            Some(value) => map.serialize_entry(name, value),
            None if self.is_null(index) => map.serialize_entry(name, &()),
            None => Ok(()),
        }
    }

    /// Writes the unknown fields.
    #[doc(hidden)]
    pub fn write_unknown<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        self.unknown()
            .try_for_each(|(name, json)| map.serialize_entry(name, json))
    }
}
