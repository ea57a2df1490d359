//! Reading an answer that stands bare or under `resources`: once, straight from the bytes.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, DeserializeSeed, Error as _, IntoDeserializer, MapAccess};
use serde::{Deserialize, Deserializer, de::Visitor};
use transport_core::envelope::NcpStatus;
use transport_core::wire;

/// What an answer holds beside the envelope's own fields.
pub(crate) trait Body: DeserializeOwned {
    /// Whether anything documented was there; an error's fields alone must not pass for a body
    /// whose fields are all optional.
    fn is_readable(&self) -> bool {
        true
    }
}

/// Decodes a body from either place.
///
/// # Errors
///
/// When it is in neither place, or the answer is a refusal, which
/// [`NcpEnvelope`](transport_core::envelope::NcpEnvelope) then reads.
pub(crate) fn decode<T: Body>(body: &[u8]) -> Result<T, serde_json::Error> {
    serde_json::from_slice(body).map(|Wrapped(body)| body)
}

struct Wrapped<T>(T);

impl<'de, T: Body> Deserialize<'de> for Wrapped<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EnvelopeVisitor(PhantomData))
    }
}

struct EnvelopeVisitor<T>(PhantomData<T>);

impl<'de, T: Body> Visitor<'de> for EnvelopeVisitor<T> {
    type Value = Wrapped<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Wrapped<T>, A::Error> {
        let mut fields = BareFields {
            map,
            status: NcpStatus::default(),
            wrapped: None,
            ended: false,
        };
        let bare = T::deserialize(MapAccessDeserializer::new(&mut fields));
        if fields.status.error_body().is_some() {
            return Err(A::Error::custom("the answer is a refusal"));
        }
        // A bare body that misses its fields is fine if the wrapped one has them; one that broke
        // off on its way is not.
        let body = match (fields.wrapped, bare) {
            (Some(wrapped), _) if fields.ended => wrapped,
            (_, bare) => bare?,
        };
        if body.is_readable() {
            Ok(Wrapped(body))
        } else {
            Err(A::Error::custom("none of the documented fields is there"))
        }
    }
}

/// The fields of the bare body; those of the envelope are taken out as they pass by.
struct BareFields<A, T> {
    map: A,
    status: NcpStatus,
    wrapped: Option<T>,
    ended: bool,
}

#[derive(Deserialize)]
struct ReturnCode(#[serde(deserialize_with = "wire::option::i64")] Option<i64>);

impl<'de, A: MapAccess<'de>, T: Body> MapAccess<'de> for BareFields<A, T> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        while let Some(key) = self.map.next_key::<String>()? {
            match key.as_str() {
                "error" => self.status.error = self.map.next_value()?,
                "returnCode" => {
                    let ReturnCode(code) = self.map.next_value()?;
                    self.status.return_code = code;
                }
                "returnDesc" => {
                    let text: Option<String> = self.map.next_value()?;
                    self.status.return_desc = text.unwrap_or_default();
                }
                "returnMessage" => {
                    let text: Option<String> = self.map.next_value()?;
                    self.status.return_message = text.unwrap_or_default();
                }
                "resources" => self.wrapped = self.map.next_value()?,
                _ => return seed.deserialize(key.into_deserializer()).map(Some),
            }
        }
        self.ended = true;
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}
