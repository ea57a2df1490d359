use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use super::redact::{REDACTED, is_blank, redacted};

/// A JSON value exactly as the service wrote it, for what the vendor leaves open.
///
/// Numbers keep their digits, objects the order of their keys. Writing it out (`Serialize`) and
/// `Debug` replace the values of keys that may hold secrets, such as `Cookie` or `Login_Info`, at
/// any depth; [`expose_secrets`](Self::expose_secrets) shows them.
///
/// ```
/// use transport_core::wire::RawJson;
///
/// let raw: RawJson = serde_json::from_str(r#"{"b": 1.10, "a": 1e400, "Cookie": "test-secret"}"#)?;
/// assert_eq!(serde_json::to_string(&raw)?, r#"{"b": 1.10, "a": 1e400, "Cookie": "[redacted]"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone)]
pub struct RawJson {
    json: Box<RawValue>,
    /// Whether it stands under a name that may hold secrets.
    is_secret: bool,
}

impl RawJson {
    /// The JSON text with secrets replaced.
    pub fn redacted(&self) -> Cow<'_, str> {
        match self.is_secret && !is_blank(self.json.get()) {
            true => Cow::Borrowed(REDACTED),
            false => redacted(self.json.get()),
        }
    }

    /// The JSON text as it came, with whatever secrets it holds.
    pub fn expose_secrets(&self) -> &str {
        self.json.get()
    }

    /// The same as a parsed value, with secrets replaced; numbers beyond the range of `f64` and
    /// repeated keys are lost.
    ///
    /// # Errors
    ///
    /// When a number or a text in it is beyond what `Value` can hold.
    pub fn to_value(&self) -> Result<serde_json::Value, serde_json::Error> {
        serde_json::from_str(&self.redacted())
    }

    pub(super) fn as_raw(&self) -> &RawValue {
        &self.json
    }

    /// The same where it stands under such a name.
    pub(super) fn under_secret_name(raw: &RawValue) -> Self {
        Self {
            json: raw.to_owned(),
            is_secret: true,
        }
    }
}

impl From<&RawValue> for RawJson {
    fn from(raw: &RawValue) -> Self {
        Self::from(raw.to_owned())
    }
}

impl From<Box<RawValue>> for RawJson {
    fn from(json: Box<RawValue>) -> Self {
        Self {
            json,
            is_secret: false,
        }
    }
}

impl PartialEq for RawJson {
    fn eq(&self, other: &Self) -> bool {
        self.json.get() == other.json.get()
    }
}

impl Eq for RawJson {}

impl fmt::Debug for RawJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.redacted())
    }
}

impl Serialize for RawJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.redacted() {
            Cow::Borrowed(_) if !self.is_secret => self.json.serialize(serializer),
            text => RawValue::from_string(text.into_owned())
                .map_err(serde::ser::Error::custom)?
                .serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for RawJson {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::<RawValue>::deserialize(deserializer).map(Self::from)
    }
}
