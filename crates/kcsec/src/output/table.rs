use std::borrow::Cow;

use comfy_table::{
    Attribute, Cell, CellAlignment, Color, ColumnConstraint, ContentArrangement, LineStyle, Row,
    Table, TableStyle,
};
use serde_json::Value;

use super::column::{Column, Kind, Place};
use super::render::{Tone, render};
use crate::lang::Lang;

/// From this width on a terminal has room for the wide columns.
const WIDE: u16 = 110;

/// A heading, a line, and rows: nothing that a copied line would have to be freed of.
const STYLE: TableStyle =
    TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// How a table may look where it goes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    pub(crate) lang: Lang,
    /// The terminal's width; `None` off a terminal, where nothing is wrapped or cut.
    pub(crate) width: Option<u16>,
    pub(crate) colour: bool,
}

/// A table with a record in each row.
pub(crate) fn list(columns: &[Column], records: &[Value], look: Look) -> String {
    let shown: Vec<&Column> = columns
        .iter()
        .filter(|column| match column.place {
            Place::Always => true,
            Place::Wide => look.width.is_none_or(|width| width >= WIDE),
            Place::Data => false,
        })
        .collect();
    let mut table = new_table(look);
    table.set_header(Row::from(
        shown
            .iter()
            .map(|column| aligned(heading(column, look), column.kind))
            .collect::<Vec<_>>(),
    ));
    for record in records {
        table.add_row(Row::from(
            shown
                .iter()
                .map(|column| value_cell(column, record, look))
                .collect::<Vec<_>>(),
        ));
    }
    for (index, column) in shown.iter().enumerate() {
        if column.kind.is_compact()
            && let Some(column) = table.column_mut(index)
        {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    finish(&table)
}

/// One record, a field in each row; fields without a value are left out.
pub(crate) fn card(columns: &[Column], record: &Value, look: Look) -> String {
    let mut table = new_table(look);
    for column in columns {
        if column.place != Place::Data && !is_empty(column.value(record)) {
            let value = value_cell(column, record, look).set_alignment(CellAlignment::Left);
            table.add_row(Row::from(vec![heading(column, look), value]));
        }
    }
    if let Some(column) = table.column_mut(0) {
        column.set_constraint(ColumnConstraint::ContentWidth);
    }
    finish(&table)
}

fn new_table(look: Look) -> Table {
    let mut table = Table::new();
    table.load_style(STYLE).force_no_tty();
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

/// The table's text, without the padding at the ends of lines.
fn finish(table: &Table) -> String {
    let mut text = String::new();
    for line in table.lines() {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn heading(column: &Column, look: Look) -> Cell {
    let cell = Cell::new(name_of(column, look));
    if look.colour {
        cell.add_attribute(Attribute::Bold)
    } else {
        cell
    }
}

/// A heading outside a table.
pub(super) fn heading_text(column: &Column, look: Look) -> String {
    let name = name_of(column, look);
    if look.colour {
        format!("\u{1b}[1m{name}\u{1b}[0m")
    } else {
        name.into_owned()
    }
}

fn name_of(column: &Column, look: Look) -> Cow<'_, str> {
    match &column.heading {
        Some(words) => Cow::Borrowed(words.of(look.lang)),
        None => super::text::clean(&column.name),
    }
}

fn value_cell(column: &Column, record: &Value, look: Look) -> Cell {
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
