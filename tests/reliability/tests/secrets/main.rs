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
mod services;
mod shelf;
mod sockets;
mod types;

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use reliability::{Call, start_of_time};
use test_support::{
    ACCESS_TOKEN, APPGUARD_APPKEY, INTEGRITY_TOKEN, Leaks, Mark, NCP_ACCESS_KEY, NHN_KEY_ID,
    NHN_SECRET_KEY, SCAN_BASIC, SCAN_COOKIE, SCAN_HEADER, SSC_APPKEY, virtual_runtime,
};
use transport_core::testing::FakeTransport;
use transport_core::{CallOptions, ClientOptions, Endpoint};

use capture::CAPTURE;
use echo::{Carrier, Encoding, NO_MORE, echo};
use rig::Rig;
use sockets::{Server, Trick};

fn options() -> ClientOptions {
    ClientOptions::new()
        .with_runtime(virtual_runtime(start_of_time()))
        .with_call_options(CallOptions::new().with_max_attempts(1))
}

fn nowhere() -> Endpoint {
    "https://service.example.com".parse().unwrap()
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
        let wire = Arc::new(FakeTransport::from_fn(|_| echo::token()));
        let rig = Rig::new(&nowhere(), &options().with_transport(wire.clone()));
        rig.call(call).await;
        let sent: Vec<_> = wire.sent().iter().flat_map(echo::pieces).collect();
        let found = Leaks::default().found_in(&sent.join("\n"));
        for mark in marks {
            let is_there = found.iter().any(|leak| leak.starts_with(mark.what));
            assert!(
                is_there,
                "{} sends no {}: {found:?}",
                call.name(),
                mark.what
            );
        }
    }
}

/// One test, as what is logged and what panics is one for the whole process.
#[tokio::test(start_paused = true)]
async fn no_secret_appears_in_anything_that_is_shown() {
    LazyLock::force(&CAPTURE);
    public_types().await;
    what_services_and_proxies_repeat().await;
    what_broken_servers_repeat().await;
    what_proxies_repeat().await;
    what_the_emulator_was_sent().await;

    let panics = CAPTURE.panics.take();
    assert!(panics.contains("Result::unwrap"), "no panic was heard");
    Leaks::default().assert_none_in("a panic", &panics);
}

/// Looks at what was logged since the last time; these libraries must be among those heard.
fn assert_logs_are_clean(leaks: &Leaks, place: &str, libraries: &[&str]) {
    let logs = CAPTURE.logs.take();
    for library in libraries {
        // Behind the level, or behind the spans that it stands in.
        let is_heard = logs.contains(&format!(" {library}:"));
        assert!(is_heard, "{library} logged nothing of {place}");
    }
    leaks.assert_none_in(&format!("a log of {place}"), &logs);
}

async fn public_types() {
    let mut shelf = shelf::Shelf::default();
    types::auth_core(&mut shelf).await;
    types::transport_core(&mut shelf).await;
    types::services(&mut shelf).await;
    shelf.assert_complete(types::WITHOUT_TEXT);
    assert_logs_are_clean(&Leaks::default(), "the types", &["transport_core"]);
}

async fn what_services_and_proxies_repeat() {
    let leaks = Leaks::default();
    let mut shown = BTreeSet::new();
    for call in Call::ALL {
        for (place, carrier) in Carrier::ALL.into_iter().enumerate() {
            let encodings = if place % 8 == 0 {
                &Encoding::ALL[..]
            } else {
                &[Encoding::Raw, Encoding::Percent]
            };
            for &encoding in encodings {
                for piece in 0.. {
                    let token_service = matches!(call, Call::Create | Call::Revoke);
                    let echo = echo(carrier, encoding, piece, token_service);
                    let rig = Rig::new(&nowhere(), &options().with_transport(echo));
                    let text = rig.call(call).await;
                    if text.contains(NO_MORE) {
                        assert!(piece >= 2, "nothing was repeated");
                        break;
                    }
                    for leak in leaks.found_in(&text) {
                        let first = text.lines().next().unwrap_or_default().to_owned();
                        let how = format!("{carrier:?} in {encoding:?}: {first}");
                        shown.insert((call.name(), leak, how));
                    }
                }
            }
        }
    }
    let some: Vec<_> = shown.iter().take(20).collect();
    assert!(
        some.is_empty(),
        "{} secrets are shown, such as {some:#?}",
        shown.len()
    );
    assert_logs_are_clean(&leaks, "what is repeated", &["transport_core"]);
}

async fn what_broken_servers_repeat() {
    let leaks = Leaks::default();
    for trick in Trick::OF_SERVERS {
        let server = Server::start(trick).await;
        let endpoint = format!("http://{}", server.addr).parse().unwrap();
        let rig = Rig::new(&endpoint, &options());
        for call in Call::ALL {
            let place = format!("{} of a server that repeats as {trick:?}", call.name());
            leaks.assert_none_in(&place, &rig.call(call).await);
        }
    }
    assert_logs_are_clean(&leaks, "broken servers", &["hyper_util", "reqwest"]);
    let (server, certificate) = Server::start_tls(Trick::Page).await;
    let endpoint = format!("https://{}", server.addr).parse().unwrap();
    let options = options().with_root_certificates_pem(certificate);
    let rig = Rig::new(&endpoint, &options);
    for call in Call::ALL {
        let text = rig.call(call).await;
        // The page or the token came, so TLS did its work.
        assert!(text.contains("502") || call == Call::Create, "{text}");
        leaks.assert_none_in(&format!("{} behind TLS", call.name()), &text);
    }
    assert_logs_are_clean(&leaks, "TLS", &["rustls"]);
}

async fn what_proxies_repeat() {
    let leaks = Leaks::default();
    let plain = Endpoint::allowing_plain_http("http://service.example.com").unwrap();
    for (endpoint, tricks) in [
        (plain, &Trick::OF_SERVERS[..]),
        (nowhere(), &[Trick::NoTunnel, Trick::DeadTunnel]),
    ] {
        for &trick in tricks {
            let server = Server::start(trick).await;
            let proxy = types::proxy_url().replace("127.0.0.1:9", &server.addr.to_string());
            let rig = Rig::new(&endpoint, &options().with_proxy(proxy));
            for call in Call::ALL {
                let place = format!("{} through a proxy with {trick:?}", call.name());
                leaks.assert_none_in(&place, &rig.call(call).await);
            }
        }
    }
    assert_logs_are_clean(&leaks, "proxies", &["hyper_util", "reqwest"]);
}

async fn what_the_emulator_was_sent() {
    for (options, library) in [
        (options(), "hyper_util"),
        (options().with_http2_prior_knowledge(), "h2"),
    ] {
        let emulator = services::emulator().await;
        let (text, leaks) = services::visit(&emulator, &options).await;
        leaks.assert_none_in("a call of the emulator", &text);
        leaks.assert_none_in("the emulator's log", &services::shown(&emulator).await);
        assert_logs_are_clean(&leaks, "the emulator", &[library]);
    }
}
