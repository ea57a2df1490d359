//! The successor: fetched early, by one caller, while the old token goes on working.

use std::sync::Arc;
use std::time::Duration;

use auth_core::{ManualClock, SigningErrorKind, TokenSigner};

use crate::support::{Answer, FakeIssuer, TokioSleep, clock, poll_once};

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// A signer with a token of that life, `test-token-1`.
async fn signer(lifetime: u64) -> (TokenSigner, Arc<FakeIssuer>, ManualClock) {
    let (issuer, clock) = (Arc::new(FakeIssuer::new(lifetime)), clock());
    let signer = TokenSigner::new(
        issuer.clone(),
        Arc::new(clock.clone()),
        Arc::new(TokioSleep),
    );
    assert_eq!(token(&signer).await, "test-token-1");
    (signer, issuer, clock)
}

async fn token(signer: &TokenSigner) -> String {
    signer.token().await.unwrap().expose().to_owned()
}

#[tokio::test(start_paused = true)]
async fn comes_when_a_tenth_of_the_life_is_left() {
    let (signer, _, clock) = signer(600).await;
    clock.advance(seconds(539));
    assert_eq!(token(&signer).await, "test-token-1");
    clock.advance(seconds(1));
    assert_eq!(token(&signer).await, "test-token-2");
}

#[tokio::test(start_paused = true)]
async fn comes_five_minutes_before_the_end_of_a_long_life() {
    let (signer, _, clock) = signer(86_400).await;
    clock.advance(seconds(86_099));
    assert_eq!(token(&signer).await, "test-token-1");
    clock.advance(seconds(1));
    assert_eq!(token(&signer).await, "test-token-2");
}

#[tokio::test(start_paused = true)]
async fn is_fetched_by_one_caller_while_the_others_go_on() {
    let (signer, issuer, clock) = signer(600).await;
    let open = issuer.will_wait();
    clock.advance(seconds(540));
    let mut leader = Box::pin(token(&signer));
    assert!(poll_once(&mut leader).is_pending());
    for _ in 0..100 {
        let mut other = Box::pin(token(&signer));
        assert_eq!(
            poll_once(&mut other),
            std::task::Poll::Ready("test-token-1".to_owned()),
            "another caller waits"
        );
    }
    open.send(()).unwrap();
    assert_eq!(leader.await, "test-token-2");
    assert_eq!(issuer.issues(), 2);
}

#[tokio::test(start_paused = true)]
async fn is_waited_for_two_seconds_and_then_polled_by_whoever_comes() {
    let (signer, issuer, clock) = signer(600).await;
    let open = issuer.will_wait();
    clock.advance(seconds(540));
    let started = tokio::time::Instant::now();
    assert_eq!(token(&signer).await, "test-token-1");
    assert_eq!(started.elapsed(), seconds(2));

    // The next callers do not wait, and do not issue another.
    for _ in 0..100 {
        assert_eq!(token(&signer).await, "test-token-1");
    }
    open.send(()).unwrap();
    assert_eq!(token(&signer).await, "test-token-2");
    assert_eq!(started.elapsed(), seconds(2));
    assert_eq!(issuer.issues(), 2);
}

#[tokio::test(start_paused = true)]
async fn is_joined_when_the_old_token_ends_before_it_is_there() {
    let (signer, issuer, clock) = signer(60).await;
    let open = issuer.will_wait();
    clock.advance(seconds(54));
    assert_eq!(token(&signer).await, "test-token-1");
    clock.advance(seconds(6));
    let mut waiting = Box::pin(token(&signer));
    assert!(poll_once(&mut waiting).is_pending(), "a dead token is used");
    open.send(()).unwrap();
    assert_eq!(waiting.await, "test-token-2");
    assert_eq!(issuer.issues(), 2);
}

#[tokio::test(start_paused = true)]
async fn is_waited_for_longer_when_the_old_token_ends_meanwhile() {
    let (signer, issuer, clock) = signer(10).await;
    let open = issuer.will_wait();
    clock.advance(seconds(9));
    let leader = async {
        let token = token(&signer).await;
        (token, tokio::time::Instant::now())
    };
    let rest = async {
        clock.advance(seconds(1));
        tokio::time::sleep(seconds(30)).await;
        open.send(()).unwrap();
        tokio::time::Instant::now()
    };
    let ((token, landed_at), opened_at) = tokio::join!(leader, rest);
    assert_eq!(token, "test-token-2");
    assert_eq!(landed_at, opened_at);
}

