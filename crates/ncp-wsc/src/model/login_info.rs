use std::fmt;

use auth_core::Secret;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// The cookies that a scan logged in with: a secret.
///
/// Neither `Debug` nor `Serialize` shows it; reading it takes [`reveal`](Self::reveal).
///
/// ```
/// use ncp_wsc::LoginInfo;
///
/// let info: LoginInfo = serde_json::from_str(r#""JSESSIONID=test-secret-cookie""#)?;
/// assert_eq!(serde_json::to_string(&info)?, r#""[redacted]""#);
/// assert_eq!(info.reveal(), "JSESSIONID=test-secret-cookie");
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getreport>.
#[derive(Clone, PartialEq, Eq)]
pub struct LoginInfo(Secret);

impl LoginInfo {
    /// The cookies themselves. Whoever calls this answers for where they go.
    pub fn reveal(&self) -> &str {
        self.0.expose()
    }

    /// Whether there are none.
    pub fn is_blank(&self) -> bool {
        self.0.is_blank()
    }
}

impl fmt::Debug for LoginInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for LoginInfo {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str("[redacted]")
    }
}

impl<'de> Deserialize<'de> for LoginInfo {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Documented as a text; anything else is kept as its JSON, so that a report stays readable.
        let text = match Value::deserialize(deserializer)? {
            Value::String(text) => text,
            other => other.to_string(),
        };
        Ok(Self(Secret::new(text)))
    }
}
