//! The access token, through the client and over real sockets: issued once, renewed early, kept
//! while it works, replaced once when it is refused.
#![allow(clippy::unwrap_used)]

use std::time::Duration;

use futures_util::future::join_all;
use futures_util::{StreamExt as _, stream};
use korea_cloud_security_emulator::{Envelope, Fault, FaultRule, Operation, TokenRejection};
use reliability::{Lab, LabOptions, last_month};
use transport_core::ErrorKind;

const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test(start_paused = true)]
async fn ten_thousand_concurrent_first_calls_issue_one_token() {
    let lab = Lab::new().await;
    let query = last_month();
    // As many sockets as one process may open at a time; all of them wait for the same token.
    let failures: usize = stream::iter(0..10_000)
        .map(|_| async { usize::from(lab.ssc.summary(&query).await.is_err()) })
        .buffer_unordered(400)
        .fold(0, |all, one| async move { all + one })
        .await;
    assert_eq!(failures, 0);
    assert_eq!(lab.emulator.log().totals().tokens_issued, 1);
    assert_eq!(lab.emulator.log().reached(Operation::Summary), 10_000);
}

#[tokio::test(start_paused = true)]
async fn a_sixty_second_token_is_issued_about_once_a_minute_over_a_day() {
    let lab = Lab::with(
        LabOptions::default().emulator(|builder| builder.token_lifetime(MINUTE).log_capacity(0)),
    )
    .await;
    let query = last_month();
    for _ in 0..24 * 60 * 6 {
        lab.ssc.summary(&query).await.unwrap();
        tokio::time::sleep(Duration::from_secs(10)).await;
    }
    let issued = lab.emulator.log().totals().tokens_issued;
    assert!((24 * 60..=24 * 60 * 5 / 4).contains(&issued), "{issued}");
}

