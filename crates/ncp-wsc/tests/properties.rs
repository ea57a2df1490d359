//! Layer 4: whatever comes from outside, nothing panics and nothing is lost.
#![allow(clippy::unwrap_used)]

use ncp_wsc::{Acknowledgement, CreateJob, CreatedJob, DateText, JobId, JobPage, Period, Report};
use proptest::prelude::*;
use serde_json::{Value, json};
use transport_core::Vendor;
use transport_core::envelope::ApiResponse as _;

/// Any JSON, with the names that the decoders look for more often than chance has them.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
        Just(json!("0")),
    ];
    let name = prop_oneof![
        Just("returnCode"),
        Just("error"),
        Just("errorCode"),
        Just("resources"),
        Just("record_data"),
        Just("instanceNo"),
        Just("result_button"),
        Just("start_date"),
        Just("Login_Info"),
        Just("Classify_byRisk_Level"),
        Just("x"),
    ];
    leaf.prop_recursive(5, 40, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((name.clone(), inner), 0..5).prop_map(|fields| {
                let fields = fields.into_iter().map(|(n, v)| (n.to_owned(), v));
                Value::Object(fields.collect())
            }),
        ]
    })
}

fn decode_as_everything(body: &[u8]) {
    let _ = JobPage::decode(body);
    let _ = Report::decode(body);
    let _ = serde_json::from_slice::<Report>(body);
    let _ = Acknowledgement::decode(body);
    let _ = CreatedJob::decode(body);
}

proptest! {
    #[test]
    fn no_bytes_panic_a_decoder(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        decode_as_everything(&bytes);
    }

    #[test]
    fn no_json_panics_a_decoder_and_no_refusal_passes_for_an_answer(json in any_json()) {
        let body = json.to_string();
        decode_as_everything(body.as_bytes());
        if Vendor::Ncp.error_body(body.as_bytes()).is_some()
            && json.get("errorCode").is_none()
        {
            prop_assert!(JobPage::decode(body.as_bytes()).is_err());
            prop_assert!(Acknowledgement::decode(body.as_bytes()).is_err());
            prop_assert!(CreatedJob::decode(body.as_bytes()).is_err());
        }
    }

    #[test]
    fn what_the_vendor_leaves_open_comes_out_as_it_went_in(details in any_json()) {
        // null is the same as absent.
        prop_assume!(!details.is_null());
        let json = json!({"Memo": "x", "Details": details});
        let report: Report = serde_json::from_str(&json.to_string()).unwrap();
        let kept = report.details.as_ref().unwrap().expose_secrets();
        prop_assert_eq!(kept, json["Details"].to_string());
        prop_assert_eq!(report.expose_secrets(), json.to_string());
    }

    #[test]
    fn any_text_is_a_date_or_none(text in ".{0,40}") {
        let _ = DateText::from(text.as_str()).parsed();
        let _ = Period::from(text.as_str()).parsed();
        let id = JobId::from(text.as_str());
        if !id.as_str().is_empty() {
            let again: JobId = serde_json::from_value(serde_json::to_value(&id).unwrap()).unwrap();
            prop_assert_eq!(again, id);
        }
    }

    #[test]
    fn any_request_is_checked_without_panic_or_secret(url in ".{0,30}", name in ".{0,8}", value in ".{0,8}") {
        let request = CreateJob::new(url)
            .with_header(name, format!("{value}test-secret-header"));
        let shown = match request.validate() {
            Ok(()) => format!("{request:?}"),
            Err(error) => format!("{request:?} {error} {error:?}"),
        };
        prop_assert!(!shown.contains("test-secret"), "{}", shown);
    }
}
