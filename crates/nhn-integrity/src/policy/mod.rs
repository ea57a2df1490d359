//! What a verdict is made by.

mod failed;
mod judge;

use std::time::Duration;

use crate::Flag;

/// What it means that the service did not state something that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum NullMeans {
    /// As if it did not count.
    Ignore,
    /// As bad as a finding.
    Deny,
    /// Not known; the default, for what was not looked at was not found clean.
    #[default]
    Indeterminate,
}

/// What it means that the service refused the token itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum RefusalMeans {
    /// The token is expired, already read or forged; the default.
    #[default]
    Deny,
    /// The vendor documents no codes for it, so it may mean something else.
    Indeterminate,
}

/// Which findings count, and what silence means.
///
/// By default all five flags and `signatureMatch` count, `codeHashMatch` does not, null is
/// indeterminate, a refused token is denied, and `expireAt` has no leeway. Whatever the policy,
/// the token must have been issued to the app that was asked for.
///
/// A policy is checked from the worst down: one reason to deny makes it [`Deny`], otherwise one
/// reason to doubt makes it [`Indeterminate`].
///
/// ```
/// use std::time::Duration;
/// use nhn_integrity::{Flag, NullMeans, Policy};
///
/// let policy = Policy::new()
///     .without_flag(Flag::DebugDetected)
///     .with_null_of(Flag::EmulatorDetected, NullMeans::Ignore)
///     .with_code_hash_match(true)
///     .with_leeway(Duration::from_secs(30));
/// ```
///
/// [`Deny`]: crate::Verdict::Deny
/// [`Indeterminate`]: crate::Verdict::Indeterminate
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    flags: [FlagRule; Flag::ALL.len()],
    null: NullMeans,
    code_hash_match: bool,
    signature_match: bool,
    refusal: RefusalMeans,
    leeway: Duration,
}

/// What one flag means to a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct FlagRule {
    counts: bool,
    /// Instead of what the policy says for all.
    null: Option<NullMeans>,
}

impl Default for Policy {
    fn default() -> Self {
        let rule = FlagRule {
            counts: true,
            null: None,
        };
        Self {
            flags: [rule; Flag::ALL.len()],
            null: NullMeans::default(),
            code_hash_match: false,
            signature_match: true,
            refusal: RefusalMeans::default(),
            leeway: Duration::ZERO,
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
    pub fn with_null(mut self, means: NullMeans) -> Self {
        self.null = means;
        self
    }

    /// Says what null means for one flag, whatever it means for the others.
    #[must_use]
    pub fn with_null_of(mut self, flag: Flag, means: NullMeans) -> Self {
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

    /// Says what it means that the service refused the token itself.
    ///
    /// The vendor documents no codes for tokens that are expired, already read or forged. So any
    /// refusal in the service's own words is one of the token, unless its documented code speaks of
    /// this server's set-up or of the rate.
    #[must_use]
    pub fn with_refusal(mut self, means: RefusalMeans) -> Self {
        self.refusal = means;
        self
    }

    /// Accepts a token for so long after its `expireAt`, for a clock that is ahead.
    #[must_use]
    pub fn with_leeway(mut self, leeway: Duration) -> Self {
        self.leeway = leeway;
        self
    }
}
