use std::collections::HashMap;
use std::sync::Mutex;

use async_trait::async_trait;
use auth_core::{MetadataSource, SigningError, SigningErrorKind};

pub const ROLES: &str = "/latest/meta-data/iam/security-credentials/";

/// A metadata service that holds just what it is given, and notes what it is asked.
#[derive(Debug, Default)]
pub struct FakeMetadata {
    answers: Mutex<HashMap<String, String>>,
    asked: Mutex<Vec<String>>,
    broken: Mutex<bool>,
}

impl FakeMetadata {
    /// A service that nobody answers for.
    pub fn nobody() -> Self {
        Self::default()
    }

    pub fn with_role(role: &str, credentials: &str) -> Self {
        let metadata = Self::default();
        metadata.answer(ROLES, &format!("{role}\n"));
        metadata.answer(&format!("{ROLES}{role}"), credentials);
        metadata
    }

    pub fn answer(&self, path: &str, body: &str) {
        let mut answers = self.answers.lock().unwrap();
        answers.insert(path.to_owned(), body.to_owned());
    }

    pub fn break_down(&self, broken: bool) {
        *self.broken.lock().unwrap() = broken;
    }

    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

#[async_trait]
impl MetadataSource for FakeMetadata {
    async fn get(&self, path: &str) -> Result<Option<String>, SigningError> {
        self.asked.lock().unwrap().push(path.to_owned());
        // Others get a turn, as they would while the answer is under way.
        tokio::task::yield_now().await;
        if *self.broken.lock().unwrap() {
            return Err(SigningError::new(
                SigningErrorKind::Unavailable,
                "the fake metadata service is broken",
            ));
        }
        Ok(self.answers.lock().unwrap().get(path).cloned())
    }
}
