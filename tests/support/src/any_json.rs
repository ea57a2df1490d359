use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Any JSON as text: also what no `Value` can hold, such as half a surrogate pair.
pub fn any_json() -> impl Strategy<Value = String> {
    let odd = [
        "null",
        "-0",
        "1.10",
        "1e400",
        "100000000000000000000",
        r#""\ud83d""#,
        r#""\u0041\/""#,
        r#""""#,
        r#"" ""#,
        r#""45%""#,
        r#""1,024""#,
        r#""12""#,
        r#"{"a":1,"a":2}"#,
        "[ 1 , 2 ]",
    ];
    let leaf = prop_oneof![
        3 => select(odd.to_vec()).prop_map(str::to_owned),
        1 => any::<bool>().prop_map(|truth| truth.to_string()),
        1 => any::<i128>().prop_map(|number| number.to_string()),
        1 => any::<f64>()
            .prop_filter("JSON has no infinity", |number| number.is_finite())
            .prop_map(|number| number.to_string()),
        2 => any::<String>().prop_map(|text| quoted(&text)),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        let field = (any::<String>(), inner.clone())
            .prop_map(|(name, value)| format!("{}:{value}", quoted(&name)));
        prop_oneof![
            vec(inner, 0..4).prop_map(|values| format!("[{}]", values.join(","))),
            vec(field, 0..4).prop_map(|fields| format!("{{{}}}", fields.join(","))),
        ]
    })
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
