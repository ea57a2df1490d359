//! Whatever a caller puts into a parameter comes out at the server as it went in, and nowhere else.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    unreachable_pub
)]

mod support;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use chrono::DateTime;
use korea_cloud_security::ncp_wsc::{self, JobId, NcpCredentials};
use korea_cloud_security::nhn_appguard::{self, AbnormalStatusQuery, Os};
use korea_cloud_security::nhn_integrity::{self, IntegrityToken};
use korea_cloud_security::nhn_ssc::{
    self, Appkey, InspectionKind, InspectionStandard, SummaryQuery, UserAccessKey,
};
use percent_encoding::percent_decode_str;
use proptest::prelude::{Strategy as _, prop_assert, prop_assert_eq, prop_oneof};
use proptest::test_runner::TestCaseResult;
use reliability::start_of_time;
use support::{check, nasty_text};
use test_support::virtual_runtime;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use transport_core::{CallError, CallOptions, CallRequest, ClientOptions, Endpoint, ErrorKind};

/// A server that keeps each request's target, byte for byte, and refuses the request.
struct Raw {
    addr: SocketAddr,
    targets: Arc<Mutex<Vec<String>>>,
}

impl Raw {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        let targets = Arc::<Mutex<Vec<String>>>::default();
        let kept = targets.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(keep(stream, kept.clone()));
            }
        });
        Self { addr, targets }
    }

    fn endpoint(&self) -> Endpoint {
        format!("http://{}", self.addr).parse().unwrap()
    }

    /// The target of the one request since the last time.
    fn target(&self) -> Option<String> {
        let mut targets = self.targets.lock().unwrap();
        assert!(targets.len() <= 1, "{targets:?}");
        targets.pop()
    }
}

async fn keep(mut stream: TcpStream, targets: Arc<Mutex<Vec<String>>>) {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    while let Ok(count) = stream.read(&mut buffer).await {
        if count == 0 {
            return;
        }
        bytes.extend_from_slice(&buffer[..count]);
        if bytes.ends_with(b"\r\n\r\n") {
            let text = String::from_utf8(std::mem::take(&mut bytes)).unwrap();
            let target = text.split(' ').nth(1).unwrap().to_owned();
            targets.lock().unwrap().push(target);
            let refusal = "HTTP/1.1 404 Not Found\r\ncontent-length: 2\r\n\r\n{}";
            stream.write_all(refusal.as_bytes()).await.unwrap();
        }
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build()
        .unwrap()
}

fn options() -> ClientOptions {
    ClientOptions::new()
        .with_runtime(virtual_runtime(start_of_time()))
        .with_call_options(CallOptions::new().with_max_attempts(1))
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8().unwrap().into_owned()
}

/// The segment where it belongs, if it can be one, and else nothing sent.
fn assert_segment<T, E: AsRef<CallError>>(
    server: &Raw,
    given: &str,
    [before, after]: [&str; 2],
    result: Result<T, E>,
) -> TestCaseResult {
    let error = result.err().unwrap();
    let error = error.as_ref();
    let Some(target) = server.target() else {
        let is_job = before.ends_with("/jobs/");
        let is_unfit = is_job && given.parse::<JobId>().is_err();
        prop_assert!(
            is_unfit || matches!(given, "" | "." | ".."),
            "rejected: {error}"
        );
        prop_assert_eq!(error.kind(), ErrorKind::InvalidInput);
        return Ok(());
    };
    let path = target.split('?').next().unwrap();
    let middle = path
        .strip_prefix(before)
        .and_then(|rest| rest.strip_suffix(after));
    prop_assert!(middle.is_some(), "{target}");
    let segment = middle.unwrap();
    prop_assert!(
        segment
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte)),
        "{target}"
    );
    prop_assert_eq!(decode(segment), given, "{}", target);
    Ok(())
}

#[test]
fn any_text_is_one_segment_and_one_query_value() {
    check(
        1_000,
        (nasty_text(), nasty_text(), nasty_text()),
        |(segment, one, two)| {
            let request = CallRequest::new().path("/a").segment("field", &segment);
            let would_change_path = matches!(segment.as_str(), "" | "." | "..");
            prop_assert_eq!(request.validate("read").is_err(), would_change_path);
            let request = request.path("/b").query("one", &one).query("two", &two);
            let (path, query) = request.target().split_once('?').unwrap();
            let segments: Vec<_> = path.split('/').map(decode).collect();
            prop_assert_eq!(segments, ["", "a", segment.as_str(), "b"]);
            let pairs: Vec<_> = query
                .split('&')
                .map(|pair| {
                    let (name, value) = pair.split_once('=').unwrap();
                    (name.to_owned(), decode(value))
                })
                .collect();
            prop_assert_eq!(pairs, [("one".to_owned(), one), ("two".to_owned(), two)]);
            Ok(())
        },
    );
}

