//! Answers that are true and look different.

use bytes::Bytes;
use serde_json::{Map, Value, json};

use super::kind::Fault;
use super::rewrite::Rewriter;
use crate::operation::Operation;
use crate::response::ServiceResponse;

/// Fields whose loss would change what the response is about: identities, tokens, the envelope.
const KEPT: &[&str] = &[
    "abnormalId",
    "access_token",
    "appId",
    "expires_in",
    "instanceNo",
    "isSuccessful",
    "resultCode",
    "returnCode",
    "token_type",
    "usageStasNo",
];

/// Fields whose values come from a list.
const ENUMERATED: &[&str] = &["bss", "kind", "os", "result_button", "status", "weakLevel"];

/// Changes a JSON response by faults, one after another; any other response stays as it is.
pub(crate) fn mutate(
    faults: &[Fault],
    operation: Operation,
    request: &[u8],
    response: &mut ServiceResponse,
) {
    let Some(mut rewriter) = Rewriter::new(&response.body, request) else {
        return;
    };
    for fault in faults {
        match fault {
            Fault::Rewrite { at, change } => rewriter.change(at, change),
            fault => change(fault, operation, rewriter.value()),
        }
    }
    let mut body = rewriter.into_bytes();
    for fault in faults {
        if let (Fault::Encoded { encoding }, Ok(text)) = (fault, std::str::from_utf8(&body)) {
            body = encoding.encode(text);
        }
    }
    response.body = Bytes::from(body);
}

fn change(fault: &Fault, operation: Operation, value: &mut Value) {
    match fault {
        Fault::UnknownFields => each_object(value, &mut |object| {
            object.insert(
                "internalUseOnly".to_owned(),
                json!({ "알 수 없음": [1, null, { "deep": true }] }),
            );
        }),
        Fault::UnknownEnumValues => each_object(value, &mut |object| {
            for (name, value) in object.iter_mut() {
                // The code of an item, not that of the envelope, is an enumeration in text.
                let item_code = name == "resultCode" && value.is_string();
                if value.is_string() && (ENUMERATED.contains(&name.as_str()) || item_code) {
                    *value = json!("새로운-VALUE");
                }
            }
        }),
        Fault::NumbersAsStrings => each_leaf(value, &mut |leaf| {
            if let Value::Number(number) = leaf {
                *leaf = Value::String(number.to_string());
            }
        }),
        Fault::Nulls { fields } => each_object(value, &mut |object| {
            if object.contains_key("isSuccessful") || object.contains_key("errorCode") {
                return;
            }
            for (name, value) in object.iter_mut() {
                let wanted = if fields.is_empty() {
                    !KEPT.contains(&name.as_str()) && !value.is_object() && !value.is_array()
                } else {
                    fields.contains(name)
                };
                if wanted {
                    *value = Value::Null;
                }
            }
        }),
        Fault::Wrapped if operation.is_ncp() && value.get("error").is_none() => {
            let already = value.get("returnCode").is_some();
            if !already {
                let bare = value.take();
                *value = json!({
                    "returnCode": "0",
                    "returnDesc": "Request Success",
                    "returnMessage": "Success",
                    "resources": bare
                });
            }
        }
        _ => {}
    }
}

fn each_object(value: &mut Value, act: &mut impl FnMut(&mut Map<String, Value>)) {
    match value {
        Value::Object(object) => {
            object
                .values_mut()
                .for_each(|value| each_object(value, act));
            act(object);
        }
        Value::Array(array) => array.iter_mut().for_each(|value| each_object(value, act)),
        _ => {}
    }
}

fn each_leaf(value: &mut Value, act: &mut impl FnMut(&mut Value)) {
    match value {
        Value::Object(object) => object.values_mut().for_each(|value| each_leaf(value, act)),
        Value::Array(array) => array.iter_mut().for_each(|value| each_leaf(value, act)),
        leaf => act(leaf),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(fault: &Fault, operation: Operation, body: &Value) -> Value {
        let mut response = ServiceResponse::json(body);
        mutate(std::slice::from_ref(fault), operation, b"", &mut response);
        serde_json::from_slice(&response.body).unwrap()
    }

    #[test]
    fn each_change_keeps_what_the_answer_is_about() {
        let body = json!({
            "header": { "isSuccessful": true, "resultCode": 0, "resultMessage": "SUCCESS" },
            "results": [{ "usageStasNo": 1, "os": "Linux", "resultCode": "X", "weakCount": 3 }]
        });
        let nulls = Fault::Nulls { fields: Vec::new() };
        let of = |fault| changed(fault, Operation::Summary, &body);
        assert_eq!(
            of(&nulls)["results"][0],
            json!({ "usageStasNo": 1, "os": null, "resultCode": "X", "weakCount": null })
        );
        assert_eq!(of(&nulls)["header"], body["header"]);
        assert_eq!(of(&Fault::NumbersAsStrings)["header"]["resultCode"], "0");
        assert_eq!(
            of(&Fault::NumbersAsStrings)["results"][0]["usageStasNo"],
            "1"
        );
        let unknown = of(&Fault::UnknownEnumValues);
        assert_ne!(unknown["results"][0]["os"], "Linux");
        assert_ne!(unknown["results"][0]["resultCode"], "X");
        assert_eq!(unknown["header"], body["header"]);
        assert!(of(&Fault::UnknownFields)["results"][0]["internalUseOnly"].is_object());
        assert_eq!(of(&Fault::Wrapped), body);
    }

    #[test]
    fn wrapping_is_for_bare_answers_of_one_vendor() {
        let list = json!({ "total_cnt": 0, "record_data": [] });
        let wrapped = changed(&Fault::Wrapped, Operation::GetJobs, &list);
        assert_eq!(wrapped["resources"], list);
        assert_eq!(wrapped["returnCode"], "0");
        let error = json!({ "error": { "errorCode": 901, "message": "API Call Fail" } });
        assert_eq!(changed(&Fault::Wrapped, Operation::GetJobs, &error), error);
    }
}
