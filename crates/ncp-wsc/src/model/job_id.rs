use std::fmt;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The id of a scan job: `instanceNo` in lists, `instanceId` in paths, `MasterInstanceNo` of a
/// re-scan.
///
/// A number or a text on the wire; here always its text. It is written as a number where it is
/// one.
///
/// ```
/// use ncp_wsc::JobId;
///
/// assert_eq!(JobId::from(1234111231), JobId::from("1234111231"));
/// ```
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getjobs>.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct JobId(Box<str>);

impl JobId {
    /// The id's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for JobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<u64> for JobId {
    fn from(number: u64) -> Self {
        Self(number.to_string().into())
    }
}

impl From<&str> for JobId {
    fn from(text: &str) -> Self {
        Self(text.trim().into())
    }
}

impl From<String> for JobId {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl Serialize for JobId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.parse::<u64>() {
            // "007" and "+7" are other texts than the number's.
            Ok(number) if number.to_string() == *self.0 => serializer.serialize_u64(number),
            _ => serializer.serialize_str(&self.0),
        }
    }
}

impl<'de> Deserialize<'de> for JobId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct IdVisitor;

        impl Visitor<'_> for IdVisitor {
            type Value = JobId;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a job's id, as a number or a text")
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<JobId, E> {
                Ok(JobId::from(number))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<JobId, E> {
                let id = JobId::from(text);
                if id.as_str().is_empty() {
                    return Err(E::invalid_value(de::Unexpected::Str(""), &self));
                }
                Ok(id)
            }
        }

        deserializer.deserialize_any(IdVisitor)
    }
}
