//! Numbers as numbers, as texts, as `null`, and out of range.

use serde::Deserialize;
use serde_json::Value;
use transport_core::wire;

#[derive(Debug, Deserialize, PartialEq, Default)]
#[serde(default)]
struct Numbers {
    #[serde(deserialize_with = "wire::u32")]
    u32: u32,
    #[serde(deserialize_with = "wire::u64")]
    u64: u64,
    #[serde(deserialize_with = "wire::i64")]
    i64: i64,
    #[serde(deserialize_with = "wire::bool")]
    bool: bool,
    #[serde(deserialize_with = "wire::option::u32")]
    option_u32: Option<u32>,
    #[serde(deserialize_with = "wire::option::u64")]
    option_u64: Option<u64>,
    #[serde(deserialize_with = "wire::option::i64")]
    option_i64: Option<i64>,
    #[serde(deserialize_with = "wire::option::bool")]
    option_bool: Option<bool>,
    #[serde(deserialize_with = "wire::null_as_default")]
    text: String,
}

/// The field's value as `Debug` writes it, or the decoder's words.
fn read(field: &str, json: &str) -> Result<String, String> {
    let numbers: Numbers =
        serde_json::from_str(&format!(r#"{{"{field}":{json}}}"#)).map_err(|e| e.to_string())?;
    let shown = format!("{numbers:?}");
    let (_, rest) = shown.split_once(&format!("{field}: ")).unwrap();
    // Fields stand in the struct's order, so the first match is the field itself.
    Ok(rest.split([',', '}']).next().unwrap().trim().to_owned())
}

fn assert_reads(field: &str, json: &str, expected: &str) {
    let option = format!("option_{field}");
    assert_eq!(read(field, json).unwrap(), expected, "{field} {json}");
    assert_eq!(
        read(&option, json).unwrap(),
        format!("Some({expected})"),
        "{option} {json}"
    );
}

fn assert_refuses(field: &str, json: &str) {
    for field in [field.to_owned(), format!("option_{field}")] {
        let error = read(&field, json).unwrap_err();
        // The text of a value never stands in the decoder's words.
        assert!(!error.contains("EXAMPLE"), "{error}");
        assert!(error.contains("expected"), "{error}");
    }
}

#[test]
fn a_number_is_read_however_it_is_written() {
    for json in ["7", "7.0", "7e0", r#""7""#, r#"" 7 ""#] {
        for field in ["u32", "u64", "i64"] {
            assert_reads(field, json, "7");
        }
    }
    assert_reads("i64", "-7", "-7");
    assert_reads("i64", r#""-7""#, "-7");
    assert_reads("i64", "-7.0", "-7");
    assert_reads("u32", "4294967295", "4294967295");
    assert_reads("u64", "18446744073709551615", "18446744073709551615");
    assert_reads("u64", r#""18446744073709551615""#, "18446744073709551615");
    assert_reads("i64", "-9223372036854775808", "-9223372036854775808");
}

#[test]
fn what_is_out_of_range_is_refused_not_bent() {
    assert_refuses("u32", "4294967296");
    assert_refuses("u32", r#""4294967296""#);
    assert_refuses("u32", "-1");
    assert_refuses("u64", "-1");
    assert_refuses("u64", "-1.0");
    assert_refuses("u64", "18446744073709551616");
    assert_refuses("i64", "9223372036854775808");
    assert_refuses("i64", "1e300");
    assert_refuses("i64", "7.5");
    assert_refuses("i64", r#""7.5""#);
}

#[test]
fn what_is_no_number_is_refused() {
    for json in [
        r#""EXAMPLE""#,
        "true",
        "[]",
        "[7]",
        "{}",
        r#""0x7""#,
        r#""٧""#,
    ] {
        for field in ["u32", "u64", "i64"] {
            assert_refuses(field, json);
        }
    }
}

#[test]
fn null_and_an_empty_text_are_no_number_only_where_there_may_be_none() {
    for field in ["u32", "u64", "i64", "bool"] {
        for json in ["null", r#""""#, r#""  ""#] {
            assert!(read(field, json).is_err(), "{field} {json}");
            assert_eq!(read(&format!("option_{field}"), json).unwrap(), "None");
        }
    }
    assert_eq!(
        serde_json::from_str::<Numbers>("{}").unwrap(),
        Numbers::default()
    );
    assert_eq!(read("text", "null").unwrap(), r#""""#);
    assert!(read("text", "7").is_err());
}

#[test]
fn truth_values_are_read_as_texts_too() {
    for (json, expected) in [
        ("true", "true"),
        (r#""TRUE""#, "true"),
        (r#"" false ""#, "false"),
    ] {
        assert_reads("bool", json, expected);
    }
    for json in ["1", r#""yes""#, r#""EXAMPLE""#, "[]"] {
        assert_refuses("bool", json);
    }
}

#[test]
fn dates_go_out_with_seconds_and_an_offset_in_figures() {
    use wire::date_time::{KOREA, from_wire, to_wire};

    let date = from_wire(" 2025-06-17T00:00:00.75+09:00 ").unwrap();
    assert_eq!(to_wire(&date), "2025-06-17T00:00:00+09:00");
    assert_eq!(to_wire(&date.to_utc()), "2025-06-16T15:00:00+00:00");
    assert_eq!(
        to_wire(&date.with_timezone(&KOREA)),
        "2025-06-17T00:00:00+09:00"
    );
    for text in [
        "2025-06-17",
        "2025-06-17T00:00:00",
        "",
        "2025-13-01T00:00:00Z",
    ] {
        assert!(from_wire(text).is_err(), "{text}");
    }
}

#[test]
fn a_number_keeps_its_value_through_any_form() {
    for number in [0_u64, 1, 9_007_199_254_740_993, u64::MAX] {
        let json = Value::from(number).to_string();
        assert_reads("u64", &json, &number.to_string());
        assert_reads("u64", &format!("\"{json}\""), &number.to_string());
    }
}
