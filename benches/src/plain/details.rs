//! An inspection's details in the plainest structs.

use serde::Deserialize;

use super::summary::Header;

/// The answer.
#[derive(Debug, Deserialize)]
pub struct Details {
    /// The header.
    pub header: Header,
    /// The items.
    pub results: Vec<Item>,
}

/// One checked item.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the vendor's names")]
pub struct Item {
    pub category_name: String,
    pub result_id: String,
    pub weak_level: String,
    pub result_code: String,
    pub weak_level_name: String,
    pub item_name: String,
    pub manage_method: String,
}
