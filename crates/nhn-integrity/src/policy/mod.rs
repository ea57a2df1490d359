//! What a verdict is made by.

mod evaluate;
mod failure;

use std::time::Duration;

use crate::Flag;

/// What it means that something that counts is null or missing.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Get Token Info".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum OnNull {
    /// As if it did not count.
    Ignore,
    /// As bad as a finding.
    Deny,
    /// Not known; the default, for what was not looked at was not found clean.
    #[default]
    Indeterminate,
}

/// What it means that the service rejected the token itself.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Get Token Info".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum OnRejected {
    /// The token is expired, already read or forged; the default.
    #[default]
    Deny,
    /// The vendor documents no codes for it, so it may mean something else.
    Indeterminate,
}

/// What it means that something in front of the service, such as a firewall, rejected the request
/// with a response of its own: a 4xx that is not the service's JSON.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Get Token Info".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum OnForeignRejection {
    /// The token provoked it. For set-ups where nothing else can.
    Deny,
    /// The way to the service may be broken for everyone; the default.
    #[default]
    Indeterminate,
}

/// What it means that a flag which this version does not know is true.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Get Token Info".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum OnUnknownFlag {
    /// It decides nothing, as a renamed field must not lock every player out; the verdict holds it
    /// and it is logged as a warning. The default.
    #[default]
    Ignore,
    /// As bad as a known flag.
    Deny,
}

/// What it means that a token was read whose `expireAt`, with the leeway, is over by this machine's
/// clock.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Get Token Info".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum OnExpired {
    /// The service knew it, and that is enough.
    Ignore,
    /// The token is too old. For machines whose clock is kept right: one that is ahead denies every
    /// genuine player.
    Deny,
    /// Either the token is too old or this machine's clock is ahead; the default.
    #[default]
    Indeterminate,
}

/// The leeway of the default policy: what clocks that are looked after may differ by.
const DEFAULT_LEEWAY: Duration = Duration::from_secs(5 * 60);

/// Which findings count, and what a missing one means.
///
/// By default all five flags and `signatureMatch` count, `codeHashMatch` does not, null is
/// indeterminate, a rejected token is denied, and a token that was read although its `expireAt` is
/// over for more than five minutes is indeterminate. Whatever the policy, the token must have been
/// issued to the app that was asked for.
///
/// A policy is checked from the worst down: one reason to deny makes it [`Deny`], otherwise one
/// reason to doubt makes it [`Indeterminate`].
///
/// ```
/// use std::time::Duration;
/// use nhn_integrity::{Flag, OnNull, Policy};
///
/// let policy = Policy::new()
///     .without_flag(Flag::DebugDetected)
///     .with_on_null_of(Flag::EmulatorDetected, OnNull::Ignore)
///     .with_code_hash_match(true)
///     .with_leeway(Duration::from_secs(30));
/// ```
///
/// [`Deny`]: crate::Verdict::Deny
/// [`Indeterminate`]: crate::Verdict::Indeterminate
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Get Token Info".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    flags: [FlagRule; Flag::ALL.len()],
    null: OnNull,
    code_hash_match: bool,
    signature_match: bool,
    rejected: OnRejected,
    foreign_rejection: OnForeignRejection,
    unknown_flag: OnUnknownFlag,
    expired: OnExpired,
    leeway: Duration,
}

/// What one flag means to a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct FlagRule {
    counts: bool,
    /// Instead of what the policy says for all.
    null: Option<OnNull>,
}

impl Default for Policy {
    fn default() -> Self {
        let rule = FlagRule {
            counts: true,
            null: None,
        };
        Self {
            flags: [rule; Flag::ALL.len()],
            null: OnNull::default(),
            code_hash_match: false,
            signature_match: true,
            rejected: OnRejected::default(),
            foreign_rejection: OnForeignRejection::default(),
            unknown_flag: OnUnknownFlag::default(),
            expired: OnExpired::default(),
            leeway: DEFAULT_LEEWAY,
        }
    }
}

impl Policy {
    /// The default policy.
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets a flag not count, whatever it says.
    #[must_use]
    pub fn without_flag(mut self, flag: Flag) -> Self {
        self.flags[flag as usize].counts = false;
        self
    }

    /// Says what null means for every flag or match that counts.
    #[must_use]
    pub fn with_on_null(mut self, means: OnNull) -> Self {
        self.null = means;
        self
    }

    /// Says what null means for one flag, whatever it means for the others.
    #[must_use]
    pub fn with_on_null_of(mut self, flag: Flag, means: OnNull) -> Self {
        self.flags[flag as usize].null = Some(means);
        self
    }

    /// Says whether `codeHashMatch` counts. Let it count only where the console is set to verify
    /// hashes: in its default mode hashes are merely collected.
    #[must_use]
    pub fn with_code_hash_match(mut self, counts: bool) -> Self {
        self.code_hash_match = counts;
        self
    }

    /// Says whether `signatureMatch` counts.
    #[must_use]
    pub fn with_signature_match(mut self, counts: bool) -> Self {
        self.signature_match = counts;
        self
    }

    /// Says what it means that the service rejected the token itself.
    ///
    /// The vendor documents no codes for tokens that are expired, already read or forged. So any
    /// error response of the service's own is one of the token, unless its documented code speaks of
    /// this server's set-up or of the rate.
    #[must_use]
    pub fn with_on_rejected(mut self, means: OnRejected) -> Self {
        self.rejected = means;
        self
    }

    /// Says what a 4xx means that is not the service's own JSON. A firewall may send one for a token
    /// such as `../../etc/passwd`, which is well-formed.
    #[must_use]
    pub fn with_on_foreign_rejection(mut self, means: OnForeignRejection) -> Self {
        self.foreign_rejection = means;
        self
    }

    /// Says what it means that a flag which this version does not know is true.
    #[must_use]
    pub fn with_on_unknown_flag(mut self, means: OnUnknownFlag) -> Self {
        self.unknown_flag = means;
        self
    }

    /// Says what it means that a token was read whose time is over by this machine's clock.
    ///
    /// The service read it, so it was good there a moment before: most likely the clock here is
    /// wrong, which must not count against a player.
    #[must_use]
    pub fn with_on_expired(mut self, means: OnExpired) -> Self {
        self.expired = means;
        self
    }

    /// Accepts a token for so long after its `expireAt`, for a clock that is ahead; five minutes
    /// unless said.
    #[must_use]
    pub fn with_leeway(mut self, leeway: Duration) -> Self {
        self.leeway = leeway;
        self
    }
}
