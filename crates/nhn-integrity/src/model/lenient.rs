//! Reading a field, or nothing from a value of another type: the token is gone, and one odd field
//! must not cost the others.

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};
use transport_core::wire;

/// What a field holds: what it should, or anything else.
#[derive(Deserialize)]
#[serde(untagged)]
enum Field<T> {
    Readable(T),
    Other(IgnoredAny),
}

pub(super) fn value<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    match Field::deserialize(deserializer)? {
        Field::Readable(value) => Ok(Some(value)),
        Field::Other(IgnoredAny) => Ok(None),
    }
}

/// Text, or a number as text.
pub(super) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Text {
        Text(String),
        Number(serde_json::Number),
    }

    Ok(value(deserializer)?.map(|text| match text {
        Text::Text(text) => text,
        Text::Number(number) => number.to_string(),
    }))
}

/// True or false, the same as text, or 1 or 0.
pub(super) fn truth<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Truth {
        Word(#[serde(deserialize_with = "wire::bool")] bool),
        Number(u64),
    }

    Ok(value(deserializer)?.and_then(|truth| match truth {
        Truth::Word(truth) => Some(truth),
        Truth::Number(1) => Some(true),
        Truth::Number(0) => Some(false),
        Truth::Number(_) => None,
    }))
}
