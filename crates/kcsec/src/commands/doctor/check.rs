use serde::Serialize;

use crate::lang::words;
use crate::output::{Column, Kind};

/// What came out of one check.
#[derive(Debug, Serialize)]
pub(super) struct Check {
    pub(super) check: String,
    pub(super) result: Verdict,
    pub(super) detail: String,
    /// How far the host's clock is ahead of this machine's, where one was asked and told it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) clock_offset_seconds: Option<i64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Verdict {
    /// There, and it works.
    Ok,
    /// There; whether it is right cannot be known without a call that it is not for.
    Found,
    Failed,
    /// Not set up, which is no fault where the service is not used.
    NotSet,
}

impl Check {
    pub(super) fn new(
        check: impl Into<String>,
        result: Verdict,
        detail: impl Into<String>,
    ) -> Self {
        Self {
            check: check.into(),
            result,
            detail: detail.into(),
            clock_offset_seconds: None,
        }
    }
}

pub(in crate::commands) const CHECKS: &[Column] = &[
    Column::new("check", words("점검", "Check", "チェック"), Kind::Word),
    Column::new("result", words("결과", "Result", "結果"), Kind::Verdict),
    Column::new("detail", words("내용", "Detail", "内容"), Kind::Text),
    Column::new(
        "clock_offset_seconds",
        words("시계 차이(초)", "Clock offset (s)", "時計のずれ(秒)"),
        Kind::Number,
    )
    .data_only(),
];
