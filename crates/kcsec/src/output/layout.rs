//! What a terminal has room for: which columns, how wide each, or a card a record.

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use super::column::{Column, Place};
use super::render::render;
use super::render_context::{RenderContext, name_of};

/// A column that can be wrapped needs no more than this.
const COMFORTABLE: usize = 32;

/// A column that can be wrapped is not read any more below this.
const READABLE: usize = 16;

/// The space between two columns.
const GAP: usize = 2;

/// How a list stands in its terminal.
pub(super) enum Layout<'c> {
    /// A record in each row.
    Rows(Vec<Fitted<'c>>),
    /// Not even the columns that must stay have room side by side: a record below the other.
    Cards,
}

/// A column, and how wide it is; without a width as wide as it needs to be.
pub(super) struct Fitted<'c> {
    pub(super) column: &'c Column,
    pub(super) width: Option<u16>,
}

/// A column that may be shown, and the widths that are in question for it.
struct Candidate<'c> {
    column: &'c Column,
    /// So wide that nothing is wrapped.
    widest: usize,
    comfortable: usize,
    readable: usize,
}

/// What the terminal has room for; off a terminal there is no end of room.
pub(super) fn layout<'c>(
    columns: &'c [Column],
    records: &[Value],
    look: RenderContext,
) -> Layout<'c> {
    let shown = columns.iter().filter(|column| has_a_place(column, records));
    let Some(room) = look.width.map(usize::from) else {
        return Layout::Rows(
            shown
                .map(|column| Fitted {
                    column,
                    width: None,
                })
                .collect(),
        );
    };
    let mut shown: Vec<Candidate<'_>> = shown
        .map(|column| Candidate::new(column, records, look))
        .collect();
    while total(&shown, |one| one.comfortable) > room {
        let rank = |(index, one): (usize, &Candidate<'_>)| match one.column.place {
            Place::IfRoom(rank) => Some((rank, index)),
            _ => None,
        };
        let Some((_, first_to_go)) = shown.iter().enumerate().filter_map(rank).max() else {
            break;
        };
        shown.remove(first_to_go);
    }
    let needed = total(&shown, |one| one.readable);
    if needed > room {
        return Layout::Cards;
    }
    Layout::Rows(spread(&shown, room - needed))
}

/// Whether a table may show the column: a lesser one without any value only takes room.
fn has_a_place(column: &Column, records: &[Value]) -> bool {
    match column.place {
        Place::Always => true,
        Place::IfRoom(_) => records.iter().any(|record| !column.value(record).is_null()),
        Place::Data => false,
    }
}

/// How many columns are not shown for want of room.
pub(super) fn hidden(columns: &[Column], records: &[Value], look: RenderContext) -> usize {
    match layout(columns, records, look) {
        // No records, no table, nothing hidden.
        Layout::Rows(shown) if !records.is_empty() => {
            let all = columns
                .iter()
                .filter(|column| has_a_place(column, records))
                .count();
            all - shown.len()
        }
        _ => 0,
    }
}

/// Gives the columns what room is left, where they can use it, each as much as the others.
fn spread<'c>(shown: &[Candidate<'c>], mut left: usize) -> Vec<Fitted<'c>> {
    let mut widths: Vec<usize> = shown.iter().map(|one| one.readable).collect();
    while left > 0 {
        let narrowest = (0..shown.len())
            .filter(|place| widths[*place] < shown[*place].widest)
            .min_by_key(|place| widths[*place]);
        let Some(narrowest) = narrowest else { break };
        widths[narrowest] += 1;
        left -= 1;
    }
    let fitted = |(one, width): (&Candidate<'c>, usize)| Fitted {
        column: one.column,
        width: u16::try_from(width).ok(),
    };
    shown.iter().zip(widths).map(fitted).collect()
}

fn total(shown: &[Candidate<'_>], width: impl Fn(&Candidate<'_>) -> usize) -> usize {
    let columns: usize = shown.iter().map(|one| width(one) + GAP).sum();
    columns.saturating_sub(GAP)
}

impl<'c> Candidate<'c> {
    fn new(column: &'c Column, records: &[Value], look: RenderContext) -> Self {
        let heading = name_of(column, look).width();
        let widest = records
            .iter()
            .map(|record| widest_line(&render(column.kind, column.value(record), look).text))
            .max()
            .unwrap_or(0)
            .max(heading);
        let at_most = |limit: usize| {
            if column.kind.is_compact() {
                widest
            } else {
                widest.min(limit.max(heading))
            }
        };
        Self {
            column,
            widest,
            comfortable: at_most(COMFORTABLE),
            readable: at_most(READABLE),
        }
    }
}

fn widest_line(text: &str) -> usize {
    text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0)
}
