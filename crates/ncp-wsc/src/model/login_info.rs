use std::fmt;

use auth_core::Secret;
use serde::{Deserialize as _, Deserializer, Serialize, Serializer};
use transport_core::wire::{self, RawValue, WireValue};

/// The cookies that a scan logged in with: a secret.
///
/// Neither `Debug` nor `Serialize` shows it; reading it takes [`expose`](Self::expose).
///
/// ```
/// use ncp_wsc::LoginInfo;
///
/// let info = LoginInfo::from("JSESSIONID=test-secret-cookie");
/// assert_eq!(serde_json::to_string(&info)?, r#""[redacted]""#);
/// assert_eq!(info.expose(), "JSESSIONID=test-secret-cookie");
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-getreport>.
#[derive(Clone, PartialEq, Eq)]
pub struct LoginInfo(Secret);

impl LoginInfo {
    /// The cookies themselves: whoever calls this decides where they go. Where the service wrote
    /// anything but a text, it is that JSON.
    pub fn expose(&self) -> &str {
        self.0.expose()
    }

    /// Whether there are none.
    pub fn is_blank(&self) -> bool {
        self.0.is_blank()
    }
}

impl<T: Into<Secret>> From<T> for LoginInfo {
    fn from(text: T) -> Self {
        Self(text.into())
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

impl WireValue for LoginInfo {
    // Any JSON is a form of it: what is kept beside a value is not redacted as this is.
    fn strict<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        Ok(Self::read(&raw))
    }

    fn lenient(raw: &RawValue) -> Option<Self> {
        Some(Self::read(raw))
    }
}

impl LoginInfo {
    fn read(raw: &RawValue) -> Self {
        let text = wire::lenient_text(raw);
        Self(Secret::new(text.unwrap_or_else(|| raw.get().to_owned())))
    }
}
