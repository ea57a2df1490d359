use std::time::SystemTime;

use super::{ExpiryMeans, NullMeans, Policy};
use crate::{Error, Flag, Grounds, IntegrityChecked, Reason, TokenInfo, Verdict};

impl Policy {
    /// The verdict on a token that [`Client::token_info`](crate::Client::token_info) read, or
    /// failed to read, for that app; `now` is what `expireAt` is compared with.
    ///
    /// [`Client::verify`](crate::Client::verify) does both.
    pub fn judge(&self, app_id: &str, read: Result<TokenInfo, Error>, now: SystemTime) -> Verdict {
        match read {
            Ok(info) => self.judge_info(app_id, info, now),
            Err(error) => self.judge_failure(error),
        }
    }

    fn judge_info(&self, app_id: &str, info: TokenInfo, now: SystemTime) -> Verdict {
        let mut found = Found::default();
        match &info.app_id {
            Some(answered) if answered == app_id => {}
            Some(answered) => found.deny.push(Reason::AppIdMismatch {
                asked: app_id.to_owned(),
                answered: answered.clone(),
            }),
            None => found.doubt.push(Reason::NotStated("appId")),
        }
        match info.expire_at {
            Some(at) if at.is_ahead(now, self.leeway) => {}
            Some(at) => match self.expiry {
                ExpiryMeans::Ignore => {}
                ExpiryMeans::Deny => found.deny.push(Reason::Expired { at }),
                ExpiryMeans::Indeterminate => found.doubt.push(Reason::Expired { at }),
            },
            None if self.expiry == ExpiryMeans::Ignore => {}
            None => found.doubt.push(Reason::NotStated("expireAt")),
        }
        let result = info.integrity_result.unwrap_or_default();
        if self.signature_match {
            found.judge_flag(
                "signatureMatch",
                result.signature_match,
                Reason::SignatureMismatch,
                self.null,
            );
        }
        if self.code_hash_match {
            found.judge_flag(
                "codeHashMatch",
                result.code_hash_match,
                Reason::CodeHashMismatch,
                self.null,
            );
        }
        self.judge_flags(&result.integrity_checked.unwrap_or_default(), &mut found);
        found.verdict(info)
    }

    fn judge_flags(&self, checked: &IntegrityChecked, found: &mut Found) {
        for flag in Flag::ALL {
            let rule = self.flags[flag as usize];
            if rule.counts {
                found.judge_flag(
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
    /// Notes what is wrong when something is not well, or not stated.
    fn judge_flag(
        &mut self,
        field: &'static str,
        well: Option<bool>,
        wrong: Reason,
        null: NullMeans,
    ) {
        match (well, null) {
            (Some(true), _) | (None, NullMeans::Ignore) => {}
            (Some(false), _) => self.deny.push(wrong),
            (None, NullMeans::Deny) => self.deny.push(Reason::NotStated(field)),
            (None, NullMeans::Indeterminate) => self.doubt.push(Reason::NotStated(field)),
        }
    }

    fn verdict(self, info: TokenInfo) -> Verdict {
        if !self.deny.is_empty() {
            Verdict::Deny(Grounds::new(self.deny, Ok(info)))
        } else if !self.doubt.is_empty() {
            Verdict::Indeterminate(Grounds::new(self.doubt, Ok(info)))
        } else {
            Verdict::Allow(info)
        }
    }
}
