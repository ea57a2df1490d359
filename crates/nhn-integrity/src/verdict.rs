use std::fmt;

use crate::{Error, Reason, TokenInfo};

/// Whether an app is genuine, by a [`Policy`](crate::Policy).
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Get Token Info".
#[must_use = "a verdict that is not looked at denies nobody"]
#[derive(Debug, Clone)]
pub enum Verdict {
    /// Everything that counts is as it should be. [`TokenInfo::unknown_flags`] may still be of
    /// interest.
    Allow(TokenInfo),
    /// Something that counts is not: the app, its device or its token is not to be trusted.
    Deny(Reasons),
    /// It could not be learned. No evidence for or against the player; what to do is the caller's
    /// decision.
    Indeterminate(Reasons),
}

impl Verdict {
    /// The verdict in one word: `allow`, `deny` or `indeterminate`.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Allow(_) => "allow",
            Self::Deny(_) => "deny",
            Self::Indeterminate(_) => "indeterminate",
        }
    }

    /// Whether it is [`Allow`](Self::Allow).
    pub fn is_allow(&self) -> bool {
        matches!(self, Self::Allow(_))
    }

    /// Whether it is [`Deny`](Self::Deny).
    pub fn is_deny(&self) -> bool {
        matches!(self, Self::Deny(_))
    }

    /// Whether it is [`Indeterminate`](Self::Indeterminate).
    pub fn is_indeterminate(&self) -> bool {
        matches!(self, Self::Indeterminate(_))
    }

    /// Why; empty for [`Allow`](Self::Allow).
    pub fn reasons(&self) -> &[Reason] {
        match self {
            Self::Allow(_) => &[],
            Self::Deny(reasons) | Self::Indeterminate(reasons) => reasons.as_slice(),
        }
    }

    /// What the service said of the token, if it was read.
    pub fn token_info(&self) -> Option<&TokenInfo> {
        match self {
            Self::Allow(info) => Some(info),
            Self::Deny(reasons) | Self::Indeterminate(reasons) => reasons.token_info(),
        }
    }

    /// What went wrong, if the token was not read.
    pub fn error(&self) -> Option<&Error> {
        match self {
            Self::Allow(_) => None,
            Self::Deny(reasons) | Self::Indeterminate(reasons) => reasons.error(),
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())?;
        match self {
            Self::Allow(_) => Ok(()),
            Self::Deny(reasons) | Self::Indeterminate(reasons) => write!(f, ": {reasons}"),
        }
    }
}

/// What a verdict rests on: the reasons, and either what the service said or why it did not.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Get Token Info".
#[derive(Debug, Clone)]
pub struct Reasons {
    reasons: Vec<Reason>,
    read: Result<TokenInfo, Error>,
}

impl Reasons {
    /// These reasons, such as for a test, and either what the service said or why it did not.
    pub fn new(reasons: Vec<Reason>, read: Result<TokenInfo, Error>) -> Self {
        Self { reasons, read }
    }

    /// Every reason for this verdict; a policy gives at least one.
    pub fn as_slice(&self) -> &[Reason] {
        &self.reasons
    }

    /// What the service said of the token, if it was read.
    pub fn token_info(&self) -> Option<&TokenInfo> {
        self.read.as_ref().ok()
    }

    /// What went wrong, if the token was not read.
    pub fn error(&self) -> Option<&Error> {
        self.read.as_ref().err()
    }
}

/// The reasons and the error in one line.
impl fmt::Display for Reasons {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, reason) in self.reasons.iter().enumerate() {
            if index > 0 {
                f.write_str(", ")?;
            }
            reason.fmt(f)?;
        }
        match self.error() {
            Some(error) => write!(f, ": {error}"),
            None => Ok(()),
        }
    }
}
