use serde::{Deserialize, Serialize};
use transport_core::envelope::{ApiResponse, ErrorBody, NhnHeader, from_json};

use super::summary::{null_is_empty, results_are_there};
use super::{CheckResult, Severity};

/// One checked item of an inspection.
///
/// The names are in the language that was asked for. What the service leaves out or writes as
/// `null` is `None`.
/// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#inspection-result-details>.
#[non_exhaustive]
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CheckItem {
    /// The item's id, such as `U-01` (`resultId`).
    #[serde(rename = "resultId", default)]
    pub id: Option<String>,
    /// The category's name.
    #[serde(default)]
    pub category_name: Option<String>,
    /// How much a weakness here weighs (`weakLevel`).
    #[serde(rename = "weakLevel", default)]
    pub severity: Option<Severity>,
    /// The severity's name (`weakLevelName`): to show, not to decide by.
    #[serde(rename = "weakLevelName", default)]
    pub severity_name: Option<String>,
    /// What the check found (`resultCode`, described as an "inspection cycle" by a slip).
    #[serde(rename = "resultCode", default)]
    pub result: Option<CheckResult>,
    /// The item's name.
    #[serde(default)]
    pub item_name: Option<String>,
    /// What to do about a weakness, with `<br>` as its line break (`manageMethod`).
    #[serde(rename = "manageMethod", default)]
    pub countermeasure: Option<String>,
}

impl CheckItem {
    /// Whether the check found a weakness.
    pub fn is_vulnerable(&self) -> bool {
        self.result == Some(CheckResult::Vulnerable)
    }

    /// The countermeasure line by line. It is foreign text: escape it in HTML, and keep its
    /// control characters off a terminal.
    pub fn countermeasure_lines(&self) -> impl Iterator<Item = &str> {
        LineBreaks {
            rest: self.countermeasure.as_deref(),
        }
    }
}

/// Splits at `<br>`, `<br/>` and `<br />`, in any case.
struct LineBreaks<'a> {
    rest: Option<&'a str>,
}

impl<'a> Iterator for LineBreaks<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let text = self.rest?;
        for (start, _) in text.match_indices('<') {
            let tag = &text[start + 1..];
            let Some(end) = tag.find('>') else { break };
            let name = tag[..end].trim_end_matches('/').trim_end();
            if name.eq_ignore_ascii_case("br") {
                self.rest = Some(&tag[end + 1..]);
                return Some(&text[..start]);
            }
        }
        self.rest = None;
        Some(text)
    }
}

#[derive(Deserialize)]
pub(crate) struct DetailsAnswer {
    header: NhnHeader,
    #[serde(default, deserialize_with = "null_is_empty")]
    results: Option<Vec<CheckItem>>,
}

impl DetailsAnswer {
    pub(crate) fn into_items(self) -> Vec<CheckItem> {
        self.results.unwrap_or_default()
    }
}

impl ApiResponse for DetailsAnswer {
    fn decode(body: &[u8]) -> Result<Self, serde_json::Error> {
        results_are_there(from_json(body)?, |answer: &Self| {
            (&answer.header, answer.results.is_some())
        })
    }

    fn error_body(&self) -> Option<ErrorBody> {
        self.header.error_body()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        let item: CheckItem =
            serde_json::from_value(serde_json::json!({"resultId": "U-01", "manageMethod": text}))
                .unwrap();
        item.countermeasure_lines().map(str::to_owned).collect()
    }

    #[test]
    fn every_spelling_of_the_break_splits_and_nothing_else_does() {
        assert_eq!(lines("a<br>b<BR/>c<br />d"), ["a", "b", "c", "d"]);
        assert_eq!(lines("if a < b <brave> c<"), ["if a < b <brave> c<"]);
        assert_eq!(lines("<br>"), ["", ""]);
    }
}
