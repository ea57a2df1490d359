//! No secret appears in anything that these crates show: types, errors, logs, panics, and the log
//! of the emulator.
//!
//! Each secret is marked, goes where a secret of its kind goes, and is searched for in every form.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    unreachable_pub
)]

mod capture;
mod echo;
mod rig;

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response};
use reliability::{Call, start_of_time};
use test_support::{
    ACCESS_TOKEN, APPGUARD_APPKEY, INTEGRITY_TOKEN, Leaks, Mark, NCP_ACCESS_KEY, NHN_KEY_ID,
    NHN_SECRET_KEY, SCAN_BASIC, SCAN_COOKIE, SCAN_HEADER, SSC_APPKEY, virtual_runtime,
};
use transport_core::http::{SendOptions, Transport, TransportError};
use transport_core::{CallOptions, ClientOptions, Endpoint};

use capture::CAPTURE;
use echo::{Carrier, Echo, Encoding, NO_MORE};
use rig::Rig;

fn options() -> ClientOptions {
    ClientOptions::new()
        .with_runtime(virtual_runtime(start_of_time()))
        .with_call_options(CallOptions::new().with_max_attempts(1))
}

fn nowhere() -> Endpoint {
    "https://service.example.com".parse().unwrap()
}

/// Looks at what was logged and what panicked since the last time.
fn assert_silent(leaks: &Leaks, place: &str) {
    leaks.assert_none_in(&format!("a log of {place}"), &CAPTURE.logs.take());
    leaks.assert_none_in(&format!("a panic of {place}"), &CAPTURE.panics.take());
}

/// Keeps what went out.
#[derive(Debug, Default)]
struct Wire(Mutex<String>);

#[async_trait]
impl Transport for Wire {
    async fn send(
        &self,
        request: Request<Bytes>,
        _: SendOptions,
    ) -> Result<Response<Bytes>, TransportError> {
        *self.0.lock().unwrap() += &echo::pieces(&request).join("\n");
        Ok(echo::token())
    }
}

#[tokio::test(start_paused = true)]
async fn every_marked_secret_is_in_play() {
    for (call, marks) in [
        (
            Call::Summary,
            &[SSC_APPKEY, ACCESS_TOKEN, NHN_KEY_ID, NHN_SECRET_KEY] as &[Mark],
        ),
        (Call::Details, &[SSC_APPKEY, ACCESS_TOKEN]),
        (Call::GetJobs, &[NCP_ACCESS_KEY]),
        (
            Call::CreateJob,
            &[NCP_ACCESS_KEY, SCAN_COOKIE, SCAN_HEADER, SCAN_BASIC],
        ),
        (
            Call::AbnormalStatus,
            &[APPGUARD_APPKEY, NHN_KEY_ID, NHN_SECRET_KEY],
        ),
        (Call::TokenInfo, &[INTEGRITY_TOKEN]),
        (Call::Create, &[NHN_KEY_ID, NHN_SECRET_KEY]),
        (Call::Revoke, &[ACCESS_TOKEN, NHN_KEY_ID, NHN_SECRET_KEY]),
    ] {
        let wire = Arc::new(Wire::default());
        let rig = Rig::new(&nowhere(), &options().with_transport(wire.clone()));
        rig.call(call).await;
        let found = Leaks::default().found_in(&wire.0.lock().unwrap());
        for mark in marks {
            let is_there = found.iter().any(|leak| leak.starts_with(mark.what));
            assert!(is_there, "{} sends no {}: {found:?}", call.name(), mark.what);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn no_secret_that_is_repeated_by_a_service_or_a_proxy_is_shown() {
    let leaks = Leaks::default();
    CAPTURE.logs.take();
    for call in Call::ALL {
        for carrier in Carrier::ALL {
            let mut repeated = 0;
            for encoding in Encoding::ALL {
                for piece in 0.. {
                    let echo = Echo {
                        carrier,
                        encoding,
                        piece,
                        token_service: matches!(call, Call::Create | Call::Revoke),
                    };
                    let rig = Rig::new(&nowhere(), &options().with_transport(Arc::new(echo)));
                    let text = rig.call(call).await;
                    if text.contains(NO_MORE) {
                        break;
                    }
                    repeated += 1;
                    let place = format!(
                        "{} by {carrier:?} of piece {piece} in {encoding:?}",
                        call.name()
                    );
                    leaks.assert_none_in(&place, &text);
                }
            }
            assert!(repeated >= 2 * Encoding::ALL.len(), "nothing was repeated");
        }
        assert_silent(&leaks, call.name());
    }
}
