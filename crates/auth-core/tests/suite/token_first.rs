//! The first token: one issue for everybody, whatever happens to the callers.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::task::Poll;
use std::time::Duration;

use auth_core::{CredentialVersion, ManualClock, SigningError, SigningErrorKind, TokenSigner};

use crate::support::{
    Answer, FakeIssuer, NoSleep, TokioClock, TokioSleep, clock, parts, poll_once, signed_header,
};

const HEADER: &str = "x-nhn-authorization";

fn signer(issuer: &Arc<FakeIssuer>, clock: &ManualClock) -> Arc<TokenSigner> {
    Arc::new(TokenSigner::new(
        issuer.clone(),
        Arc::new(clock.clone()),
        Arc::new(NoSleep),
    ))
}

type Caller = tokio::task::JoinHandle<Result<(String, CredentialVersion), SigningError>>;

/// Callers that have all begun to sign.
async fn waiting_callers(signer: &Arc<TokenSigner>, count: usize) -> Vec<Caller> {
    let begun = Arc::new(AtomicUsize::new(0));
    let callers = (0..count)
        .map(|_| {
            let (signer, begun) = (signer.clone(), begun.clone());
            tokio::spawn(async move {
                begun.fetch_add(1, Ordering::SeqCst);
                signed_header(&*signer, HEADER).await
            })
        })
        .collect();
    while begun.load(Ordering::SeqCst) < count {
        tokio::task::yield_now().await;
    }
    callers
}

#[tokio::test]
async fn ten_thousand_first_callers_issue_one_token() {
    let issuer = Arc::new(FakeIssuer::new(60));
    let open = issuer.will_wait();
    let signer = signer(&issuer, &clock());
    let callers = waiting_callers(&signer, 10_000).await;
    open.send(()).unwrap();
    for caller in callers {
        assert_eq!(caller.await.unwrap().unwrap().0, "Bearer test-token-1");
    }
    assert_eq!(issuer.issues(), 1);
}

/// Many rounds, as a caller must be caught between seeing no token and starting an issue.
#[test]
fn first_callers_on_many_threads_issue_one_token() {
    for round in 0..2_000 {
        let issuer = Arc::new(FakeIssuer::new(60));
        let signer = signer(&issuer, &clock());
        let start = Barrier::new(3);
        std::thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| {
                    start.wait();
                    let mut token = Box::pin(signer.token());
                    while poll_once(&mut token).is_pending() {
                        std::thread::yield_now();
                    }
                });
            }
        });
        assert_eq!(issuer.issues(), 1, "round {round}");
    }
}

#[tokio::test]
async fn the_first_caller_going_away_takes_nobody_with_it() {
    let issuer = Arc::new(FakeIssuer::new(60));
    let open = issuer.will_wait();
    let signer = signer(&issuer, &clock());
    let mut first = Box::pin(signer.token());
    assert!(poll_once(&mut first).is_pending());
    let second = tokio::spawn({
        let signer = signer.clone();
        async move { signer.token().await }
    });
    tokio::task::yield_now().await;
    drop(first);
    open.send(()).unwrap();
    assert_eq!(second.await.unwrap().unwrap().expose(), "test-token-1");
    assert_eq!(issuer.issues(), 1);
}

/// A token service that takes `latency`, and callers that come one after another.
async fn impatient_callers(latency: u64, patience: u64) -> (usize, usize) {
    let issuer = Arc::new(FakeIssuer::new(3600));
    issuer.will(Answer::Takes(Duration::from_millis(latency)));
    let clock = TokioClock::new();
    let signer = TokenSigner::new(issuer.clone(), Arc::new(clock), Arc::new(TokioSleep));
    let mut answers = 0;
    for _ in 0..200 {
        let patience = Duration::from_millis(patience);
        let token = tokio::time::timeout(patience, signer.token()).await;
        answers += usize::from(token.is_ok_and(|token| token.is_ok()));
    }
    (issuer.issues(), answers)
}

#[tokio::test(start_paused = true)]
async fn callers_that_give_up_one_after_another_share_one_issue() {
    assert_eq!(impatient_callers(50, 10).await, (1, 196));
    assert_eq!(impatient_callers(10_000, 100).await, (1, 101));
    assert_eq!(impatient_callers(45_000, 4_000).await, (1, 189));
}

