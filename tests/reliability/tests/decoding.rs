//! Whatever comes from outside is read or refused: no panic, and time and memory in proportion to
//! what came.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    unreachable_pub
)]

mod support;
#[path = "../../../fuzz/src/targets.rs"]
mod targets;

use std::fs;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::{BoxedStrategy, Just, Strategy, any, prop_assert, prop_oneof};
use proptest::sample::{Index, select};
use proptest::test_runner::TestCaseResult;
use serde_json::{Map, Value, json};
use support::{check, nasty_text};
use targets::TARGETS;
use test_support::{fixture, fixture_names};

/// The memory that a decoder may take at once, and how often it may ask for some, for each byte that
/// it reads and for none at all. Measured: 136 bytes for a byte of a list of empty objects, each of
/// which becomes an entry of AppGuard with all its counters; three requests for a byte of an error
/// page that is searched for secrets.
const BYTES_FOR_A_BYTE: u64 = 150;
const PIECES_FOR_A_BYTE: u64 = 12;
const BYTES_FOR_NOTHING: u64 = 600_000;
const PIECES_FOR_NOTHING: u64 = 6_000;

/// Gives the bytes to every target.
fn read_by_all(data: &[u8]) -> TestCaseResult {
    for (name, target) in TARGETS {
        let taken = allocation_counter::measure(|| target(data));
        let length = data.len() as u64;
        prop_assert!(
            taken.bytes_max < BYTES_FOR_NOTHING + BYTES_FOR_A_BYTE * length,
            "{name} takes {} bytes for {length}",
            taken.bytes_max
        );
        prop_assert!(
            taken.count_total < PIECES_FOR_NOTHING + PIECES_FOR_A_BYTE * length,
            "{name} takes {} pieces of memory for {length} bytes",
            taken.count_total
        );
    }
    Ok(())
}

/// A status and a header, as the targets read them, in front of a body; bodies alone come too.
fn with_head(body: impl Strategy<Value = Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    let head = prop_oneof![Just(Vec::new()), any::<[u8; 2]>().prop_map(Vec::from)];
    (head, body).prop_map(|(head, body)| [head, body].concat())
}

/// The vendors' examples and errors.
fn examples() -> Vec<String> {
    let crates = [
        "nhn-ssc",
        "ncp-wsc",
        "nhn-appguard",
        "nhn-integrity",
        "nhn-oauth",
        "nhn-gateway",
    ];
    let mut examples = Vec::new();
    for name in crates {
        for file in fixture_names(name) {
            if file.contains(".response.") || file.contains("error.") {
                examples.push(fixture(name, &file));
            }
        }
    }
    assert!(examples.len() > 20, "the fixtures are gone");
    // What the pages describe without an example.
    examples.extend(
        [
            json!({"total_cnt": 1, "total_page_cnt": 1, "record_data": [{
                "instanceNo": "1", "start_date": "2025-06-17 10:00:00", "end_date": 1_750_122_000,
                "status": "Done", "progress": "100", "start_url": "https://a.example.com",
                "crawl_cnt": 1, "scan_cnt": "2", "memo": null, "result_button": "report",
            }]}),
            json!({"resources": {"report_date": "2025-06-17", "Login_Info": "JSESSIONID=x",
            "Scan_Time": "2025/06/17 10:00:00~2025/06/17 10:42:00",
            "Vulnerability_Category": "XSS, SSI Injection",
            "Classify_byRisk_Level": {"Total": 1, "High": "1"}, "Details": [{"a": 1.5}]}}),
            json!({"returnCode": "0", "resources": {"instanceNo": 7}}),
            json!({"Code": "Success", "AccessKeyId": "EXAMPLE", "SecretAccessKey": "EXAMPLE",
            "Expiration": "2025-06-17T00:00:00Z"}),
        ]
        .map(|example| example.to_string()),
    );
    examples.extend(
        [
            "[DEFAULT]\nncloud_access_key_id = EXAMPLE\nncloud_secret_access_key = A=#;\n",
            "Fri, 14 Nov 2025 05:16:29 GMT",
            "120",
            "https://user:password@host:8443/path?a=b#c",
            "http://[::1]:80/",
            "<html><body>Bad Gateway</body></html>",
        ]
        .map(str::to_owned),
    );
    examples
}

