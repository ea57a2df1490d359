use std::fmt;

use serde::{Serialize, Serializer};

/// The operating system that the app ran on (`os` on the wire).
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Retrieve abnormal behavior detection status".
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Os {
    /// Android, `1` on the wire.
    Android,
    /// iOS, `2` on the wire.
    Ios,
}

impl Os {
    pub(crate) fn wire(self) -> &'static str {
        match self {
            Self::Android => "1",
            Self::Ios => "2",
        }
    }
}

impl fmt::Display for Os {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Android => "Android",
            Self::Ios => "iOS",
        })
    }
}

/// What an entry stands for: a device or a user (`targetType` on the wire).
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Retrieve abnormal behavior detection status".
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum IdType {
    /// Device ids, `0` on the wire.
    #[default]
    Device,
    /// User ids, `1` on the wire.
    User,
}

impl IdType {
    pub(crate) fn wire(self) -> &'static str {
        match self {
            Self::Device => "0",
            Self::User => "1",
        }
    }
}

impl fmt::Display for IdType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Device => "device",
            Self::User => "user",
        })
    }
}

impl Serialize for Os {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.wire())
    }
}

impl Serialize for IdType {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.wire())
    }
}
