use comfy_table::{
    Attribute, Cell, CellAlignment, Color, ColumnConstraint, ContentArrangement, LineStyle, Row,
    Table, TableStyle, Width,
};
use serde_json::Value;

use super::column::{Column, Kind, Place};
use super::layout::{Fitted, Layout, layout};
use super::render::{Tone, render};
use super::render_context::{RenderContext, name_of};
use super::text::without_log_commands;

/// A heading, a line, and rows: nothing that a copied line would have to be freed of.
fn style(look: RenderContext) -> TableStyle {
    let rule = if look.ascii { '-' } else { '─' };
    TableStyle::new().header_separator(LineStyle::none().fill(rule).junction(rule))
}

/// A table with a record in each row; where the terminal is too narrow for that, a card a record.
pub(crate) fn list(columns: &[Column], records: &[Value], look: RenderContext) -> String {
    match layout(columns, records, look) {
        Layout::Rows(shown) => rows(&shown, records, look),
        Layout::Cards => {
            let cards = records.iter().map(|record| card(columns, record, look));
            cards.collect::<Vec<_>>().join("\n")
        }
    }
}

fn rows(shown: &[Fitted<'_>], records: &[Value], look: RenderContext) -> String {
    let mut table = new_table(look);
    table.set_header(Row::from(
        shown
            .iter()
            .map(|one| aligned(heading(one.column, look), one.column.kind))
            .collect::<Vec<_>>(),
    ));
    for record in records {
        table.add_row(Row::from(
            shown
                .iter()
                .map(|one| value_cell(one.column, record, look))
                .collect::<Vec<_>>(),
        ));
    }
    let padding = paddings(shown.len());
    for ((column, one), padding) in table.column_iter_mut().zip(shown).zip(padding) {
        if let Some(width) = one.width {
            let with_padding = Width::Fixed(width.saturating_add(padding));
            column.set_constraint(ColumnConstraint::Absolute(with_padding));
        }
    }
    finish(table, look)
}

/// One record, a field in each row; fields without a value are left out, unless that is an answer.
pub(crate) fn card(columns: &[Column], record: &Value, look: RenderContext) -> String {
    let mut table = new_table(look);
    for column in columns {
        let told = column.always_show || !is_empty(column.value(record));
        if column.place != Place::Data && told {
            let value = value_cell(column, record, look).set_alignment(CellAlignment::Left);
            table.add_row(Row::from(vec![heading(column, look), value]));
        }
    }
    // Field names are short; what stands beside them is wrapped.
    if let Some(names) = table.column_mut(0) {
        names.set_constraint(ColumnConstraint::ContentWidth);
    }
    finish(table, look)
}

fn new_table(look: RenderContext) -> Table {
    let mut table = Table::new();
    table.load_style(style(look)).force_no_tty();
    if look.colour {
        table.enforce_styling();
    }
    match look.width {
        Some(width) => table
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(width),
        None => table.set_content_arrangement(ContentArrangement::Disabled),
    };
    table
}

/// A blank behind each column but the last; the other one before the next is the table's own.
fn paddings(columns: usize) -> impl Iterator<Item = u16> {
    (1..=columns).map(move |number| u16::from(number < columns))
}

/// The table's text, without the padding at the ends of lines.
fn finish(mut table: Table, look: RenderContext) -> String {
    let padding = paddings(table.column_count());
    for (column, padding) in table.column_iter_mut().zip(padding) {
        column.set_padding((0, padding));
    }
    // Off a terminal the rule below the header would be as wide as the widest cell.
    let rule = (look.width.is_none() && table.header().is_some()).then_some(1);
    let mut text = String::new();
    for (number, line) in table.lines().enumerate() {
        if rule == Some(number) {
            continue;
        }
        text.push_str(&without_log_commands(line.trim_end()));
        text.push('\n');
    }
    text
}

fn heading(column: &Column, look: RenderContext) -> Cell {
    let cell = Cell::new(name_of(column, look));
    if look.colour {
        cell.add_attribute(Attribute::Bold)
    } else {
        cell
    }
}

fn value_cell(column: &Column, record: &Value, look: RenderContext) -> Cell {
    let shown = render(column.kind, column.value(record), look);
    let cell = Cell::new(shown.text);
    let cell = match (look.colour, shown.tone) {
        (false, _) | (true, Tone::Plain) => cell,
        (true, Tone::Bad) => cell.fg(Color::Red),
        (true, Tone::Middling) => cell.fg(Color::Yellow),
        (true, Tone::Good) => cell.fg(Color::Green),
        (true, Tone::Faint) => cell.add_attribute(Attribute::Dim),
    };
    aligned(cell, column.kind)
}

fn aligned(cell: Cell, kind: Kind) -> Cell {
    match kind {
        Kind::Number | Kind::Bad | Kind::Percent => cell.set_alignment(CellAlignment::Right),
        _ => cell,
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::layout::hidden;
    use super::*;
    use crate::lang::{Lang, words};
    use serde_json::json;
    use unicode_width::UnicodeWidthStr as _;

    const COLUMNS: &[Column] = &[
        Column::new("id", words("번호", "Id", "番号"), Kind::Number),
        Column::new("name", words("이름", "Name", "名前"), Kind::Text),
        Column::new("note", words("비고", "Note", "備考"), Kind::Text).if_room(1),
        Column::new("secret", words("", "", ""), Kind::Text).data_only(),
    ];

    fn look(width: Option<u16>) -> RenderContext {
        RenderContext {
            lang: Lang::Ko,
            width,
            colour: false,
            ascii: false,
        }
    }

    fn records() -> Vec<Value> {
        let long = "내부 정책에 맞게 비밀번호의 최대 사용 기간을 설정합니다 ".repeat(3);
        vec![
            json!({"id": 1, "name": long, "note": "a\u{1b}[2Jb", "secret": "hidden"}),
            json!({"id": 123456789, "name": "짧은 이름", "note": null, "secret": "hidden"}),
        ]
    }

    #[test]
    fn on_a_terminal_no_line_is_wider_than_it_and_numbers_stay_whole() {
        for width in [30, 40, 80, 120] {
            let table = list(COLUMNS, &records(), look(Some(width)));
            for line in table.lines() {
                assert!(line.width() <= usize::from(width), "{width}: {line}");
            }
            assert!(table.contains("123456789"), "{table}");
        }
        assert_eq!(hidden(COLUMNS, &records(), look(Some(30))), 1);
        assert_eq!(hidden(COLUMNS, &records(), look(Some(120))), 0);
        assert_eq!(hidden(COLUMNS, &records(), look(None)), 0);
        assert!(!list(COLUMNS, &records(), look(Some(30))).contains("비고"));
        assert!(list(COLUMNS, &records(), look(Some(120))).contains("비고"));
    }

    #[test]
    fn where_the_columns_that_must_stay_have_no_room_each_record_is_a_card() {
        let two = list(COLUMNS, &records(), look(Some(20)));
        assert!(two.lines().all(|line| line.width() <= 20), "{two}");
        assert!(
            two.ends_with("\n\n번호  123456789\n이름  짧은 이름\n"),
            "{two}"
        );
        assert!(
            two.contains("비고"),
            "a card has room for every field: {two}"
        );
        assert_eq!(hidden(COLUMNS, &records(), look(Some(20))), 0);
    }

    #[test]
    fn off_a_terminal_each_record_is_one_line_and_nothing_is_cut() {
        let table = list(COLUMNS, &records(), look(None));
        assert_eq!(table.lines().count(), 3, "{table}");
        assert_eq!(table.matches("기간을").count(), 3);
        assert!(!table.contains("hidden") && !table.contains('\u{1b}'));
    }

    #[test]
    fn columns_of_hangul_begin_below_their_heading() {
        let table = list(COLUMNS, &records(), look(None));
        let column_of = |line: &str, text: &str| line.find(text).map(|at| line[..at].width());
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(
            column_of(lines[0], "비고"),
            column_of(lines[1], "a"),
            "{table}"
        );
        assert_eq!(
            column_of(lines[0], "이름"),
            column_of(lines[2], "짧은"),
            "{table}"
        );
    }

    #[test]
    fn a_card_leaves_out_what_is_not_there() {
        let shown = card(COLUMNS, &records()[1], look(None));
        assert_eq!(shown, "번호  123456789\n이름  짧은 이름\n");
    }
}