/// Any JSON, and such of names and values as the services use.
fn any_json() -> BoxedStrategy<Value> {
    let names = [
        "header",
        "isSuccessful",
        "resultCode",
        "resultMessage",
        "results",
        "page",
        "data",
        "body",
        "abnormalId",
        "total",
        "error",
        "errorCode",
        "message",
        "returnCode",
        "resources",
        "record_data",
        "instanceNo",
        "total_page_cnt",
        "Login_Info",
        "Scan_Time",
        "Details",
        "access_token",
        "expires_in",
        "integrityResult",
        "expireAt",
        "usageStasNo",
        "executionTime",
        "manageMethod",
        "SecretAccessKey",
        "Expiration",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        nasty_text().prop_map(Value::from),
        select(vec![
            "true",
            "0",
            "-1",
            "1e400",
            "2025-06-17T00:00:00+09:00",
            "report",
            "<br>"
        ])
        .prop_map(Value::from),
    ];
    let name = prop_oneof![
        4 => select(names.to_vec()).prop_map(str::to_owned),
        1 => nasty_text(),
    ];
    leaf.prop_recursive(5, 60, 8, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            vec((name.clone(), inner), 0..8)
                .prop_map(|fields| Value::Object(fields.into_iter().collect::<Map<_, _>>())),
        ]
    })
    .boxed()
}

/// One change to an example.
#[derive(Debug, Clone)]
enum Change {
    Byte(Index, u8),
    Cut(Index, Index),
    Repeat(Index, Index),
    Insert(Index, Vec<u8>),
    Value(Index, Value),
    Remove(Index),
    Rename(Index, String),
    Wrap(Index),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    prop_oneof![
        (at(), any::<u8>()).prop_map(|(at, byte)| Change::Byte(at, byte)),
        (at(), at()).prop_map(|(from, to)| Change::Cut(from, to)),
        (at(), at()).prop_map(|(from, to)| Change::Repeat(from, to)),
        (at(), vec(any::<u8>(), 1..8)).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        (at(), any_json()).prop_map(|(at, value)| Change::Value(at, value)),
        (at(), any_json()).prop_map(|(at, value)| Change::Value(at, value)),
        at().prop_map(Change::Remove),
        (at(), nasty_text()).prop_map(|(at, name)| Change::Rename(at, name)),
        at().prop_map(Change::Wrap),
    ]
}

fn changed(text: &str, changes: &[Change]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for change in changes {
        let span = |from: &Index, to: &Index| {
            let (from, to) = (from.index(bytes.len() + 1), to.index(bytes.len() + 1));
            from.min(to)..from.max(to)
        };
        match change {
            Change::Byte(at, byte) if !bytes.is_empty() => {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            Change::Cut(from, to) => drop(bytes.drain(span(from, to))),
            Change::Repeat(from, to) => {
                let span = span(from, to);
                let piece = bytes[span.clone()].to_vec();
                bytes.splice(span.end..span.end, piece);
            }
            Change::Insert(at, piece) => {
                let at = at.index(bytes.len() + 1);
                bytes.splice(at..at, piece.iter().copied());
            }
            of_json => {
                if let Ok(mut json) = serde_json::from_slice(&bytes) {
                    change_json(&mut json, of_json);
                    bytes = json.to_string().into_bytes();
                }
            }
        }
    }
    bytes
}

/// Changes one node of a document, whichever the index says.
fn change_json(json: &mut Value, change: &Change) {
    let (Change::Value(at, _) | Change::Remove(at) | Change::Rename(at, _) | Change::Wrap(at)) =
        change
    else {
        return;
    };
    let mut left = at.index(nodes(json));
    let Some(node) = node(json, &mut left) else {
        return;
    };
    match (change, node) {
        (Change::Value(_, value), node) => *node = value.clone(),
        (Change::Wrap(_), node) => *node = json!([node.take()]),
        (Change::Remove(_), Value::Object(fields)) => {
            if let Some(name) = fields.keys().next().cloned() {
                fields.remove(&name);
            }
        }
        (Change::Rename(_, to), Value::Object(fields)) => {
            if let Some(name) = fields.keys().next().cloned() {
                let value = fields.remove(&name).unwrap();
                fields.insert(to.clone(), value);
            }
        }
        (_, node) => *node = Value::Null,
    }
}

fn nodes(json: &Value) -> usize {
    1 + match json {
        Value::Array(elements) => elements.iter().map(nodes).sum(),
        Value::Object(fields) => fields.values().map(nodes).sum(),
        _ => 0,
    }
}

fn node<'a>(json: &'a mut Value, left: &mut usize) -> Option<&'a mut Value> {
    if *left == 0 {
        return Some(json);
    }
    *left -= 1;
    match json {
        Value::Array(elements) => elements.iter_mut().find_map(|element| node(element, left)),
        Value::Object(fields) => fields.values_mut().find_map(|value| node(value, left)),
        _ => None,
    }
}

