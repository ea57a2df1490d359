use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;
use http::{Method, Request};
use korea_cloud_security_emulator::{Envelope, Fault, FaultRule, RetryAfter};
use serde_json::{Value, json};
use transport_core::ClientOptions;
use transport_core::http::{SendOptions, Transport};

/// The emulator's controls and its log.
#[derive(Debug)]
pub(super) struct Admin {
    url: String,
    transport: Arc<dyn Transport>,
}

/// What the services really did.
#[derive(Debug)]
pub(super) struct State {
    /// How many scans were billed under each memo.
    pub(super) billed: BTreeMap<String, u64>,
    pub(super) integrity_issued: u64,
    pub(super) integrity_consumed: u64,
    pub(super) tokens_issued: u64,
    pub(super) faults: u64,
    pub(super) connections: u64,
    pub(super) requests: u64,
}

impl Admin {
    pub(super) fn new(settings: &[(String, String)], options: &ClientOptions) -> Self {
        let url = settings
            .iter()
            .find(|(name, _)| name == "KCSEC_ENDPOINT_URL")
            .expect("the banner names the endpoint");
        Self {
            url: format!("{}/__admin", url.1),
            transport: options.transport().expect("the options are the defaults"),
        }
    }

    async fn ask(&self, method: Method, path: &str, body: Value) -> Value {
        let body = if body.is_null() {
            Bytes::new()
        } else {
            body.to_string().into()
        };
        let mut request = Request::new(body);
        *request.method_mut() = method;
        *request.uri_mut() = format!("{}/{path}", self.url).parse().expect("a URL");
        let options = SendOptions {
            body_limit: 1 << 30,
            ..SendOptions::default()
        };
        let answer = self.transport.send(request, options).await;
        let answer = answer.expect("the emulator's controls answer");
        assert!(answer.status().is_success(), "{path}: {answer:?}");
        serde_json::from_slice(answer.body()).expect("the controls speak JSON")
    }

    /// Lets so many of all calls go wrong, in ten ways.
    pub(super) async fn add_faults(&self, probability: f64) {
        let failed = |status, code, executed| Fault::Error {
            status,
            code,
            message: "a fault of the soak".to_owned(),
            envelope: Envelope::NhnHeader,
            executed,
        };
        let faults = [
            Fault::Latency { milliseconds: 200 },
            Fault::StallBeforeHeaders {
                milliseconds: Some(300),
                executed: true,
            },
            Fault::ResetBeforeRead,
            Fault::ResetAfterRead { executed: true },
            Fault::ResetAfterHeaders,
            Fault::TruncatedBody,
            Fault::Html {
                status: 502,
                executed: true,
            },
            failed(503, 5_030_001, false),
            Fault::TooManyRequests {
                retry_after: Some(RetryAfter::Seconds(1)),
            },
            Fault::CloseAfterResponse { reset: true },
        ];
        let each = probability / faults.len() as f64;
        for fault in faults {
            let rule = FaultRule::new(fault).probability(each);
            self.ask(Method::POST, "faults", json!(rule)).await;
        }
    }

    pub(super) async fn clear_faults(&self) {
        self.ask(Method::DELETE, "faults", Value::Null).await;
    }

    pub(super) async fn integrity_token(&self) -> String {
        let issued = self.ask(Method::POST, "integrity-tokens", json!({})).await;
        issued["token"].as_str().expect("a token").to_owned()
    }

    pub(super) async fn state(&self) -> State {
        let state = self.ask(Method::GET, "state", Value::Null).await;
        let mut billed = BTreeMap::new();
        for scan in state["scans"].as_array().expect("the scans") {
            let memo = scan["memo"].as_str().unwrap_or_default().to_owned();
            *billed.entry(memo).or_default() += 1;
        }
        let totals = &state["totals"];
        let number = |name: &str| totals[name].as_u64().unwrap_or_default();
        let reached = totals["reached"].as_object();
        State {
            billed,
            integrity_issued: number("integrity_issued"),
            integrity_consumed: number("integrity_consumed"),
            tokens_issued: number("tokens_issued"),
            faults: number("faults"),
            connections: number("connections"),
            requests: reached
                .into_iter()
                .flatten()
                .filter_map(|(_, count)| count.as_u64())
                .sum(),
        }
    }
}
