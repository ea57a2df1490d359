//! Every documented operation, parameter, field and error code is covered, or stands in the list
//! of exceptions with its reason.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::sync::Arc;

use coverage::{
    Contract, Operation, always, call_of, codes, documented_answer, missing_fields, read_by,
};
use percent_encoding::percent_decode_str;
use reliability::{Lab, LabOptions};
use serde_json::Value;
use test_support::fixture_json;
use transport_core::testing::SentRequest;

const SERVICES: [&str; 6] = [
    "nhn-ssc",
    "ncp-wsc",
    "nhn-appguard",
    "nhn-integrity",
    "nhn-oauth",
    "nhn-gateway",
];

/// What is documented and yet not covered, and why.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    (
        "*",
        "header.success",
        "a duplicate of isSuccessful that only examples show; ignored",
    ),
    (
        "details",
        "header",
        "decides whether the call succeeded; an error carries it, a list of items does not",
    ),
    (
        "abnormal-status",
        "header",
        "decides whether the call succeeded; an error carries it, a report does not",
    ),
    (
        "token-info",
        "header",
        "decides whether the call succeeded; an error carries it, a token's facts do not",
    ),
    (
        "create",
        "token_type",
        "always Bearer; the header that uses the token says so",
    ),
];

fn is_exception(operation: &str, field: &str) -> bool {
    EXCEPTIONS.iter().any(|(of, name, _)| {
        (*of == "*" || *of == operation)
            && (field == *name
                || field
                    .strip_prefix(name)
                    .is_some_and(|rest| rest.starts_with('.')))
    })
}

/// What an operation's pages document, and what of it is not covered.
#[derive(Default)]
struct Covered {
    documented: BTreeMap<&'static str, usize>,
    lacking: Vec<String>,
    excepted: usize,
}

async fn check(operation: &Operation, covered: &mut Covered) {
    *covered.documented.entry("operations").or_default() += 1;
    let Some(call) = call_of(&operation.name) else {
        covered
            .lacking
            .push(format!("operation {} is in no client", operation.name));
        return;
    };
    let answer = documented_answer(operation);
    // createJob's answer is not documented: its neighbours' envelope is what is expected.
    let staged = match answer.as_object() {
        Some(fields) if fields.is_empty() && operation.name == "create-job" => {
            fixture_json("ncp-wsc", "cancel-job.response.json")
        }
        Some(fields) if fields.is_empty() => Value::Null,
        _ => with_success(answer.clone()),
    };
    let fake = Arc::new(always(&staged));
    let transport = fake.clone();
    let lab =
        Lab::with(LabOptions::default().client(|options| options.with_transport(transport))).await;
    let written = match read_by(&lab, call).await {
        Ok(read) => read.documented(),
        Err(line) => {
            covered.lacking.push(format!("{}: {line}", operation.name));
            return;
        }
    };

    let sent = fake.sent().pop().unwrap();
    for parameter in &operation.parameters {
        *covered.documented.entry("parameters").or_default() += 1;
        if !is_sent(operation, &parameter.place, &parameter.name, &sent) {
            covered.lacking.push(format!(
                "{}: parameter {} is not sent",
                operation.name, parameter.name
            ));
        }
    }
    *covered.documented.entry("fields").or_default() += operation.fields.len();
    if operation.fields.is_empty() {
        return;
    }
    for field in missing_fields(&with_success(answer), &written) {
        if is_exception(&operation.name, &field) {
            covered.excepted += 1;
        } else {
            covered
                .lacking
                .push(format!("{}: field {field} is not read", operation.name));
        }
    }
}

/// The envelope of a success around a documented answer.
fn with_success(mut answer: Value) -> Value {
    if let Some(header) = answer.get_mut("header") {
        header["isSuccessful"] = true.into();
    }
    answer
}

