//! What a policy makes of an answer: each rule, its opposite, and the worst one first.
#![allow(clippy::unwrap_used)]

mod common;

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use common::{APP, EXPIRES, in_time};
use nhn_integrity::{
    EpochMillis, Flag, OnExpired, OnNull, OnUnknownFlag, Policy, Reason, TokenInfo, Verdict,
};
use serde_json::{Value, json};

/// An answer with nothing against the app, changed.
fn info(change: impl FnOnce(&mut Value)) -> TokenInfo {
    let mut body = json!({
        "appId": APP, "expireAt": EXPIRES,
        "integrityResult": {
            "codeHashMatch": true, "signatureMatch": true,
            "integrityChecked": {
                "rootingDetected": false, "emulatorDetected": false, "debugDetected": false,
                "hookingDetected": false, "untrustedEnv": false
            }
        }
    });
    change(&mut body);
    serde_json::from_value(body).unwrap()
}

fn flag(flag: Flag, value: Value) -> TokenInfo {
    info(|body| body["integrityResult"]["integrityChecked"][flag.as_str()] = value)
}

fn judge(policy: &Policy, info: TokenInfo) -> Verdict {
    judge_at(policy, info, in_time())
}

fn judge_at(policy: &Policy, info: TokenInfo, now: SystemTime) -> Verdict {
    policy.evaluate(APP, Ok(info), now)
}

#[track_caller]
fn assert_denied(verdict: &Verdict, reasons: &[Reason]) {
    assert!(verdict.is_deny(), "{verdict}");
    assert_eq!(verdict.reasons(), reasons);
    assert!(verdict.token_info().is_some() && verdict.error().is_none());
}

#[track_caller]
fn assert_doubted(verdict: &Verdict, reasons: &[Reason]) {
    assert!(verdict.is_indeterminate(), "{verdict}");
    assert_eq!(verdict.reasons(), reasons);
    assert!(verdict.token_info().is_some() && verdict.error().is_none());
}

#[test]
fn a_genuine_app_is_allowed() {
    let verdict = judge(&Policy::new(), info(|_| ()));
    assert!(
        verdict.is_allow() && verdict.reasons().is_empty(),
        "{verdict}"
    );
    assert_eq!(verdict.token_info(), Some(&info(|_| ())));
    assert_eq!(verdict.to_string(), "allow");
}

#[test]
fn each_flag_counts_unless_the_policy_leaves_it_out() {
    for found in Flag::ALL {
        let detected = || flag(found, json!(true));
        assert_denied(
            &judge(&Policy::new(), detected()),
            &[Reason::Detected(found)],
        );
        let lenient = Policy::new().without_flag(found);
        assert!(judge(&lenient, detected()).is_allow());
        for other in Flag::ALL.into_iter().filter(|other| *other != found) {
            assert!(judge(&lenient, flag(other, json!(true))).is_deny());
        }
    }
}

#[test]
fn null_means_what_the_policy_says_for_all_and_for_one() {
    for silent in Flag::ALL {
        let null = || flag(silent, Value::Null);
        let missing = [Reason::Missing(silent.as_str())];
        assert_doubted(&judge(&Policy::new(), null()), &missing);
        let ignoring = Policy::new().with_on_null(OnNull::Ignore);
        assert!(judge(&ignoring, null()).is_allow());
        let denying = Policy::new().with_on_null(OnNull::Deny);
        assert_denied(&judge(&denying, null()), &missing);

        let one = ignoring.with_on_null_of(silent, OnNull::Deny);
        assert_denied(&judge(&one, null()), &missing);
        for other in Flag::ALL.into_iter().filter(|other| *other != silent) {
            assert!(judge(&one, flag(other, Value::Null)).is_allow());
        }
        let left_out = denying.without_flag(silent);
        assert!(judge(&left_out, null()).is_allow());
    }
}