#[test]
fn any_bytes_are_read_or_refused() {
    check(150, with_head(vec(any::<u8>(), 0..400)), |data| {
        read_by_all(&data)
    });
    check(
        150,
        with_head(nasty_text().prop_map(String::into_bytes)),
        |data| read_by_all(&data),
    );
}

#[test]
fn any_json_is_read_or_refused() {
    let json = any_json().prop_map(|json| json.to_string().into_bytes());
    check(250, with_head(json), |data| read_by_all(&data));
}

#[test]
fn any_mutation_of_an_example_is_read_or_refused() {
    let mutated = (select(examples()), vec(change(), 0..4))
        .prop_map(|(example, changes)| changed(&example, &changes));
    check(300, with_head(mutated), |data| read_by_all(&data));
}

#[test]
fn what_is_made_to_burden_a_reader_does_not() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(2_000), close.repeat(2_000));
    let list = |element: &str| {
        let elements = vec![element; 2_000].join(",");
        format!(
            r#"{{"header":{{"isSuccessful":true,"resultCode":0}},"results":[{elements}],"data":[{elements}],"record_data":[{elements}],"body":{{}}}}"#
        )
    };
    for burden in [
        deep("[", "]"),
        deep(r#"{"resources":"#, "}"),
        deep(r#"{"error":"#, "}"),
        list("{}"),
        list(r#"{"usageStasNo":1}"#),
        list(r#"{"instanceNo":1,"abnormalId":"a"}"#),
        list("null"),
        format!(r#"{{"Details":[{}0]}}"#, "0,".repeat(2_000)),
        format!("{{{}\"a\":0}}", r#""returnCode":0,"#.repeat(2_000)),
        format!("[{}", "a]\n[".repeat(5_000)),
        "[a]\nncloud_access_key_id=b\n".repeat(2_000),
        "9".repeat(30_000),
        format!(r#"{{"returnCode":{}}}"#, "9".repeat(30_000)),
        format!(r#"{{"returnCode":"{}"}}"#, "9".repeat(30_000)),
        "<br>".repeat(5_000),
        format!(
            r#"{{"resultId":"a","manageMethod":"{}"}}"#,
            "<".repeat(2_000)
        ),
        "https://".repeat(5_000),
        "%25".repeat(2_000),
        "QUFB".repeat(5_000),
        "Basic QTpC ".repeat(2_000),
        "://a@".repeat(5_000),
    ] {
        read_by_all(burden.as_bytes()).unwrap();
        // A refusal of the same, whose text becomes part of an error.
        read_by_all(format!("\u{4}\0{}", &burden[..burden.len() / 8]).as_bytes()).unwrap();
    }
}

#[test]
fn the_fuzz_targets_survive_a_short_run() {
    let mut state = 1_u64;
    let mut random = move || {
        // xorshift64: the same bytes in every run.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let corpus = examples();
    for round in 0..400 {
        let mut data = corpus[round % corpus.len()].clone().into_bytes();
        for _ in 0..random() % 6 {
            let at = (random() % (data.len() as u64 + 1)) as usize;
            match random() % 3 {
                0 => data.insert(at, random() as u8),
                1 => data.truncate(at),
                _ => data.extend_from_slice(&random().to_le_bytes()),
            }
        }
        for (_, target) in TARGETS {
            target(&data);
        }
    }
}

#[test]
fn every_target_has_its_program() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz");
    let manifest = fs::read_to_string(fuzz.join("Cargo.toml")).unwrap();
    for (name, _) in TARGETS {
        let program = fuzz.join(format!("fuzz_targets/{name}.rs"));
        let program = fs::read_to_string(program).unwrap();
        assert!(
            program.contains(&format!("targets::{name}(data)")),
            "{name}"
        );
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name}");
    }
    let programs = fs::read_dir(fuzz.join("fuzz_targets")).unwrap().count();
    assert_eq!(programs, TARGETS.len());
}
