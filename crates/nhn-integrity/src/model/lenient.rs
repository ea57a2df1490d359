//! Reading a field, or nothing from a value of another type: the token is gone, and one odd field
//! must not cost the others.
//!
//! Visitors instead of untagged enums: those would copy every value before they look at it.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::EpochMillis;

/// A value that is neither a list nor an object.
enum Scalar<'a> {
    Text(&'a str),
    Truth(bool),
    Whole(i64),
    /// Beyond the range of the others.
    Large(u64),
    Fraction(f64),
}

/// Text, or a number as text.
pub(super) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    scalar(deserializer, |value| match value {
        Scalar::Text(text) => Some(text.to_owned()),
        Scalar::Truth(_) => None,
        Scalar::Whole(number) => Some(number.to_string()),
        Scalar::Large(number) => Some(number.to_string()),
        Scalar::Fraction(number) => serde_json::Number::from_f64(number).map(|n| n.to_string()),
    })
}

/// True or false, the same as text, or 1 or 0.
pub(super) fn truth<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    scalar(deserializer, |value| match value {
        Scalar::Truth(truth) => Some(truth),
        Scalar::Whole(1) => Some(true),
        Scalar::Whole(0) => Some(false),
        Scalar::Text(text) if text.trim().eq_ignore_ascii_case("true") => Some(true),
        Scalar::Text(text) if text.trim().eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    })
}

/// Milliseconds as a whole number, or the same as text.
pub(super) fn moment<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<EpochMillis>, D::Error> {
    let millis = scalar(deserializer, |value| match value {
        Scalar::Whole(number) => Some(number),
        // 12.0 is a whole number that some JSON writers print so.
        Scalar::Fraction(number) if number.fract() == 0.0 && number.abs() < 9.0e15 => {
            Some(number as i64)
        }
        Scalar::Text(text) => text.trim().parse().ok(),
        Scalar::Truth(_) | Scalar::Large(_) | Scalar::Fraction(_) => None,
    });
    Ok(millis?.map(EpochMillis::new))
}

/// An object.
pub(super) fn object<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    deserializer.deserialize_any(Object(PhantomData))
}

fn scalar<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    read: fn(Scalar<'_>) -> Option<T>,
) -> Result<Option<T>, D::Error> {
    deserializer.deserialize_any(Scalars(read))
}

struct Scalars<T>(fn(Scalar<'_>) -> Option<T>);

impl<'de, T> Visitor<'de> for Scalars<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Option<T>, E> {
        Ok((self.0)(Scalar::Truth(value)))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Option<T>, E> {
        Ok((self.0)(Scalar::Whole(value)))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Option<T>, E> {
        let scalar = i64::try_from(value).map_or(Scalar::Large(value), Scalar::Whole);
        Ok((self.0)(scalar))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Option<T>, E> {
        Ok((self.0)(Scalar::Fraction(value)))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Option<T>, E> {
        Ok((self.0)(Scalar::Text(value)))
    }

    fn visit_unit<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Option<T>, A::Error> {
        IgnoredAny.visit_seq(list).map(|IgnoredAny| None)
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Option<T>, A::Error> {
        IgnoredAny.visit_map(object).map(|IgnoredAny| None)
    }
}

struct Object<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Object<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Option<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(object)).map(Some)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_unit<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Option<T>, A::Error> {
        IgnoredAny.visit_seq(list).map(|IgnoredAny| None)
    }
}
