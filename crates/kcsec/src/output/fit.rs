//! Which columns a terminal has room for.

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use super::column::{Column, Place};
use super::look::{Look, name_of};
use super::render::render;

/// A column that can be wrapped needs no more than this.
const COMFORTABLE: usize = 32;

/// The space between two columns.
const GAP: usize = 2;

/// The columns that the terminal has room for; off a terminal there is no end of room.
pub(super) fn with_room<'c>(
    columns: &'c [Column],
    records: &[Value],
    look: Look,
) -> Vec<&'c Column> {
    let mut shown: Vec<(&Column, usize)> = columns
        .iter()
        .filter(|column| column.place != Place::Data)
        .map(|column| (column, 0))
        .collect();
    if let Some(width) = look.width {
        for (column, needed) in &mut shown {
            *needed = width_of(column, records, look);
        }
        while total(&shown) > usize::from(width) {
            let rank = |(index, (column, _)): (usize, &(&Column, usize))| match column.place {
                Place::IfRoom(rank) => Some((rank, index)),
                _ => None,
            };
            let Some((_, first_to_go)) = shown.iter().enumerate().filter_map(rank).max() else {
                break;
            };
            shown.remove(first_to_go);
        }
    }
    shown.into_iter().map(|(column, _)| column).collect()
}

/// How many columns a terminal has no room for; no records, no table, nothing hidden.
pub(super) fn hidden(columns: &[Column], records: &[Value], look: Look) -> usize {
    if records.is_empty() {
        return 0;
    }
    let all = columns
        .iter()
        .filter(|column| column.place != Place::Data)
        .count();
    all - with_room(columns, records, look).len()
}

fn total(shown: &[(&Column, usize)]) -> usize {
    shown.iter().map(|(_, needed)| needed + GAP).sum()
}

fn width_of(column: &Column, records: &[Value], look: Look) -> usize {
    let widest = records
        .iter()
        .map(|record| {
            let shown = render(column.kind, column.value(record), look);
            shown
                .text
                .lines()
                .map(UnicodeWidthStr::width)
                .max()
                .unwrap_or(0)
        })
        .chain([name_of(column, look).width()])
        .max()
        .unwrap_or(0);
    if column.kind.is_compact() {
        widest
    } else {
        widest.min(COMFORTABLE)
    }
}
