use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;

use crate::data;

/// How many inspections there are on all pages of 1,000.
const ALL_INSPECTIONS: u64 = 100_000;

/// The answers, each made when it is first asked for.
#[derive(Debug, Default)]
pub(super) struct Routes {
    made: Mutex<HashMap<Answer, Bytes>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Answer {
    Token,
    TokenInfo,
    Summary { limit: u64, page: u64 },
    Details,
}

impl Routes {
    /// The delay and the answer for a request; `/after/{microseconds}` in front of a path delays.
    pub(super) fn find(&self, path: &str, query: &str) -> (Duration, Option<Bytes>) {
        let (delay, path) = delay_of(path);
        let answer = answer_for(path, query);
        (delay, answer.map(|answer| self.bytes(answer)))
    }

    fn bytes(&self, answer: Answer) -> Bytes {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes = made.entry(answer).or_insert_with(|| make(answer).into());
        bytes.clone()
    }
}

fn delay_of(path: &str) -> (Duration, &str) {
    let delayed = || {
        let rest = path.strip_prefix("/after/")?;
        let micros = rest.split('/').next()?;
        Some((
            Duration::from_micros(micros.parse().ok()?),
            &rest[micros.len()..],
        ))
    };
    delayed().unwrap_or((Duration::ZERO, path))
}

fn answer_for(path: &str, query: &str) -> Option<Answer> {
    let parameter = |name: &str| {
        let mut pairs = query.split('&');
        pairs.find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')?.parse().ok())
    };
    if path.ends_with("/summary") {
        return Some(Answer::Summary {
            limit: parameter("limit").unwrap_or(10),
            page: parameter("page").unwrap_or(1),
        });
    }
    if path.contains("/details/") {
        return Some(Answer::Details);
    }
    if path.ends_with("/token-info") {
        return Some(Answer::TokenInfo);
    }
    (path == "/oauth2/token/create").then_some(Answer::Token)
}

fn make(answer: Answer) -> String {
    match answer {
        Answer::Token => data::issued_token(),
        Answer::TokenInfo => data::token_info(),
        Answer::Summary { limit: 1_000, page } => {
            data::summary_page((page - 1) * 1_000 + 1, 1_000, page, ALL_INSPECTIONS)
        }
        Answer::Summary { limit, page } => data::summary_page(1, limit, page, limit),
        Answer::Details => data::details(),
    }
}