#[tokio::test]
async fn an_issue_that_nobody_asks_for_in_time_is_replaced() {
    let (issuer, clock) = (Arc::new(FakeIssuer::new(86_400)), clock());
    let open = issuer.will_wait();
    let signer = signer(&issuer, &clock);
    let mut only = Box::pin(signer.token());
    assert!(poll_once(&mut only).is_pending());
    drop(only);
    assert!(!open.is_closed(), "the issue ended with its caller");

    clock.advance(Duration::from_secs(60));
    assert_eq!(signer.token().await.unwrap().expose(), "test-token-2");
    assert!(open.is_closed(), "the former call to the service goes on");
}

#[tokio::test]
async fn a_token_that_came_while_nobody_asked_is_used_unless_it_has_expired() {
    for (hours, expected) in [(23, "test-token-1"), (24, "test-token-2")] {
        let (issuer, clock) = (Arc::new(FakeIssuer::new(86_400)), clock());
        let open = issuer.will_wait();
        let signer = signer(&issuer, &clock);
        assert!(poll_once(&mut Box::pin(signer.token())).is_pending());
        open.send(()).unwrap();
        clock.advance(Duration::from_secs(hours * 3600));
        assert_eq!(signer.token().await.unwrap().expose(), expected);
    }
}

/// What a fetch waits for may belong to a runtime that idles: it then never ends.
#[tokio::test(start_paused = true)]
async fn an_issue_that_is_stuck_is_overtaken_after_five_seconds_by_one_for_all() {
    let issuer = Arc::new(FakeIssuer::new(60));
    let open = issuer.will_wait();
    let signer = TokenSigner::new(
        issuer.clone(),
        Arc::new(TokioClock::new()),
        Arc::new(TokioSleep),
    );
    let mut elsewhere = Box::pin(signer.token());
    assert!(poll_once(&mut elsewhere).is_pending());

    let started = tokio::time::Instant::now();
    let callers = futures_util::future::join_all((0..100).map(|_| signer.token())).await;
    for token in callers {
        assert_eq!(token.unwrap().expose(), "test-token-2");
    }
    assert_eq!(started.elapsed(), Duration::from_secs(5));
    assert_eq!(issuer.issues(), 2);

    // Whoever waited for the first has its token; the newer one stays.
    open.send(()).unwrap();
    assert_eq!(elsewhere.await.unwrap().expose(), "test-token-1");
    assert_eq!(signer.token().await.unwrap().expose(), "test-token-2");
}

/// Two real runtimes: the one that began the issue is not run again.
#[test]
fn a_runtime_that_idles_holds_up_no_other() {
    let runtime = || {
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        runtime.enable_time().start_paused(true).build().unwrap()
    };
    let issuer = Arc::new(FakeIssuer::new(60));
    issuer.will(Answer::Takes(Duration::from_secs(1)));
    let signer = TokenSigner::new(issuer.clone(), Arc::new(clock()), Arc::new(TokioSleep));
    let (idle, other) = (runtime(), runtime());
    idle.block_on(async {
        assert!(poll_once(&mut Box::pin(signer.token())).is_pending());
    });
    let token = other.block_on(signer.token()).unwrap();
    assert_eq!(token.expose(), "test-token-2");
    assert_eq!(issuer.issues(), 2);
}

#[tokio::test]
async fn a_failed_issue_is_told_to_all_who_waited_and_then_forgotten() {
    let issuer = Arc::new(FakeIssuer::new(60));
    let open = issuer.will_wait_and_fail();
    let signer = signer(&issuer, &clock());
    let callers = waiting_callers(&signer, 100).await;
    open.send(()).unwrap();
    for caller in callers {
        let error = caller.await.unwrap().unwrap_err();
        assert_eq!(error.kind(), SigningErrorKind::Unavailable);
    }
    assert_eq!(issuer.issues(), 1);
    assert_eq!(signer.token().await.unwrap().expose(), "test-token-2");
}

#[tokio::test]
async fn who_comes_after_a_failure_tries_anew_though_others_have_yet_to_learn_of_it() {
    let issuer = Arc::new(FakeIssuer::new(60));
    let open = issuer.will_wait_and_fail();
    let signer = signer(&issuer, &clock());
    let (mut first, mut second) = (Box::pin(signer.token()), Box::pin(signer.token()));
    assert!(poll_once(&mut first).is_pending() && poll_once(&mut second).is_pending());
    open.send(()).unwrap();
    assert!(matches!(poll_once(&mut first), Poll::Ready(Err(_))));

    assert_eq!(signer.token().await.unwrap().expose(), "test-token-2");
    assert!(matches!(poll_once(&mut second), Poll::Ready(Err(_))));
}

