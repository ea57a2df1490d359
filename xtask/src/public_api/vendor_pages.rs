//! Whether every public item names the vendor page that it comes from.

use std::path::Path;

use serde_json::Value;

/// The crates whose items come from the vendors' pages, and the modules in them that do not.
const CHECKED: [(&str, &[&str]); 5] = [
    ("nhn-ssc", &[]),
    ("ncp-wsc", &[]),
    ("nhn-appguard", &[]),
    ("nhn-integrity", &[]),
    (
        "auth-core",
        &["environment", "secret", "signer", "signers", "time"],
    ),
];

/// What an item is in rustdoc's JSON; modules and methods follow the types that they are about.
const KINDS: [&str; 6] = [
    "struct",
    "enum",
    "trait",
    "function",
    "type_alias",
    "constant",
];

/// The public items of a crate whose documentation names no page.
///
/// # Errors
///
/// When the file cannot be read, or holds no items where some are known to be.
pub(super) fn missing(name: &str, rustdoc_json: &Path) -> Result<Vec<String>, String> {
    let Some((_, ours)) = CHECKED.iter().find(|(checked, _)| *checked == name) else {
        return Ok(Vec::new());
    };
    let text = std::fs::read_to_string(rustdoc_json)
        .map_err(|error| format!("{}: {error}", rustdoc_json.display()))?;
    let document: Value =
        serde_json::from_str(&text).map_err(|error| format!("{name}: {error}"))?;
    let items = vendor_items(&document, ours);
    if items.is_empty() {
        return Err(format!("{name}: rustdoc lists no public items"));
    }
    Ok(items
        .into_iter()
        .filter(|(_, docs)| !names_a_page(docs))
        .map(|(path, _)| format!("{path} names no vendor page: add `Vendor page: <https://…>.`"))
        .collect())
}

fn names_a_page(docs: &str) -> bool {
    docs.split_once("Vendor page")
        .is_some_and(|(_, address)| address.contains("<https://"))
}

fn vendor_items<'a>(document: &'a Value, ours: &[&str]) -> Vec<(String, &'a str)> {
    let Some(index) = document["index"].as_object() else {
        return Vec::new();
    };
    index
        .iter()
        .filter(|(_, item)| item["crate_id"] == 0 && item["visibility"] == "public")
        .filter(|(_, item)| KINDS.iter().any(|kind| item["inner"].get(kind).is_some()))
        .filter_map(|(id, item)| {
            // Methods have no path of their own.
            let path = document["paths"][id]["path"].as_array()?;
            let path: Vec<&str> = path.iter().filter_map(Value::as_str).collect();
            let is_ours = path.get(1).is_some_and(|module| ours.contains(module));
            (!is_ours).then(|| (path.join("::"), item["docs"].as_str().unwrap_or_default()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn document(docs: &str) -> Value {
        json!({
            "index": {
                "1": {"crate_id": 0, "visibility": "public", "inner": {"struct": {}}, "docs": docs},
                "2": {"crate_id": 0, "visibility": "public", "inner": {"struct": {}}, "docs": "Ours."},
                "3": {"crate_id": 9, "visibility": "public", "inner": {"struct": {}}, "docs": ""}
            },
            "paths": {
                "1": {"path": ["nhn_ssc", "model", "Inspection"]},
                "2": {"path": ["nhn_ssc", "time", "Clock"]},
                "3": {"path": ["serde", "Value"]}
            }
        })
    }

    fn found(docs: &str) -> Vec<String> {
        vendor_items(&document(docs), &["time"])
            .into_iter()
            .filter(|(_, docs)| !names_a_page(docs))
            .map(|(path, _)| path)
            .collect()
    }

    #[test]
    fn an_item_without_its_page_is_found() {
        for docs in ["One inspection.", "Vendor page: the guide."] {
            assert_eq!(found(docs), ["nhn_ssc::model::Inspection"]);
        }
    }

    #[test]
    fn an_item_with_its_page_and_those_of_ours_pass() {
        assert!(found("One inspection.\n\nVendor page: <https://example.test/>.").is_empty());
    }
}
