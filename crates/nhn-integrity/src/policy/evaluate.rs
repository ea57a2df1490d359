use std::time::SystemTime;

use super::{OnExpired, OnNull, OnUnknownFlag, Policy};
use crate::{Error, Flag, IntegrityChecked, Reason, Reasons, TokenInfo, Verdict};

impl Policy {
    /// The verdict on a token that [`Client::token_info`](crate::Client::token_info) read, or
    /// failed to read, for that app; `now` is what `expireAt` is compared with.
    ///
    /// [`Client::verify`](crate::Client::verify) does both.
    pub fn evaluate(
        &self,
        app_id: &str,
        read: Result<TokenInfo, Error>,
        now: SystemTime,
    ) -> Verdict {
        match read {
            Ok(info) => self.evaluate_info(app_id, info, now),
            Err(error) => self.evaluate_failure(error),
        }
    }

    fn evaluate_info(&self, app_id: &str, info: TokenInfo, now: SystemTime) -> Verdict {
        let mut found = Found::default();
        match &info.app_id {
            Some(actual) if actual == app_id => {}
            Some(actual) => found.deny.push(Reason::AppIdMismatch {
                expected: app_id.to_owned(),
                actual: actual.clone(),
            }),
            None => found.doubt.push(Reason::Missing("appId")),
        }
        match info.expire_at {
            Some(at) if at.is_ahead(now, self.leeway) => {}
            Some(at) => match self.expired {
                OnExpired::Ignore => {}
                OnExpired::Deny => found.deny.push(Reason::Expired { at }),
                OnExpired::Indeterminate => found.doubt.push(Reason::Expired { at }),
            },
            None if self.expired == OnExpired::Ignore => {}
            None => found.doubt.push(Reason::Missing("expireAt")),
        }
        let result = info.integrity_result.clone().unwrap_or_default();
        if self.signature_match {
            found.evaluate_flag(
                "signatureMatch",
                result.signature_match,
                Reason::SignatureMismatch,
                self.null,
            );
        }
        if self.code_hash_match {
            found.evaluate_flag(
                "codeHashMatch",
                result.code_hash_match,
                Reason::CodeHashMismatch,
                self.null,
            );
        }
        self.evaluate_flags(&result.integrity_checked.unwrap_or_default(), &mut found);
        for name in info.unknown_flags() {
            tracing::warn!(target: "nhn_integrity", flag = name, "an unknown flag is true");
            if self.unknown_flag == OnUnknownFlag::Deny {
                found.deny.push(Reason::UnknownFlag(name.to_owned()));
            }
        }
        found.verdict(info)
    }

    fn evaluate_flags(&self, checked: &IntegrityChecked, found: &mut Found) {
        for flag in Flag::ALL {
            let rule = self.flags[flag as usize];
            if rule.counts {
                found.evaluate_flag(
                    flag.as_str(),
                    checked.get(flag).map(|detected| !detected),
                    Reason::Detected(flag),
                    rule.null.unwrap_or(self.null),
                );
            }
        }
    }
}

/// What speaks against an app, and what leaves doubt.
#[derive(Default)]
struct Found {
    deny: Vec<Reason>,
    doubt: Vec<Reason>,
}

impl Found {
    /// Notes what is wrong when something is not well, or missing.
    fn evaluate_flag(
        &mut self,
        field: &'static str,
        well: Option<bool>,
        wrong: Reason,
        null: OnNull,
    ) {
        match (well, null) {
            (Some(true), _) | (None, OnNull::Ignore) => {}
            (Some(false), _) => self.deny.push(wrong),
            (None, OnNull::Deny) => self.deny.push(Reason::Missing(field)),
            (None, OnNull::Indeterminate) => self.doubt.push(Reason::Missing(field)),
        }
    }

    fn verdict(self, info: TokenInfo) -> Verdict {
        if !self.deny.is_empty() {
            Verdict::Deny(Reasons::new(self.deny, Ok(info)))
        } else if !self.doubt.is_empty() {
            Verdict::Indeterminate(Reasons::new(self.doubt, Ok(info)))
        } else {
            Verdict::Allow(info)
        }
    }
}