fn is_sent(operation: &Operation, place: &str, name: &str, sent: &SentRequest) -> bool {
    let has_pair = |pairs: &str| {
        pairs
            .split('&')
            .any(|pair| pair.split('=').next() == Some(name))
    };
    match place {
        "header" => sent.headers.contains_key(name),
        "path" => {
            // The literal parts stand where the page has them, and something stands between.
            let documented: Vec<_> = operation.path.split('/').collect();
            let path = percent_decode_str(sent.uri.path()).decode_utf8().unwrap();
            let segments: Vec<_> = path.split('/').collect();
            documented.contains(&format!("{{{name}}}").as_str())
                && documented.len() == segments.len()
                && documented
                    .iter()
                    .zip(&segments)
                    .all(|(one, other)| one == other || one.starts_with('{') && !other.is_empty())
        }
        "query" => sent.uri.query().is_some_and(has_pair),
        "body" => match serde_json::from_slice::<Value>(&sent.body) {
            Ok(body) => body.get(name).is_some(),
            Err(_) => has_pair(std::str::from_utf8(&sent.body).unwrap()),
        },
        other => unreachable!("{other} is no place"),
    }
}

async fn coverage_of(contract: &Contract) -> Covered {
    let mut covered = Covered::default();
    for operation in &contract.operations {
        check(operation, &mut covered).await;
    }
    for error in &contract.errors {
        // 0 is the table's line for success.
        if error.code != 0 {
            *covered.documented.entry("error codes").or_default() += 1;
            if !codes(&contract.service, error.code) {
                covered
                    .lacking
                    .push(format!("error code {} has no name", error.code));
            }
        }
    }
    covered
}

#[tokio::test(start_paused = true)]
async fn everything_documented_is_covered() {
    let mut lacking = Vec::new();
    for service in SERVICES {
        let covered = coverage_of(&Contract::of(service)).await;
        let all: usize = covered.documented.values().sum();
        let counts: Vec<_> = covered
            .documented
            .iter()
            .map(|(what, count)| format!("{count} {what}"))
            .collect();
        let share = 100.0 * (all - covered.lacking.len()) as f64 / all as f64;
        println!(
            "{service}: {share:.0} % of {} ({} excepted)",
            counts.join(", "),
            covered.excepted
        );
        lacking.extend(
            covered
                .lacking
                .into_iter()
                .map(|what| format!("{service}: {what}")),
        );
    }
    for (operation, field, reason) in EXCEPTIONS {
        println!("excepted: {operation} {field}: {reason}");
    }
    assert!(lacking.is_empty(), "not covered:\n{}", lacking.join("\n"));
}

/// The coverage of a contract after a vendor's change to it.
async fn lacking_after(service: &str, change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut contract = fixture_json(service, "contract.json");
    change(&mut contract);
    coverage_of(&Contract::read(service, &contract))
        .await
        .lacking
}

#[tokio::test(start_paused = true)]
async fn what_a_page_adds_and_a_model_lacks_is_named() {
    let field =
        serde_json::json!({"name": "results[].ownerName", "place": "body", "type": "String"});
    let lacking = lacking_after("nhn-ssc", |contract| {
        contract["operations"][0]["fields"]
            .as_array_mut()
            .unwrap()
            .push(field);
    })
    .await;
    assert_eq!(lacking, ["summary: field results[].ownerName is not read"]);

    let parameter = serde_json::json!({"name": "sort", "place": "query", "type": "String"});
    let lacking = lacking_after("nhn-appguard", |contract| {
        contract["operations"][0]["parameters"]
            .as_array_mut()
            .unwrap()
            .push(parameter);
    })
    .await;
    assert_eq!(lacking, ["abnormal-status: parameter sort is not sent"]);

    let lacking = lacking_after("ncp-wsc", |contract| {
        let error = serde_json::json!({"status": 400, "code": 160_999, "message": "New"});
        contract["errors"].as_array_mut().unwrap().push(error);
    })
    .await;
    assert_eq!(lacking, ["error code 160999 has no name"]);

    let lacking = lacking_after("ncp-wsc", |contract| {
        contract["operations"][0]["name"] = "pauseJob".into();
    })
    .await;
    assert_eq!(lacking, ["operation pauseJob is in no client"]);

    let counter =
        serde_json::json!({"name": "data[].newHackCount", "place": "body", "type": "Integer"});
    let lacking = lacking_after("nhn-appguard", |contract| {
        contract["operations"][0]["fields"]
            .as_array_mut()
            .unwrap()
            .push(counter);
    })
    .await;
    assert_eq!(
        lacking,
        ["abnormal-status: field data[].newHackCount is not read"]
    );
}
