#![allow(clippy::unwrap_used, missing_docs, unreachable_pub, dead_code)]

use chrono::{DateTime, FixedOffset};
use nhn_ssc::{Appkey, Client, ClientBuilder, SummaryQuery};

pub const APPKEY: &str = "EXAMPLE_APPKEY";

/// A client that brings its own token, so that only the service is asked.
pub fn client_at(url: &str) -> ClientBuilder {
    Client::builder()
        .with_appkey(Appkey::new(APPKEY))
        .with_signer(std::sync::Arc::new(auth_core::UnsignedSigner))
        .with_endpoint(url.parse().unwrap())
}

pub fn korea(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(&format!("{text}+09:00")).unwrap()
}

pub fn one_day() -> SummaryQuery {
    SummaryQuery::new(
        "KR1",
        korea("2025-06-17T00:00:00"),
        korea("2025-06-17T23:59:59"),
    )
}