#[test]
fn the_signature_counts_and_the_code_hash_only_on_request() {
    let mismatch = |field: &'static str, value: Value| {
        info(move |body| body["integrityResult"][field] = value)
    };
    let unsigned = || mismatch("signatureMatch", json!(false));
    assert_denied(
        &judge(&Policy::new(), unsigned()),
        &[Reason::SignatureMismatch],
    );
    assert!(judge(&Policy::new().with_signature_match(false), unsigned()).is_allow());

    let changed = || mismatch("codeHashMatch", json!(false));
    assert!(judge(&Policy::new(), changed()).is_allow());
    let verifying = Policy::new().with_code_hash_match(true);
    assert_denied(&judge(&verifying, changed()), &[Reason::CodeHashMismatch]);

    for field in ["signatureMatch", "codeHashMatch"] {
        let verdict = judge(&verifying, mismatch(field, Value::Null));
        assert_doubted(&verdict, &[Reason::Missing(field)]);
    }
}

#[test]
fn a_token_of_another_app_is_denied_whatever_the_policy() {
    let other = info(|body| body["appId"] = json!("other\napp"));
    let nothing_counts = Flag::ALL
        .into_iter()
        .fold(Policy::new(), Policy::without_flag)
        .with_signature_match(false)
        .with_on_null(OnNull::Ignore);
    let verdict = judge(&nothing_counts, other);
    let reason = Reason::AppIdMismatch {
        expected: APP.to_owned(),
        actual: "other\napp".to_owned(),
    };
    assert_denied(&verdict, &[reason]);
    assert!(!verdict.to_string().contains('\n'), "{verdict}");
    let nameless = judge(&nothing_counts, info(|body| body["appId"] = Value::Null));
    assert_doubted(&nameless, &[Reason::Missing("appId")]);
}

#[test]
fn a_clock_that_is_ahead_never_counts_against_a_player_by_default() {
    let expiry = UNIX_EPOCH + Duration::from_millis(EXPIRES);
    let expired = [Reason::Expired {
        at: EpochMillis::new(EXPIRES as i64),
    }];
    let in_leeway = expiry + Duration::from_millis(299_999);
    assert!(judge_at(&Policy::new(), info(|_| ()), in_leeway).is_allow());
    for ahead in [300, 86_400, 20 * 365 * 86_400] {
        let now = expiry + Duration::from_secs(ahead);
        let policy = Policy::new();
        assert_doubted(&judge_at(&policy, info(|_| ()), now), &expired);
        let strict = Policy::new().with_on_expired(OnExpired::Deny);
        assert_denied(&judge_at(&strict, info(|_| ()), now), &expired);
        let trusting = Policy::new().with_on_expired(OnExpired::Ignore);
        assert!(judge_at(&trusting, info(|_| ()), now).is_allow());
    }
    let timeless = || info(|body| body["expireAt"] = Value::Null);
    let verdict = judge(&Policy::new(), timeless());
    assert_doubted(&verdict, &[Reason::Missing("expireAt")]);
    let trusting = Policy::new().with_on_expired(OnExpired::Ignore);
    assert!(judge(&trusting, timeless()).is_allow());
}

#[test]
fn a_clock_that_is_wrong_does_not_hide_what_speaks_against_an_app() {
    let now = UNIX_EPOCH + Duration::from_millis(EXPIRES) + Duration::from_secs(86_400);
    let verdict = judge_at(
        &Policy::new(),
        flag(Flag::HookingDetected, json!(true)),
        now,
    );
    assert_denied(&verdict, &[Reason::Detected(Flag::HookingDetected)]);
}