#[tokio::test(start_paused = true)]
async fn a_failed_renewal_goes_unnoticed_while_the_token_works() {
    let lab =
        Lab::with(LabOptions::default().emulator(|builder| builder.token_lifetime(MINUTE))).await;
    lab.ssc.summary(&last_month()).await.unwrap();
    lab.emulator.faults().add(
        FaultRule::new(Fault::Html {
            status: 503,
            executed: false,
        })
        .on(Operation::Create),
    );
    tokio::time::sleep(Duration::from_secs(55)).await;
    let started = tokio::time::Instant::now();
    lab.ssc.summary(&last_month()).await.unwrap();
    assert!(
        started.elapsed() < Duration::from_secs(3),
        "{:?}",
        started.elapsed()
    );
    assert!(lab.emulator.log().reached(Operation::Create) > 1);
    // Once it no longer works, what went wrong is said.
    tokio::time::sleep(Duration::from_secs(10)).await;
    let error = lab.ssc.summary(&last_month()).await.unwrap_err();
    assert!(error.to_string().contains("no token was issued"), "{error}");
    // And when the token service is back, so are the calls.
    lab.emulator.faults().clear().unwrap();
    lab.ssc.summary(&last_month()).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_refused_token_is_replaced_once_in_every_shape_of_the_refusal() {
    for refusal in [
        TokenRejection::gateway(),
        TokenRejection::framework(),
        TokenRejection::framework().with_status(200),
        TokenRejection::rfc6749(),
        TokenRejection::rfc6749().with_status(200),
    ] {
        let lab = Lab::with(
            LabOptions::default().emulator(move |builder| builder.token_rejection(refusal)),
        )
        .await;
        lab.ssc.summary(&last_month()).await.unwrap();
        lab.emulator.expire_tokens();
        lab.ssc.summary(&last_month()).await.unwrap();
        let log = lab.emulator.log();
        assert_eq!(
            (log.totals().tokens_issued, log.reached(Operation::Summary)),
            (2, 3),
            "{refusal:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_service_that_refuses_every_token_does_not_hold_the_call_in_a_loop() {
    for envelope in [Envelope::NhnHeader, Envelope::Rfc6749] {
        let lab = Lab::new().await;
        lab.emulator.faults().add(
            FaultRule::new(Fault::Error {
                status: 401,
                code: 80_007,
                message: "expired".to_owned(),
                envelope,
                executed: false,
            })
            .on(Operation::Summary),
        );
        let error = lab.ssc.summary(&last_month()).await.unwrap_err();
        assert!(error.is_auth(), "{error}");
        let log = lab.emulator.log();
        assert_eq!(
            (log.totals().tokens_issued, log.reached(Operation::Summary)),
            (2, 2)
        );
    }
}

#[tokio::test(start_paused = true)]
async fn many_calls_with_one_refused_token_replace_it_once() {
    let lab = Lab::new().await;
    let query = last_month();
    lab.ssc.summary(&query).await.unwrap();
    lab.emulator.expire_tokens();
    let answers = join_all((0..200).map(|_| lab.ssc.summary(&query))).await;
    assert!(answers.iter().all(Result::is_ok));
    assert_eq!(lab.emulator.log().totals().tokens_issued, 2);
}

#[tokio::test(start_paused = true)]
async fn a_caller_that_goes_away_takes_nobodys_token_with_it() {
    let lab = Lab::new().await;
    lab.emulator.faults().add(
        FaultRule::new(Fault::Latency {
            milliseconds: 1_000,
        })
        .on(Operation::Create),
    );
    let query = last_month();
    let impatient = tokio::time::timeout(Duration::from_millis(300), lab.ssc.summary(&query));
    let patient = lab.ssc.summary(&query);
    let (impatient, patient) = futures_util::future::join(impatient, patient).await;
    assert!(impatient.is_err());
    patient.unwrap();
    assert_eq!(lab.emulator.log().totals().tokens_issued, 1);
}

#[tokio::test(start_paused = true)]
async fn two_accounts_in_one_process_never_see_each_others_token() {
    use korea_cloud_security::nhn_ssc::{Appkey, Client, UserAccessKey};

    let lab = Lab::new().await;
    let keys = lab.emulator.account(1).unwrap();
    let second = Client::builder()
        .with_appkey(Appkey::new(keys.ssc_appkey.as_str()))
        .with_user_access_key(UserAccessKey::new(
            keys.nhn_user_access_key_id.as_str(),
            keys.nhn_secret_access_key.as_str(),
        ))
        .with_endpoint(lab.emulator.url().parse().unwrap())
        .with_oauth_endpoint(lab.emulator.url().parse().unwrap())
        .build()
        .unwrap();
    let query = last_month();
    // The emulator refuses a token of one account with the Appkey of another.
    for _ in 0..3 {
        let (one, other) =
            futures_util::future::join(lab.ssc.summary(&query), second.summary(&query)).await;
        assert!(one.is_ok() && other.is_ok());
    }
    assert_eq!(lab.emulator.log().totals().tokens_issued, 2);
}

#[tokio::test(start_paused = true)]
async fn a_revoked_token_is_refused_and_no_longer_used() {
    let lab = Lab::new().await;
    let issued = lab.oauth.create().await.unwrap();
    lab.oauth.revoke(&issued.token).await.unwrap();
    assert_eq!(lab.emulator.live_tokens(), 0);
    assert_eq!(lab.emulator.log().totals().tokens_revoked, 1);
}

#[tokio::test(start_paused = true)]
async fn a_wrong_key_is_said_with_the_token_services_own_words() {
    use korea_cloud_security::nhn_ssc::{Appkey, Client, UserAccessKey};

    let lab = Lab::new().await;
    let url = lab.emulator.url();
    let client = Client::builder()
        .with_appkey(Appkey::new(lab.emulator.credentials().ssc_appkey.as_str()))
        .with_user_access_key(UserAccessKey::new(
            "EXAMPLE_WRONG_ID",
            "EXAMPLE_WRONG_SECRET",
        ))
        .with_endpoint(url.parse().unwrap())
        .with_oauth_endpoint(url.parse().unwrap())
        .build()
        .unwrap();
    let error = client.summary(&last_month()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Rejected);
    assert!(
        error.is_auth() && error.to_string().contains("invalid_client"),
        "{error}"
    );
    assert_eq!(lab.emulator.log().reached(Operation::Summary), 0);
}
