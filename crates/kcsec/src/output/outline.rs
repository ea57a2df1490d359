//! JSON whose form nobody documents, as indented lines that a person can read.

use serde_json::Value;

use super::column::Column;
use super::render_context::{RenderContext, heading_text};
use super::text::{clean, without_log_commands};

/// Deeper nesting is shown as JSON.
const DEEPEST: usize = 12;

/// The value under its heading; nothing where there is no value.
pub(crate) fn outline(column: &Column, value: &Value, look: RenderContext) -> String {
    let is_empty = match value {
        Value::Null => true,
        Value::Object(fields) => fields.is_empty(),
        Value::Array(values) => values.is_empty(),
        Value::String(text) => text.is_empty(),
        _ => false,
    };
    if is_empty {
        return String::new();
    }
    let mut text = format!("\n{}\n", heading_text(column, look));
    write(&mut text, value, 1);
    text
}

fn write(text: &mut String, value: &Value, depth: usize) {
    match value {
        Value::Object(fields) if depth < DEEPEST => {
            for (name, inner) in fields {
                entry(text, &format!("{}:", clean(name)), inner, depth);
            }
        }
        Value::Array(values) if depth < DEEPEST => {
            for inner in values {
                entry(text, "-", inner, depth);
            }
        }
        scalar => line(text, "", &shown(scalar), depth),
    }
}

fn entry(text: &mut String, label: &str, value: &Value, depth: usize) {
    match value {
        Value::Object(_) | Value::Array(_) if depth + 1 < DEEPEST => {
            line(text, label, "", depth);
            write(text, value, depth + 1);
        }
        scalar => line(text, label, &shown(scalar), depth),
    }
}

fn line(text: &mut String, label: &str, value: &str, depth: usize) {
    let indent = "  ".repeat(depth);
    let between = if label.is_empty() || value.is_empty() {
        ""
    } else {
        " "
    };
    let line = format!("{indent}{label}{between}{value}");
    text.push_str(&without_log_commands(&line));
    text.push('\n');
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => clean(text).into_owned(),
        Value::Null => "-".to_owned(),
        other => clean(&other.to_string()).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::{Lang, words};
    use crate::output::column::Kind;
    use serde_json::json;

    fn outlined(value: &Value) -> String {
        let look = RenderContext {
            lang: Lang::En,
            width: None,
            colour: false,
            ascii: false,
        };
        outline(
            &Column::new("Details", words("", "Details", ""), Kind::Text),
            value,
            look,
        )
    }

    #[test]
    fn what_is_nested_is_indented_and_cleaned() {
        let value = json!({"XSS": [{"url": "/a\u{1b}[2J", "risk": null}], "n": 1});
        assert_eq!(
            outlined(&value),
            "\nDetails\n  XSS:\n    -\n      risk: -\n      url: /a\\u{1b}[2J\n  n: 1\n"
        );
        assert_eq!(outlined(&json!({})), "");
        let command = outlined(&json!({"::error::x": "##vso[y]"}));
        assert_eq!(command, "\nDetails\n  : :error::x: ## vso[y]\n");
    }

    #[test]
    fn no_depth_is_too_much() {
        let deep = (0..100).fold(json!(1), |inner, _| json!([inner]));
        assert!(outlined(&deep).contains("[[["));
    }
}
