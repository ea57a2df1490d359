use super::raw::{RawEntry, RawField, RawValue};
use crate::input::{Lines, Problem, message};

/// The columns that hold lists, joined by `;`.
const LISTS: [&str; 3] = ["check", "server", "location"];

/// Reads the entries of a CSV register: the first line names the fields.
pub(super) fn entries(text: &str, problems: &mut Vec<Problem>) -> Vec<RawEntry> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let lines = Lines::of(text);
    // A record begins with what is left of the line break before it.
    let line_at = |position: Option<&csv::Position>| {
        let at = position.map_or(0, |position| position.byte() as usize);
        let rest = text.get(at..).unwrap_or_default();
        let breaks = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        lines.number(at + breaks)
    };
    let mut header: Option<Vec<String>> = None;
    let mut entries = Vec::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = line_at(error.position());
                problems.push((line, message!("the line cannot be read as CSV")));
                return entries;
            }
        };
        let line = line_at(record.position());
        let Some(names) = &header else {
            header = Some(record.iter().map(|name| name.trim().to_owned()).collect());
            continue;
        };
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if record.len() != names.len() {
            let (found, expected) = (record.len(), names.len());
            problems.push((
                line,
                message!("{0} cells where the header has {1}", found, expected),
            ));
            continue;
        }
        entries.push(raw_entry(line, names, &record, problems));
    }
    if header.is_none() {
        problems.push((1, message!("the header line is missing")));
    }
    entries
}

fn raw_entry(
    line: u64,
    names: &[String],
    record: &csv::StringRecord,
    problems: &mut Vec<Problem>,
) -> RawEntry {
    let mut entry = RawEntry {
        line,
        ..RawEntry::default()
    };
    for (name, cell) in names.iter().zip(record) {
        let cell = cell.trim();
        if cell.is_empty() {
            continue;
        }
        let value = if LISTS.contains(&name.as_str()) {
            RawValue::List(cell.split(';').map(|part| part.trim().to_owned()).collect())
        } else {
            RawValue::Text(cell.to_owned())
        };
        let field = RawField { line, value };
        if entry.fields.insert(name.clone(), field).is_some() {
            let name = format!("{name:?}");
            problems.push((1, message!("the column {0} is there twice", name)));
        }
    }
    entry
}