#[tokio::test]
async fn an_issuer_that_panics_leaves_nobody_waiting() {
    let issuer = Arc::new(FakeIssuer::new(60));
    issuer.will(Answer::Panic);
    let signer = signer(&issuer, &clock());
    let (mut first, mut second) = (Box::pin(signer.token()), Box::pin(signer.token()));
    assert!(matches!(poll_once(&mut first), Poll::Ready(Err(_))));
    assert!(matches!(poll_once(&mut second), Poll::Ready(Ok(_))));
}

#[tokio::test]
async fn a_fresh_token_is_used_again() {
    let (issuer, clock) = (Arc::new(FakeIssuer::new(60)), clock());
    let signer = signer(&issuer, &clock);
    for _ in 0..53 {
        clock.advance(Duration::from_secs(1));
        let (header, _) = signed_header(&*signer, HEADER).await.unwrap();
        assert_eq!(header, "Bearer test-token-1");
    }
}

#[tokio::test]
async fn the_life_counts_from_before_the_token_was_asked_for() {
    let (issuer, clock) = (Arc::new(FakeIssuer::new(60)), clock());
    issuer.will(Answer::Slow(clock.clone(), Duration::from_secs(50)));
    let signer = signer(&issuer, &clock);
    assert_eq!(signer.token().await.unwrap().expose(), "test-token-1");
    clock.advance(Duration::from_secs(3));
    assert_eq!(signer.token().await.unwrap().expose(), "test-token-1");
    clock.advance(Duration::from_secs(1));
    assert_eq!(signer.token().await.unwrap().expose(), "test-token-2");
}

#[tokio::test]
async fn a_token_without_life_serves_those_who_waited_for_it() {
    let issuer = Arc::new(FakeIssuer::new(60));
    issuer.will(Answer::Lifetime(Duration::ZERO));
    let signer = signer(&issuer, &clock());
    assert_eq!(signer.token().await.unwrap().expose(), "test-token-1");
    assert_eq!(signer.token().await.unwrap().expose(), "test-token-2");
    assert_eq!(signer.token().await.unwrap().expose(), "test-token-2");
}

#[tokio::test]
async fn a_life_beyond_the_vendors_day_is_not_believed() {
    let (issuer, clock) = (Arc::new(FakeIssuer::new(60)), clock());
    issuer.will(Answer::Lifetime(Duration::MAX));
    let signer = signer(&issuer, &clock);
    assert_eq!(signer.token().await.unwrap().expose(), "test-token-1");
    clock.advance(Duration::from_secs(86_400));
    assert_eq!(signer.token().await.unwrap().expose(), "test-token-2");
}

#[tokio::test]
async fn the_header_is_sensitive_and_may_be_written_without_the_word_bearer() {
    let issuer = Arc::new(FakeIssuer::new(60));
    let signer = TokenSigner::new(issuer, Arc::new(clock()), Arc::new(NoSleep));
    let signer = signer.with_raw_token();
    let mut parts = parts("https://kr1-server-security-check.api.nhncloudservice.com/");
    auth_core::Signer::sign(&signer, &mut parts, crate::support::moment())
        .await
        .unwrap();
    let header = &parts.headers[HEADER];
    assert_eq!(header, "test-token-1");
    assert!(header.is_sensitive());
    // Whoever is rejected learns of the other form.
    let source = auth_core::Signer::credential_source(&signer).unwrap();
    assert!(source.contains("KCSEC_NHN_TOKEN_FORM=bearer"), "{source}");
}

#[tokio::test]
async fn a_token_that_no_header_can_hold_is_an_answer_that_cannot_be_read() {
    let issuer = Arc::new(FakeIssuer::new(60));
    issuer.will(Answer::Text("test-secret\nx-injected: 1"));
    let error = signed_header(&*signer(&issuer, &clock()), HEADER)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), SigningErrorKind::Unreadable);
    assert!(!format!("{error} {error:?}").contains("test-secret"));
}
