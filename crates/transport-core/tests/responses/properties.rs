//! Whatever comes in: nothing panics, and what went out can be read back.

use std::time::{Duration, SystemTime};

use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use serde_json::Value;
use transport_core::{
    CallRequest, Endpoint, Vendor, Zone, parse_http_date, parse_retry_after, wire,
};

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8().unwrap().into_owned()
}

/// JSON that is like an envelope, but not quite.
fn almost_envelopes() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
        "[0-9]{1,25}".prop_map(Value::from),
    ];
    let name = prop::sample::select(vec![
        "header",
        "isSuccessful",
        "resultCode",
        "resultMessage",
        "error",
        "errorCode",
        "message",
        "details",
        "returnCode",
        "returnMessage",
        "returnDesc",
        "error_description",
    ]);
    leaf.prop_recursive(4, 24, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::vec((name.clone(), inner), 0..6).prop_map(|fields| {
                fields
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect()
            }),
        ]
    })
    .prop_map(|value| value.to_string())
}

fn read_by_all(body: &[u8]) {
    for vendor in [Vendor::Nhn, Vendor::Ncp, Vendor::NhnToken] {
        let _ = vendor.error_body(body);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_goes_through_a_segment_and_a_query(segment in any::<String>(), value in any::<String>()) {
        let request = CallRequest::new().path("/p").segment("id", &segment);
        let would_change_path = ["", ".", ".."].contains(&segment.as_str());
        prop_assert_eq!(request.validate("read").is_err(), would_change_path);
        let request = request.query("a", &value).query("b", "1");
        let target = request.target();
        prop_assert!(target.bytes().all(|byte| byte.is_ascii_graphic()));
        let (path, query) = target.split_once('?').unwrap();
        let segments: Vec<_> = path.split('/').collect();
        prop_assert_eq!(segments.len(), 3);
        prop_assert_eq!(decoded(segments[2]), segment);
        let pairs: Vec<_> = query.split('&').collect();
        prop_assert_eq!(pairs.len(), 2);
        prop_assert_eq!(decoded(pairs[0].strip_prefix("a=").unwrap()), value);
        prop_assert_eq!(pairs[1], "b=1");
    }

    #[test]
    fn a_segment_that_would_change_the_path_is_refused(segment in "[./a]{0,3}") {
        let refused = ["", ".", ".."].contains(&segment.as_str());
        let request = CallRequest::new().segment("id", &segment);
        prop_assert_eq!(request.validate("read").is_err(), refused);
    }

    #[test]
    fn any_header_value_is_a_wait_or_none(value in ".{0,40}", now in any::<u32>()) {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(now.into());
        let _ = parse_retry_after(&value, now);
        let _ = parse_http_date(&value);
    }

    #[test]
    fn any_figure_is_a_wait(seconds in any::<u64>(), later in 0_u64..1_000_000) {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_763_097_379);
        prop_assert_eq!(
            parse_retry_after(&seconds.to_string(), now),
            Some(Duration::from_secs(seconds))
        );
        let date = httpdate::fmt_http_date(now + Duration::from_secs(later));
        prop_assert_eq!(parse_retry_after(&date, now), Some(Duration::from_secs(later)));
        prop_assert_eq!(parse_http_date(&date), Some(now + Duration::from_secs(later)));
    }

    #[test]
    fn any_bytes_are_an_envelope_or_none(body in prop::collection::vec(any::<u8>(), 0..300)) {
        read_by_all(&body);
    }

    #[test]
    fn any_json_is_an_envelope_or_none(body in almost_envelopes()) {
        read_by_all(body.as_bytes());
    }

    #[test]
    fn any_text_is_an_endpoint_or_none_and_an_endpoint_reads_back(text in "(https?://)?.{0,30}") {
        let _ = text.parse::<Zone>();
        let _ = wire::date_time::from_wire(&text);
        if let Ok(endpoint) = Endpoint::allowing_plain_http(&text) {
            let again = Endpoint::allowing_plain_http(endpoint.as_str());
            prop_assert_eq!(again.as_ref(), Ok(&endpoint));
            prop_assert_eq!(format!("{}{}", endpoint.origin(), endpoint.base_path()), endpoint.as_str());
        }
    }
}
