//! The tokens that are alive.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};
use std::time::Duration;

use crate::rng::{Rng, pick};

/// A token's owner and end.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) account: usize,
    pub(crate) expires_ms: i64,
}

/// All tokens that were issued and neither revoked nor cleared away.
#[derive(Debug, Default)]
pub(crate) struct TokenStore {
    inner: RwLock<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    alive: HashMap<String, Token>,
    issued: u64,
}

impl TokenStore {
    pub(crate) fn issue(&self, account: usize, life: Duration, now_ms: i64, seed: u64) -> String {
        let mut inner = self.inner.write().unwrap_or_else(PoisonError::into_inner);
        inner.issued += 1;
        // What has expired is dropped now and then, so that a day of one-minute tokens stays small.
        if inner.issued.is_multiple_of(256) {
            inner.alive.retain(|_, token| token.expires_ms > now_ms);
        }
        let text = Rng::new(pick(seed, 0x0070_6b65_6e73, inner.issued)).alphanumeric(128);
        let life = i64::try_from(life.as_millis()).unwrap_or(i64::MAX);
        let expires_ms = now_ms.saturating_add(life);
        inner.alive.insert(
            text.clone(),
            Token {
                account,
                expires_ms,
            },
        );
        text
    }

    /// The token's owner, if the token is alive.
    pub(crate) fn owner(&self, token: &str, now_ms: i64) -> Option<usize> {
        let inner = self.inner.read().unwrap_or_else(PoisonError::into_inner);
        inner
            .alive
            .get(token)
            .filter(|token| token.expires_ms > now_ms)
            .map(|token| token.account)
    }

    pub(crate) fn revoke(&self, account: usize, token: &str) -> bool {
        let mut inner = self.inner.write().unwrap_or_else(PoisonError::into_inner);
        let owned = inner
            .alive
            .get(token)
            .is_some_and(|token| token.account == account);
        owned && inner.alive.remove(token).is_some()
    }

    /// Ends one token by force, whoever owns it.
    pub(crate) fn expire(&self, token: &str) {
        self.inner
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .alive
            .remove(token);
    }

    /// Ends all tokens by force.
    pub(crate) fn clear(&self) {
        self.inner
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .alive
            .clear();
    }

    /// How many tokens are alive.
    pub(crate) fn alive(&self, now_ms: i64) -> usize {
        let inner = self.inner.read().unwrap_or_else(PoisonError::into_inner);
        inner
            .alive
            .values()
            .filter(|token| token.expires_ms > now_ms)
            .count()
    }
}
