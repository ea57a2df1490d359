use crate::call::retry::Reach;
use crate::error::{Failure, RetryClass};

/// How many characters of a header or a code an error shows.
pub(super) const SHORT: usize = 100;

/// A failed attempt, and what it says about the request.
pub(in crate::call) struct Failed {
    pub(in crate::call) failure: Box<Failure>,
    pub(super) class: RetryClass,
    pub(super) reach: Reach,
}

impl Failed {
    pub(super) fn new(failure: Box<Failure>, class: RetryClass, reach: Reach) -> Self {
        Self {
            failure,
            class,
            reach,
        }
    }

    /// Whether it is the credentials or the timestamp that were rejected.
    pub(in crate::call) fn rejects_signature(&self) -> bool {
        self.class == RetryClass::Reauthenticate
    }
}
