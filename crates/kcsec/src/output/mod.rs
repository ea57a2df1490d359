//! How data is written to standard output: four formats behind one door.

mod column;
mod csv;
mod json;
mod layout;
mod outline;
mod render;
mod render_context;
mod table;
mod text;

pub(crate) use column::{Column, Kind};
pub(crate) use outline::outline;
pub(crate) use render_context::{RenderContext, emphasised, faint};
pub(crate) use table::{card as card_of, list as table_of};
pub(crate) use text::clean;

use std::io::{self, BufWriter, IsTerminal as _, StdoutLock, Write};

use comfy_table::Table;
use korea_cloud_security::auth::Environment;
use serde::Serialize;
use serde_json::Value;

use self::csv::CsvRows;
use self::json::{JsonArray, write_json, write_json_line};
use self::layout::hidden;
use crate::cli::{Format, Global};
use crate::lang::{Lang, Words, words};

type Stdout = BufWriter<StdoutLock<'static>>;

/// Standard output, and how data is to look there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Output {
    pub(crate) format: Format,
    pub(crate) look: RenderContext,
    /// Whether people are told what a table leaves out.
    pub(crate) notes: bool,
}

impl Output {
    /// Standard output as it is: its width and colours are those of its terminal, if it has one.
    pub(crate) fn new(global: &Global, lang: Lang, environment: &dyn Environment) -> Self {
        let is_terminal = io::stdout().is_terminal();
        let colour = is_terminal
            && environment.var("NO_COLOR").is_none()
            && environment.var("TERM").as_deref() != Some("dumb");
        Self {
            format: global.output.unwrap_or_default(),
            notes: !global.quiet,
            look: RenderContext {
                lang,
                width: if is_terminal {
                    Table::new().width()
                } else {
                    None
                },
                colour,
            },
        }
    }

    /// Starts a list of records.
    pub(crate) fn list<'c>(&self, columns: &'c [Column]) -> List<'c> {
        let out = stdout();
        match self.format {
            Format::Table => List::Table {
                out,
                columns,
                look: self.look,
                notes: self.notes,
                records: Vec::new(),
            },
            Format::Json => List::Json(JsonArray::new(out)),
            Format::Ndjson => List::Ndjson(out),
            Format::Csv => List::Csv(Box::new(CsvRows::new(out, columns))),
        }
    }

    /// Writes a record that stands for itself.
    pub(crate) fn record<T: Serialize>(&self, columns: &[Column], record: &T) -> io::Result<()> {
        let mut out = stdout();
        match self.format {
            Format::Table => {
                let record = serde_json::to_value(record)?;
                out.write_all(card_of(columns, &record, self.look).as_bytes())?;
            }
            Format::Json => write_json(&mut out, record)?,
            Format::Ndjson => write_json_line(&mut out, record)?,
            Format::Csv => {
                let mut rows = CsvRows::new(&mut out, columns);
                rows.push(&serde_json::to_value(record)?)?;
                rows.finish()?;
            }
        }
        out.flush()
    }

    /// Writes text that is ours, such as the demo's.
    pub(crate) fn text(&self, text: &str) -> io::Result<()> {
        let mut out = stdout();
        out.write_all(text.as_bytes())?;
        out.flush()
    }
}

const HIDDEN: Words = words(
    "열 {0}개가 숨겨졌습니다. 터미널을 넓히거나 --output csv 를 사용하세요",
    "{0} column{s0} hidden; widen the terminal, or use --output csv",
    "{0}列を非表示にしました。端末を広げるか、--output csv を使ってください",
);

/// Writes a line to standard error. If that is closed there is nobody left to tell.
pub(crate) fn print_error_line(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", clean(text));
}

fn stdout() -> Stdout {
    BufWriter::new(io::stdout().lock())
}

/// A list of records on its way out; all formats but the table write each as it comes.
pub(crate) enum List<'c> {
    Table {
        out: Stdout,
        columns: &'c [Column],
        look: RenderContext,
        notes: bool,
        records: Vec<Value>,
    },
    Json(JsonArray<Stdout>),
    Ndjson(Stdout),
    Csv(Box<CsvRows<'c, Stdout>>),
}

impl List<'_> {
    pub(crate) fn push<T: Serialize>(&mut self, record: &T) -> io::Result<()> {
        match self {
            Self::Table { records, .. } => {
                records.push(serde_json::to_value(record)?);
                Ok(())
            }
            Self::Json(array) => array.push(record),
            Self::Ndjson(out) => write_json_line(out, record),
            Self::Csv(rows) => rows.push(&serde_json::to_value(record)?),
        }
    }

    /// Writes what is left. A list that is dropped instead stays open: a JSON array without its
    /// end tells its reader that something is missing.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self {
            Self::Table {
                mut out,
                columns,
                look,
                notes,
                records,
            } => {
                if !records.is_empty() {
                    out.write_all(table_of(columns, &records, look).as_bytes())?;
                }
                out.flush()?;
                let hidden = hidden(columns, &records, look);
                if notes && hidden > 0 {
                    print_error_line(&HIDDEN.fill(look.lang, &[&hidden]));
                }
                Ok(())
            }
            Self::Json(array) => array.finish(),
            Self::Ndjson(mut out) => out.flush(),
            Self::Csv(rows) => rows.finish(),
        }
    }
}
