//! A cancel or stop whose first answer was lost is repeated; a refusal of the repeat says what it
//! may mean.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use ncp_wsc::{Client, ClientOptions, NcpCredentials};
use transport_core::testing::{FakeTransport, TransportErrorKind};

const NOTHING_TO_CANCEL: &str = r#"{"error":{"errorCode":160842,"message":"DB Matcing Data 0"}}"#;

fn client(fake: FakeTransport) -> Client {
    Client::builder()
        .with_credentials(NcpCredentials::new(
            "EXAMPLE_ACCESS_KEY",
            "EXAMPLE_SECRET_KEY",
        ))
        .with_options(ClientOptions::new().with_transport(Arc::new(fake)))
        .build()
        .unwrap()
}

#[tokio::test(start_paused = true)]
async fn after_a_lost_answer_the_refusal_points_at_the_earlier_attempt() {
    let fake = FakeTransport::new()
        .fail(TransportErrorKind::Interrupted)
        .respond_json(400, NOTHING_TO_CANCEL);
    let error = client(fake).cancel_job(7).await.unwrap_err();
    assert_eq!(error.attempts(), 2);
    assert!(
        error
            .to_string()
            .ends_with("may have done it: look at the job"),
        "{error}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_refusal_of_the_first_attempt_is_just_that() {
    let fake = FakeTransport::new().respond_json(400, NOTHING_TO_CANCEL);
    let error = client(fake).stop_job(7).await.unwrap_err();
    assert!(!error.to_string().contains("earlier attempt"), "{error}");
}
