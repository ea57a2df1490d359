use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::Error;
use crate::service::CREATE_JOB;

/// How fast a scan goes (`Speed`), a text of `1`, `2` or `3` on the wire.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker-createjob>.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Speed {
    /// `1`: normal.
    #[default]
    Normal,
    /// `2`: a bit faster.
    Faster,
    /// `3`: fast.
    Fast,
}

impl Speed {
    /// The text on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Normal => "1",
            Self::Faster => "2",
            Self::Fast => "3",
        }
    }
}

impl FromStr for Speed {
    type Err = Error;

    /// Reads `1`, `2` or `3`.
    fn from_str(text: &str) -> Result<Self, Error> {
        [Self::Normal, Self::Faster, Self::Fast]
            .into_iter()
            .find(|speed| speed.as_str() == text.trim())
            .ok_or_else(|| {
                Error::invalid_input(
                    CREATE_JOB.name,
                    "Speed",
                    format!("is {text:?}; give 1 (normal), 2 (a bit faster) or 3 (fast)"),
                )
            })
    }
}

impl fmt::Display for Speed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Speed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
