//! 위험수용: the register as it was applied.

use super::sheet::Book;
use super::styles::Style;
use crate::judged::Judged;
use crate::output::columns::Value;
use crate::output::error::OutputError;
use crate::output::text::line;
use crate::register::{EntryState, RegisterEntry};

pub(super) fn write(judged: &Judged, book: &mut Book<'_>) -> Result<(), OutputError> {
    let language = book.language;
    let titles = language.pick(
        [
            "구분",
            "자산명",
            "항목코드",
            "점검항목",
            "사유",
            "승인자",
            "만료일",
            "상태",
            "적용 건수",
            "조치담당자",
            "조치예정일",
            "티켓",
        ],
        [
            "Decision", "Server", "Check", "Item", "Reason", "Approver", "Last day", "State",
            "Rows", "Owner", "Due", "Ticket",
        ],
        [
            "区分",
            "資産名",
            "項目コード",
            "点検項目",
            "理由",
            "承認者",
            "期限",
            "状態",
            "適用件数",
            "対応担当者",
            "対応予定日",
            "チケット",
        ],
    );
    let widths = [
        12.0, 28.0, 14.0, 40.0, 44.0, 20.0, 13.0, 12.0, 10.0, 17.0, 13.0, 14.0,
    ];
    let columns: Vec<(&str, f64)> = titles.into_iter().zip(widths).collect();
    let name = language.pick("위험수용", "Register", "リスク受容");
    let mut table = book.table(name, &columns, 2)?;
    for RegisterEntry { entry, state, rows } in judged.register() {
        let wrapped = |text: &str| (Value::Text(line(text).into_owned().into()), Style::Wrap);
        let optional = |text: &Option<String>| wrapped(text.as_deref().unwrap_or_default());
        let day = |day| match day {
            Some(day) => (Value::Day(day), Style::Text),
            None => (Value::Empty, Style::Text),
        };
        let state_style = match state {
            EntryState::Active => Style::Text,
            EntryState::EndsSoon | EntryState::Unused => Style::Unknown,
            EntryState::Expired | EntryState::Stale => Style::Fail,
        };
        table.row([
            (
                Value::Text(language.entry_action(entry.action).into()),
                Style::Text,
            ),
            wrapped(&entry.server.join(", ")),
            wrapped(&entry.check.join(", ")),
            optional(&entry.item),
            wrapped(&entry.reason),
            optional(&entry.approver),
            day(entry.until),
            (
                Value::Text(language.entry_state(*state).into()),
                state_style,
            ),
            (Value::Number(*rows), Style::Text),
            optional(&entry.owner),
            day(entry.due),
            optional(&entry.ticket),
        ])?;
    }
    table.finish()
}
