//! Each field of a response is read on its own, and what cannot be read comes out as it came.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use serde_json::value::RawValue;
use test_support::any_json;
use transport_core::wire::{self, RawJson, Rows, WireValue as _, id, record};
use transport_core::{ConfigError, open_enum};

id! {
    /// The id of a row.
    pub struct RowId;
}

open_enum! {
    /// A colour.
    pub enum Color {
        /// Red.
        Red = "red",
    }
}

record! {
    /// A row.
    #[derive(Debug)]
    pub struct Row
    key {
        /// Its id.
        id: RowId = "rowNo" | "rowId"
    }
    fields {
        /// A text.
        name: String = "name",
        /// A number.
        count: u64 = "count",
        /// A truth value.
        open: bool = "open",
        /// A colour.
        color: Color = "color",
        /// Whatever.
        rest: RawJson = "rest",
    }
}

record! {
    /// A page.
    #[derive(Debug)]
    pub struct Page
    fields {
        /// Its rows.
        rows: Rows<Row> = "rows",
        /// How many there are.
        total: u64 = "total",
    }
}

fn row(json: &str) -> Row {
    serde_json::from_str(json).unwrap()
}

fn page(body: &[u8]) -> Page {
    wire::decode(body).unwrap()
}

#[test]
fn what_can_stand_for_a_value_is_read_and_comes_out_as_it_came() {
    for (value, count) in [
        ("\"12\"", Some(12)),
        ("\"45%\"", Some(45)),
        ("45.5", Some(45)),
        ("\"1,024\"", Some(1024)),
        ("-1", None),
        ("\"\"", None),
        ("null", None),
        ("{\"a\":1.10}", None),
        ("1e400", None),
        ("100000000000000000000", None),
    ] {
        let json = format!(r#"{{"rowNo":7,"name":"a","count":{value},"open":true}}"#);
        let row = row(&json);
        assert_eq!(row.count, count, "{value}");
        assert_eq!(
            (row.name.as_deref(), row.open),
            (Some("a"), Some(true)),
            "{value}"
        );
        assert_eq!(serde_json::to_string(&row).unwrap(), json);
    }
}

#[test]
fn a_value_that_is_set_later_is_the_one_that_is_written() {
    let mut row = row(r#"{"rowNo":7,"count":"many"}"#);
    row.count = Some(3);
    assert_eq!(
        serde_json::to_string(&row).unwrap(),
        r#"{"rowNo":7,"count":3}"#
    );
}

#[test]
fn ids_keep_their_text_and_their_form() {
    for (json, text) in [
        ("7", "7"),
        ("\"00123\"", "00123"),
        ("9007199254740993", "9007199254740993"),
        ("100000000000000000000", "100000000000000000000"),
        ("\"12\"", "12"),
    ] {
        let id: RowId = serde_json::from_str(json).unwrap();
        assert_eq!(id.as_str(), text);
        assert_eq!(serde_json::to_string(&id).unwrap(), json);
    }
    assert_eq!(RowId::from(7), RowId::from("7"));
    assert!(RowId::from("9") < RowId::from("10") && RowId::from("10") < RowId::from("a"));
    for bad in ["", "a b", "a\u{7}", &"1".repeat(65)] {
        assert!(
            matches!(bad.parse::<RowId>(), Err(ConfigError { .. })),
            "{bad:?}"
        );
    }
}

#[test]
fn a_record_without_identity_costs_only_itself() {
    let page =
        page(br#"{"rows":[{"rowNo":1},{"name":"x"},[1],{"rowNo":{}},{"rowId":"5"}],"total":5}"#);
    let rows = page.rows.unwrap();
    let ids: Vec<_> = rows.rows().iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids, ["1", "5"]);
    let skipped: Vec<_> = rows.skipped().iter().map(ToString::to_string).collect();
    assert_eq!(
        skipped,
        [
            "record 2: rowNo is missing or unreadable",
            "record 3 is not an object",
            "record 4: rowNo is missing or unreadable"
        ]
    );
}

#[test]
fn broken_text_costs_only_its_characters() {
    let cut = page(br#"{"rows":[{"rowNo":1,"name":"cut \ud83d","color":"re\ud83dd"}],"total":1}"#);
    assert_eq!(
        cut.rows.unwrap().rows()[0].name.as_deref(),
        Some("cut \u{fffd}")
    );
    let cp949 =
        page(b"\xef\xbb\xbf{\"rows\":[{\"rowNo\":1,\"name\":\"\xc1\xa1\xb0\xcb\"}],\"total\":1}");
    let name = cp949.rows.unwrap().rows()[0].name.clone().unwrap();
    assert!(name.contains('\u{fffd}'), "{name}");
    assert_eq!(cp949.total, Some(1));
}

#[test]
fn only_an_object_is_read_as_one() {
    for body in [
        "[[[1,\"a\",1,true,\"red\",1]],1]",
        "[]",
        "5",
        "null",
        "\"\"",
        "",
        "{",
        "{}x",
    ] {
        assert!(wire::decode::<Page>(body.as_bytes()).is_err(), "{body}");
    }
    let page = page(br#"{"rows":[[1,"a",1,true,"red",1]],"total":1}"#);
    assert_eq!(page.rows.unwrap().skipped().len(), 1);
}

#[test]
fn unknown_fields_come_out_as_they_came_without_their_secrets() {
    let json = r#"{"rowNo":1,"z":1.10,"a":{"b":1e400,"b":2},"z":"again"}"#;
    assert_eq!(serde_json::to_string(&row(json)).unwrap(), json);
    let secret = row(r#"{"rowNo":1,"z":[{"Cookie":"test-secret"}]}"#);
    let written = serde_json::to_string(&secret).unwrap();
    assert_eq!(written, r#"{"rowNo":1,"z":[{"Cookie":"[redacted]"}]}"#);
    let named = row(
        r#"{"rowNo":1,"set-cookie":"test-secret","password":null,"Headers":{"a":"test-secret"}}"#,
    );
    assert_eq!(
        serde_json::to_string(&named).unwrap(),
        r#"{"rowNo":1,"set-cookie":"[redacted]","password":null,"Headers":"[redacted]"}"#
    );
    let (name, value) = named.extra().unknown().next().unwrap();
    assert_eq!(
        (name, value.expose_secrets()),
        ("set-cookie", "\"test-secret\"")
    );
    assert_eq!(format!("{value:?}"), "\"[redacted]\"");
    let debug = format!("{secret:?}");
    assert!(
        !debug.contains("test-secret") && !debug.contains("Cookie"),
        "{debug}"
    );
    assert!(
        secret
            .extra()
            .get("z")
            .unwrap()
            .expose_secrets()
            .contains("test-secret")
    );
}

proptest! {
    #[test]
    fn any_value_of_one_field_leaves_the_others(which in 0_usize..6, value in any_json()) {
        let names = ["name", "count", "open", "color", "rest", "unknown"];
        let documented = ["\"a\"", "12", "true", "\"red\"", "[1.0]", "0"];
        let fields: Vec<String> = (0..6)
            .map(|at| format!("\"{}\":{}", names[at], if at == which { &value } else { documented[at] }))
            .collect();
        let json = format!("{{\"rowNo\":1,{}}}", fields.join(","));
        let page = page(format!("{{\"rows\":[{{\"rowNo\":0}},{json}],\"total\":2}}").as_bytes());
        let rows = page.rows.unwrap();
        prop_assert_eq!(rows.rows().len(), 2);
        let row = &rows.rows()[1];
        prop_assert!(which == 0 || row.name.as_deref() == Some("a"));
        prop_assert!(which == 1 || row.count == Some(12));
        prop_assert!(which == 2 || row.open == Some(true));
        prop_assert!(which == 3 || row.color == Some(Color::Red));
        // A text that is read may be written with other escapes; what is not read keeps its bytes.
        let written = serde_json::to_string(&row).unwrap();
        let plain = serde_json::from_str::<String>(&value).map(|text| serde_json::json!(text).to_string());
        let with_plain = plain.map(|plain| json.replacen(&value, &plain, 1));
        prop_assert!(written == json || with_plain.is_ok_and(|json| json == written), "{written} for {json}");
    }
}

#[test]
fn a_record_is_read_alone_as_well() {
    let raw: &RawValue = serde_json::from_str(r#"{"rowNo":1,"count":"2"}"#).unwrap();
    assert_eq!(Row::lenient(raw).unwrap().count, Some(2));
    let mut made = Row::new(1);
    made.name = Some("a".into());
    assert_eq!(
        serde_json::to_string(&made).unwrap(),
        r#"{"rowNo":1,"name":"a"}"#
    );
}
