use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use auth_core::{
    AccessToken, IssuedToken, ManualClock, SigningError, SigningErrorKind, TokenIssuer,
};
use tokio::sync::oneshot;

/// How the fake token service answers one issue.
pub enum Answer {
    Lifetime(Duration),
    Text(&'static str),
    Fail(SigningErrorKind),
    /// Answers, as it would without the gate, once the gate opens.
    After(oneshot::Receiver<()>),
    FailAfter(oneshot::Receiver<()>),
    Slow(ManualClock, Duration),
    Takes(Duration),
    Panic,
}

/// Issues `test-token-1`, `test-token-2`, … and counts.
pub struct FakeIssuer {
    lifetime: Duration,
    issued: AtomicUsize,
    answers: Mutex<VecDeque<Answer>>,
    revoked: Mutex<Vec<String>>,
    revocations: Mutex<VecDeque<Option<SigningErrorKind>>>,
}

impl FakeIssuer {
    pub fn new(lifetime_seconds: u64) -> Self {
        Self {
            lifetime: Duration::from_secs(lifetime_seconds),
            issued: AtomicUsize::new(0),
            answers: Mutex::default(),
            revoked: Mutex::default(),
            revocations: Mutex::default(),
        }
    }

    /// What the next issue without an answer of its own answers.
    pub fn will(&self, answer: Answer) {
        self.answers.lock().unwrap().push_back(answer);
    }

    /// The next issue waits at a gate; sending opens it, and dropping is a failure of the test.
    pub fn will_wait(&self) -> oneshot::Sender<()> {
        let (open, gate) = oneshot::channel();
        self.will(Answer::After(gate));
        open
    }

    pub fn will_wait_and_fail(&self) -> oneshot::Sender<()> {
        let (open, gate) = oneshot::channel();
        self.will(Answer::FailAfter(gate));
        open
    }

    /// How the next revocations end; those beyond succeed.
    pub fn will_revoke(&self, ends: &[Option<SigningErrorKind>]) {
        self.revocations.lock().unwrap().extend(ends);
    }

    pub fn issues(&self) -> usize {
        self.issued.load(Ordering::SeqCst)
    }

    pub fn revoked(&self) -> Vec<String> {
        self.revoked.lock().unwrap().clone()
    }
}

impl std::fmt::Debug for FakeIssuer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FakeIssuer")
    }
}

fn failure(kind: SigningErrorKind) -> SigningError {
    SigningError::new(kind, "the fake token service fails")
}

#[async_trait]
impl TokenIssuer for FakeIssuer {
    async fn issue(&self) -> Result<IssuedToken, SigningError> {
        let number = 1 + self.issued.fetch_add(1, Ordering::SeqCst);
        let answer = self.answers.lock().unwrap().pop_front();
        let mut text = format!("test-token-{number}");
        let mut lifetime = self.lifetime;
        match answer {
            None => {}
            Some(Answer::Lifetime(other)) => lifetime = other,
            Some(Answer::Text(other)) => text = other.to_owned(),
            Some(Answer::Fail(kind)) => return Err(failure(kind)),
            Some(Answer::After(gate)) => gate.await.unwrap(),
            Some(Answer::FailAfter(gate)) => {
                gate.await.unwrap();
                return Err(failure(SigningErrorKind::Unavailable));
            }
            Some(Answer::Slow(clock, took)) => clock.advance(took),
            Some(Answer::Takes(latency)) => tokio::time::sleep(latency).await,
            Some(Answer::Panic) => panic!("the fake token service panics, as the test asked"),
        }
        Ok(IssuedToken::new(AccessToken::new(text), lifetime))
    }

    async fn revoke(&self, token: &AccessToken) -> Result<(), SigningError> {
        if let Some(Some(kind)) = self.revocations.lock().unwrap().pop_front() {
            return Err(failure(kind));
        }
        self.revoked.lock().unwrap().push(token.expose().to_owned());
        Ok(())
    }
}
