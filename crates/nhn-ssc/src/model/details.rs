use transport_core::envelope::{ApiResponse, ErrorBody, NhnHeader};
use transport_core::wire::{self, Rows, record};

use super::{CheckResult, Severity};

record! {
    /// One checked item of an inspection.
    ///
    /// The names are in the language that was asked for. What the service leaves out, or writes in
    /// a form that cannot be read, is `None`; its JSON is in [`extra`](Self::extra).
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#inspection-result-details>.
    #[derive(Debug)]
    pub struct CheckItem
    fields {
        /// The category's name.
        category_name: String = "categoryName",
        /// The item's id, such as `U-01` (`resultId`).
        id: String = "resultId",
        /// How much a failure here weighs (`weakLevel`).
        severity: Severity = "weakLevel",
        /// The severity's name (`weakLevelName`): to show, not to decide by.
        severity_name: String = "weakLevelName",
        /// What the check found (`resultCode`, described as an "inspection cycle" by a slip), as it
        /// came; see [`failed`](Self::failed).
        result: CheckResult = "resultCode",
        /// The item's name.
        item_name: String = "itemName",
        /// What to do about a failure, with `<br>` as its line break (`manageMethod`).
        remediation: String = "manageMethod",
    }
}

impl CheckItem {
    /// Whether the check failed: the server is weak here.
    pub fn failed(&self) -> bool {
        self.result == Some(CheckResult::Failed)
    }

    /// Whether the check passed.
    pub fn passed(&self) -> bool {
        self.result == Some(CheckResult::Passed)
    }

    /// Whether nothing was judged: the check needs a person, does not apply, or its result is
    /// missing or unknown. Never the same as passed.
    pub fn not_judged(&self) -> bool {
        !self.failed() && !self.passed()
    }

    /// The remediation line by line. It is foreign text: escape it in HTML, and keep its control
    /// characters off a terminal.
    pub fn remediation_lines(&self) -> impl Iterator<Item = &str> {
        LineBreaks {
            rest: self.remediation.as_deref(),
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

record! {
    #[derive(Debug)]
    pub(crate) struct DetailsResponse
    fields {
        header: NhnHeader = "header",
        results: Rows<CheckItem> = "results",
    }
}

impl DetailsResponse {
    pub(crate) fn into_items(self) -> Rows<CheckItem> {
        self.results.unwrap_or_default()
    }
}

impl ApiResponse for DetailsResponse {
    fn decode(body: &[u8]) -> Result<Self, serde_json::Error> {
        let response: Self = wire::decode(body)?;
        let is_there = response.results.is_some() || response.extra().is_null(1);
        NhnHeader::check(response.header.as_ref(), "results", is_there)?;
        Ok(response)
    }

    fn error_body(&self) -> Option<ErrorBody> {
        self.header.as_ref()?.error_body()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        let item: CheckItem =
            serde_json::from_value(serde_json::json!({"resultId": "U-01", "manageMethod": text}))
                .unwrap();
        item.remediation_lines().map(str::to_owned).collect()
    }

    #[test]
    fn every_spelling_of_the_break_splits_and_nothing_else_does() {
        assert_eq!(lines("a<br>b<BR/>c<br />d"), ["a", "b", "c", "d"]);
        assert_eq!(lines("if a < b <brave> c<"), ["if a < b <brave> c<"]);
        assert_eq!(lines("<br>"), ["", ""]);
    }

    #[test]
    fn only_x_failed_and_only_o_passed() {
        for (code, failed, passed) in [
            ("X", true, false),
            ("X ", true, false),
            (" X", true, false),
            ("O", false, true),
            ("O\n", false, true),
            ("N/A", false, false),
            ("M", false, false),
            ("수동", false, false),
            ("취약", false, false),
            ("", false, false),
        ] {
            let json = serde_json::json!({ "resultCode": code });
            let item: CheckItem = serde_json::from_str(&json.to_string()).unwrap();
            assert_eq!((item.failed(), item.passed()), (failed, passed), "{code:?}");
            assert_eq!(item.not_judged(), !failed && !passed, "{code:?}");
            assert_eq!(serde_json::to_value(&item).unwrap(), json);
        }
        assert!(CheckItem::default().not_judged());
    }
}