#[test]
fn where_the_clock_is_kept_right_the_leeway_is_exact() {
    let expiry = UNIX_EPOCH + Duration::from_millis(EXPIRES);
    let expired = [Reason::Expired {
        at: EpochMillis::new(EXPIRES as i64),
    }];
    let no_leeway = Policy::new()
        .with_on_expired(OnExpired::Deny)
        .with_leeway(Duration::ZERO);
    let just_before = expiry - Duration::from_nanos(1);
    assert!(judge_at(&no_leeway, info(|_| ()), just_before).is_allow());
    assert_denied(&judge_at(&no_leeway, info(|_| ()), expiry), &expired);

    let lenient = no_leeway.with_leeway(Duration::from_secs(30));
    let in_leeway = expiry + Duration::from_millis(29_999);
    assert!(judge_at(&lenient, info(|_| ()), in_leeway).is_allow());
    let after = expiry + Duration::from_secs(30);
    assert_denied(&judge_at(&lenient, info(|_| ()), after), &expired);
}

#[test]
fn no_date_and_no_leeway_runs_over() {
    let endless = Policy::new().with_leeway(Duration::MAX);
    for expires in [i64::MIN, 0, i64::MAX] {
        let at = |body: &mut Value| body["expireAt"] = json!(expires);
        assert!(judge_at(&endless, info(at), in_time()).is_allow());
        let before_1970 = UNIX_EPOCH - Duration::from_secs(1);
        let verdict = judge_at(&Policy::new(), info(at), before_1970);
        assert_eq!(verdict.is_allow(), expires >= 0, "{expires}: {verdict}");
    }
}

#[test]
fn one_reason_to_deny_outweighs_doubt_and_all_reasons_are_told() {
    let verdict = judge(
        &Policy::new().with_on_expired(OnExpired::Deny),
        info(|body| {
            body["expireAt"] = json!(1);
            body["integrityResult"]["signatureMatch"] = Value::Null;
            let flags = &mut body["integrityResult"]["integrityChecked"];
            flags["rootingDetected"] = json!(true);
            flags["hookingDetected"] = json!(true);
            flags["untrustedEnv"] = Value::Null;
        }),
    );
    assert!(verdict.is_deny());
    assert_eq!(
        verdict.to_string(),
        "deny: expireAt 1970-01-01T00:00:00.001Z has passed by this machine's clock, rootingDetected is true, \
         hookingDetected is true"
    );
}

#[test]
fn a_response_that_says_nothing_is_doubted_field_by_field() {
    let verdict = judge(&Policy::new(), TokenInfo::default());
    assert_eq!(
        verdict.to_string(),
        "indeterminate: appId is missing, expireAt is missing, signatureMatch is missing, \
         rootingDetected is missing, emulatorDetected is missing, debugDetected is missing, \
         hookingDetected is missing, untrustedEnv is missing"
    );
}

#[test]
fn an_unknown_flag_is_told_and_denies_only_on_request() {
    for (place, value) in [
        ("/integrityResult/integrityChecked", json!(true)),
        ("/integrityResult", json!("true")),
        ("", json!(1)),
    ] {
        let found = || {
            info(|body| {
                let place = body.pointer_mut(place).unwrap().as_object_mut().unwrap();
                place.insert("repackagingDetected".into(), value.clone());
            })
        };
        let verdict = judge(&Policy::new(), found());
        assert!(verdict.is_allow(), "{verdict}");
        let info = verdict.token_info().unwrap();
        assert_eq!(
            info.unknown_flags().collect::<Vec<_>>(),
            ["repackagingDetected"]
        );

        let strict = Policy::new().with_on_unknown_flag(OnUnknownFlag::Deny);
        let reason = Reason::UnknownFlag("repackagingDetected".to_owned());
        assert_denied(&judge(&strict, found()), &[reason]);
    }
    let harmless = info(|body| {
        let flags = &mut body["integrityResult"]["integrityChecked"];
        flags["deviceBanned"] = json!(false);
        flags["note"] = json!("yes");
        flags["list"] = json!([true]);
    });
    let strict = Policy::new().with_on_unknown_flag(OnUnknownFlag::Deny);
    assert!(judge(&strict, harmless).is_allow());
}