#[tokio::test(start_paused = true)]
async fn is_the_only_hope_when_the_old_token_is_revoked_meanwhile() {
    for (fails, expected) in [(true, None), (false, Some("test-token-2"))] {
        let (signer, issuer, clock) = signer(600).await;
        let open = if fails {
            issuer.will_wait_and_fail()
        } else {
            issuer.will_wait()
        };
        clock.advance(seconds(540));
        let leader = signer.token();
        let rest = async {
            signer.revoke().await.unwrap();
            // Longer than the leader would wait if the old token still worked.
            tokio::time::sleep(seconds(10)).await;
            open.send(()).unwrap();
        };
        let (token, ()) = tokio::join!(leader, rest);
        assert_eq!(token.ok().as_ref().map(|token| token.expose()), expected);
    }
}

#[tokio::test(start_paused = true)]
async fn is_replaced_when_it_is_stuck_for_a_minute() {
    let (signer, issuer, clock) = signer(86_400).await;
    let open = issuer.will_wait();
    clock.advance(seconds(86_100));
    assert_eq!(token(&signer).await, "test-token-1");
    clock.advance(seconds(59));
    assert_eq!(token(&signer).await, "test-token-1");
    assert_eq!(issuer.issues(), 2);
    clock.advance(seconds(1));
    assert_eq!(token(&signer).await, "test-token-3");
    assert!(open.is_closed(), "the former call to the service goes on");
}

#[tokio::test(start_paused = true)]
async fn goes_unnoticed_when_it_fails_and_is_tried_again_later() {
    let (signer, issuer, clock) = signer(600).await;
    issuer.will(Answer::Fail(SigningErrorKind::Rejected));
    issuer.will(Answer::Fail(SigningErrorKind::Unavailable));
    clock.advance(seconds(540));
    // A tenth of the 60 s that are left, and then of the 54 s.
    for (advance, issues) in [(0, 2), (5, 2), (1, 3), (5, 3)] {
        clock.advance(seconds(advance));
        assert_eq!(token(&signer).await, "test-token-1");
        assert_eq!(issuer.issues(), issues);
    }
    clock.advance(seconds(1));
    assert_eq!(token(&signer).await, "test-token-4");
}

#[tokio::test(start_paused = true)]
async fn is_tried_once_a_second_at_most() {
    let (signer, issuer, clock) = signer(60).await;
    for _ in 0..100 {
        issuer.will(Answer::Fail(SigningErrorKind::Unavailable));
    }
    clock.advance(seconds(54));
    for _ in 0..59 {
        assert_eq!(token(&signer).await, "test-token-1");
        clock.advance(Duration::from_millis(100));
    }
    assert_eq!(issuer.issues(), 1 + 6);
    clock.advance(Duration::from_millis(100));
    let error = signer.token().await.unwrap_err();
    assert_eq!(error.kind(), SigningErrorKind::Unavailable);
}

#[tokio::test(start_paused = true)]
async fn goes_on_when_the_caller_that_began_it_goes_away() {
    let (signer, issuer, clock) = signer(600).await;
    let open = issuer.will_wait();
    clock.advance(seconds(540));
    let mut first = Box::pin(token(&signer));
    assert!(poll_once(&mut first).is_pending());
    drop(first);
    assert_eq!(token(&signer).await, "test-token-1");
    open.send(()).unwrap();
    assert_eq!(token(&signer).await, "test-token-2");
    assert_eq!(issuer.issues(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_sixty_second_token_is_issued_about_once_a_minute() {
    let (signer, issuer, clock) = signer(60).await;
    for _ in 1..86_400 {
        clock.advance(seconds(1));
        token(&signer).await;
    }
    let issues = issuer.issues();
    assert!(
        (1_440..=1_600).contains(&issues),
        "{issues} issues in a day"
    );
}
