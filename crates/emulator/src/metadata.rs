//! The metadata service of a NAVER Cloud server: the keys of its role.

use serde_json::json;

use crate::answer::Answer;
use crate::calendar::utc_text;
use crate::call::Call;
use crate::json::to_bytes;
use crate::rng::{Rng, pick};
use crate::signature::SigningKey;
use crate::state::World;

/// A pair of keys that a server role is lent for a while.
pub(crate) struct RoleKeys {
    pub(crate) access_key: String,
    secret_key: String,
    pub(crate) expires_ms: i64,
}

impl RoleKeys {
    /// The keys that are handed out now: new ones at half of their life.
    pub(crate) fn current(world: &World) -> Self {
        Self::of_period(world, Self::period(world))
    }

    /// The keys with this access key, if they are still good.
    pub(crate) fn named(world: &World, access_key: &str) -> Option<Self> {
        let period = Self::period(world);
        [period, period - 1]
            .into_iter()
            .map(|period| Self::of_period(world, period))
            .find(|keys| keys.access_key == access_key)
    }

    fn half_life(world: &World) -> i64 {
        let half = world.options.role_lifetime.as_millis() / 2;
        i64::try_from(half)
            .unwrap_or(i64::MAX)
            .clamp(1, i64::MAX / 4)
    }

    fn period(world: &World) -> i64 {
        world.clock.now_ms().div_euclid(Self::half_life(world))
    }

    fn of_period(world: &World, period: i64) -> Self {
        let mut rng = Rng::new(pick(world.seed(), 0x726f_6c65, period.unsigned_abs()));
        Self {
            access_key: format!("TEST-ROLE-KEY-{}", rng.alphanumeric(12)),
            secret_key: format!("test-secret-role-{}", rng.alphanumeric(24)),
            expires_ms: (period + 2).saturating_mul(Self::half_life(world)),
        }
    }

    pub(crate) fn signing_key(&self) -> SigningKey {
        SigningKey::new(self.secret_key.as_bytes())
    }
}

/// `GET /latest/meta-data/iam/security-credentials/`: the role's name.
pub(crate) fn names(world: &World) -> Answer {
    let body = format!("{}\n", world.options.role).into_bytes();
    Answer {
        content_type: "text/plain",
        ..Answer::json(body)
    }
}

/// `GET /latest/meta-data/iam/security-credentials/{role}`: the role's keys.
pub(crate) fn keys(world: &World, call: &Call<'_>) -> Answer {
    if call.segment(4) != world.options.role {
        let body = to_bytes(&json!({ "Code": "NotFound", "Message": "no such role" }));
        return Answer::refusal(404, body, "no such role");
    }
    let keys = RoleKeys::current(world);
    Answer::json(to_bytes(&json!({
        "AccessKeyId": keys.access_key,
        "SecretAccessKey": keys.secret_key,
        "Expiration": utc_text(keys.expires_ms),
        "Code": "Success",
        "Message": ""
    })))
}
