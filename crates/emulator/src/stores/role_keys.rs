//! The keys that a server role is lent for a while, made from seed and time.

use std::time::Duration;

use crate::rng::{Rng, pick};
use crate::signature::SigningKey;

/// The keys of the server role.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RoleKeys {
    pub(crate) seed: u64,
    pub(crate) lifetime: Duration,
}

/// One pair of keys.
pub(crate) struct RoleKey {
    pub(crate) access_key: String,
    pub(crate) secret_key: String,
    pub(crate) expires_ms: i64,
}

impl RoleKeys {
    /// The keys that are handed out now: new ones at half of their life.
    pub(crate) fn current(self, now_ms: i64) -> RoleKey {
        self.of_period(now_ms.div_euclid(self.half_life()))
    }

    /// What signs with this access key, if the key is still good.
    pub(crate) fn signing_key(self, access_key: &str, now_ms: i64) -> Option<SigningKey> {
        let period = now_ms.div_euclid(self.half_life());
        let keys = [period, period - 1].map(|period| self.of_period(period));
        let key = keys.iter().find(|key| key.access_key == access_key);
        key.map(|key| SigningKey::new(key.secret_key.as_bytes()))
    }

    fn half_life(self) -> i64 {
        let half = self.lifetime.as_millis() / 2;
        i64::try_from(half)
            .unwrap_or(i64::MAX)
            .clamp(1, i64::MAX / 4)
    }

    fn of_period(self, period: i64) -> RoleKey {
        let mut rng = Rng::new(pick(self.seed, 0x726f_6c65, period.unsigned_abs()));
        RoleKey {
            access_key: format!("TEST-ROLE-KEY-{}", rng.alphanumeric(12)),
            secret_key: format!("test-secret-role-{}", rng.alphanumeric(24)),
            expires_ms: (period + 2).saturating_mul(self.half_life()),
        }
    }
}
