use serde_json::Value;

/// What of `original` is gone or different in `again`, as paths; fields that `again` adds do not
/// count, and neither does a number that was written as a text.
pub fn lost_fields(original: &Value, again: &Value) -> Vec<String> {
    let mut lost = Vec::new();
    compare("", original, again, &mut lost);
    lost
}

fn compare(path: &str, original: &Value, again: &Value, lost: &mut Vec<String>) {
    match (original, again) {
        (Value::Object(fields), Value::Object(others)) => {
            for (name, value) in fields {
                let path = format!("{path}.{name}");
                match others.get(name) {
                    Some(other) => compare(&path, value, other, lost),
                    None => lost.push(path),
                }
            }
        }
        (Value::Array(items), Value::Array(others)) if items.len() == others.len() => {
            for (index, (item, other)) in items.iter().zip(others).enumerate() {
                compare(&format!("{path}[{index}]"), item, other, lost);
            }
        }
        (Value::Number(number), Value::String(text))
        | (Value::String(text), Value::Number(number))
            if *text == number.to_string() => {}
        (one, other) if one == other => {}
        _ => lost.push(path.to_owned()),
    }
}