#[test]
fn any_appkey_stays_in_its_segment() {
    let runtime = runtime();
    let server = runtime.block_on(Raw::start());
    check(200, nasty_text(), |text| {
        runtime.block_on(async {
            let key = UserAccessKey::new("EXAMPLE_ID", "EXAMPLE_SECRET");
            let client = nhn_ssc::Client::builder()
                .with_appkey(Appkey::new(text.as_str()))
                .with_signer(Arc::new(auth_core::UnsignedSigner))
                .with_endpoint(server.endpoint())
                .with_options(options())
                .build();
            let Ok(client) = client else {
                prop_assert!(auth_core::validate_key(&text).is_err());
                return Ok(());
            };
            let details = client.details(7).await;
            let place = ["/ssc/v1.0/appKey/", "/inspection_result/details/7"];
            assert_segment(&server, &text, place, details)?;
            let client = nhn_appguard::Client::builder()
                .with_appkey(Appkey::new(text.as_str()))
                .with_user_access_key(key)
                .with_endpoint(server.endpoint())
                .with_options(options())
                .build()
                .unwrap();
            let day = *client.available_days().unwrap().end();
            let status = client
                .abnormal_status(&AbnormalStatusQuery::new(day, Os::Ios))
                .await;
            let place = ["/v1.0/appkeys/", "/dashboard/abnormal-status"];
            assert_segment(&server, &text, place, status)
        })
    });
}

#[test]
fn any_id_stays_in_its_segment() {
    let runtime = runtime();
    let (server, wsc, integrity) = runtime.block_on(async {
        let server = Raw::start().await;
        let wsc = ncp_wsc::Client::builder()
            .with_credentials(NcpCredentials::new(
                "EXAMPLE_ACCESS_KEY",
                "EXAMPLE_SECRET_KEY",
            ))
            .with_endpoint(server.endpoint())
            .with_options(options())
            .build()
            .unwrap();
        let integrity = nhn_integrity::Client::builder()
            .with_endpoint(server.endpoint())
            .with_options(options())
            .build()
            .unwrap();
        (server, wsc, integrity)
    });
    check(200, nasty_text(), |text| {
        runtime.block_on(async {
            let id = JobId::from(text.as_str());
            let given = text.trim();
            let before = "/api/v1/jobs/";
            assert_segment(
                &server,
                given,
                [before, "/cancel"],
                wsc.cancel_job(&id).await,
            )?;
            assert_segment(&server, given, [before, "/stop"], wsc.stop_job(&id).await)?;
            assert_segment(
                &server,
                given,
                [before, "/report"],
                wsc.get_report(&id).await,
            )?;
            let token = IntegrityToken::new("EXAMPLE_TOKEN");
            let place = ["/integrity-api/v1.0/client/apps/", "/token-info"];
            let info = integrity.token_info(&text, token).await;
            assert_segment(&server, &text, place, info)
        })
    });
}

#[test]
fn any_query_value_comes_out_as_it_went_in() {
    let runtime = runtime();
    let server = runtime.block_on(Raw::start());
    let client = runtime.block_on(async {
        nhn_ssc::Client::builder()
            .with_appkey(Appkey::new("EXAMPLE_APPKEY"))
            .with_signer(Arc::new(auth_core::UnsignedSigner))
            .with_endpoint(server.endpoint())
            .with_options(options())
            .build()
            .unwrap()
    });
    check(300, (nasty_text(), nasty_text()), |(kind, standard)| {
        let date = |text| DateTime::parse_from_rfc3339(text).unwrap();
        let (from, to) = ("2025-12-18T12:00:00+09:00", "2026-01-15T12:00:00+09:00");
        let query = SummaryQuery::new("kr1", date(from), date(to))
            .with_kind(InspectionKind::from(kind.as_str()))
            .with_standard(InspectionStandard::from(standard.as_str()));
        prop_assert!(runtime.block_on(client.summary(&query)).is_err());
        let target = server.target().unwrap();
        let pairs: Vec<_> = target
            .split_once('?')
            .unwrap()
            .1
            .split('&')
            .map(|pair| pair.split_once('=').unwrap())
            .map(|(name, value)| (name, decode(value)))
            .collect();
        let expected = [
            ("regionCode", "KR1".to_owned()),
            ("from", from.to_owned()),
            ("to", to.to_owned()),
            ("kind", kind),
            ("bss", standard),
        ];
        prop_assert_eq!(pairs, expected);
        Ok(())
    });
}

#[test]
fn any_text_as_an_endpoint_is_refused_or_leads_nowhere_else() {
    let url = (nasty_text(), nasty_text(), nasty_text())
        .prop_map(|(host, port, path)| format!("https://{host}example.com{port}/{path}"));
    check(1_000, prop_oneof![url, nasty_text()], |text| {
        let Ok(endpoint) = text.parse::<Endpoint>() else {
            return Ok(());
        };
        prop_assert!(!endpoint.origin().contains(['@', '\\', ' ']), "{endpoint}");
        prop_assert!(!endpoint.as_str().contains(['?', '#', ' ']), "{endpoint}");
        prop_assert_eq!(&endpoint.as_str().parse::<Endpoint>().unwrap(), &endpoint);
        Ok(())
    });
}

#[test]
fn any_text_as_a_credential_is_refused_or_sent_and_never_a_panic() {
    check(500, (nasty_text(), nasty_text()), |(id, secret)| {
        let key = UserAccessKey::new(id.as_str(), secret.as_str());
        let ncp = NcpCredentials::new(id.as_str(), secret.as_str());
        let refused = [
            auth_core::StaticHeaderSigner::user_access_key(&key).err(),
            auth_core::StaticHeaderSigner::basic(&key).err(),
            auth_core::NcpSigner::new(&ncp).err(),
            IntegrityToken::new(id.as_str()).authorization().err(),
        ];
        for error in refused.into_iter().flatten() {
            prop_assert!(!error.to_string().contains(char::is_control), "{error}");
        }
        Ok(())
    });
}
