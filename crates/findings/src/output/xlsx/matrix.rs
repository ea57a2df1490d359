//! 서버×항목.

use std::collections::HashMap;

use super::sheet::Book;
use super::styles::Style;
use crate::judged::{Judged, Judgement, Row};
use crate::model::{Item, Status};
use crate::output::columns::Value;
use crate::output::error::OutputError;
use crate::output::note::Note;
use crate::output::text::line;
use crate::output::words;

/// A sheet holds 16,384 columns; the first three name the server.
const MOST_CHECKS: usize = 16_384 - 3;

pub(super) fn write(judged: &Judged, book: &mut Book<'_>) -> Result<Option<Note>, OutputError> {
    let language = book.language;
    let items: Vec<&Item> = judged.items().map(|summary| summary.item).collect();
    let shown = &items[..items.len().min(MOST_CHECKS)];
    let places: HashMap<*const Item, usize> = shown
        .iter()
        .enumerate()
        .map(|(place, item)| (std::ptr::from_ref(*item), place))
        .collect();
    let several = shown
        .iter()
        .any(|item| (&item.standard, &item.kind) != (&shown[0].standard, &shown[0].kind));
    let titles: Vec<String> = shown
        .iter()
        .map(|item| {
            let scope = if several {
                format!("{}/{} ", item.standard, item.kind)
            } else {
                String::new()
            };
            format!(
                "{}{}\n{}",
                line(&scope),
                line(&item.check),
                line(item.item.as_deref().unwrap_or_default())
            )
        })
        .collect();
    let names = language.pick(
        ["자산명", "점검기준", "점검종류"],
        ["Server", "Standard", "Kind"],
        ["資産名", "点検基準", "点検種別"],
    );
    let mut columns: Vec<(&str, f64)> = names.into_iter().zip([30.0, 10.0, 10.0]).collect();
    columns.extend(titles.iter().map(|title| (title.as_str(), 14.0)));
    let name = language.pick("서버×항목", "Servers x checks", "サーバー×項目");
    let mut table = book.table(name, &columns, 1)?;
    // Passed rows stand here even where only failed ones are asked for: a blank would say that
    // nothing was checked.
    let mut rows = judged.all_rows().peekable();
    for server in judged.servers() {
        let inspection = server.inspection;
        let mut results: Vec<Option<Row<'_>>> = vec![None; shown.len()];
        while let Some(row) = rows.next_if(|row| std::ptr::eq(row.inspection, inspection)) {
            if let Some(place) = places.get(&std::ptr::from_ref(row.item)) {
                let result = &mut results[*place];
                // Of several places of one check the worst counts.
                if result.is_none_or(|known| rank(&row) < rank(&known)) {
                    *result = Some(row);
                }
            }
        }
        let text = |text| (Value::Text(text), Style::Text);
        let names = [
            text(words::server(inspection)),
            text(line(&inspection.standard)),
            text(line(&inspection.kind)),
        ];
        let results = results.iter().map(|row| match row {
            Some(row) => (Value::Text(language.result(row).into()), style(row)),
            None => (Value::Text("-".into()), Style::Muted),
        });
        table.row(names.into_iter().chain(results))?;
    }
    table.finish()?;
    let left_out = (items.len() - shown.len()) as u64;
    Ok((left_out > 0).then_some(Note::ChecksLeftOut { left_out }))
}

fn rank(row: &Row<'_>) -> u8 {
    match (row.judgement, row.status) {
        (Judgement::NotApplicable, _) => 3,
        (_, Status::Fail) => 0,
        (_, Status::Unknown) => 1,
        (_, Status::Pass) => 2,
    }
}

fn style(row: &Row<'_>) -> Style {
    match rank(row) {
        0 => Style::Fail,
        1 => Style::Unknown,
        3 => Style::Muted,
        _ => Style::Text,
    }
}
