//! How data is written to standard output: four formats behind one door.

mod closed;
mod column;
mod csv;
mod file;
mod json;
mod layout;
mod outline;
mod render;
mod render_context;
mod table;
mod text;

#[cfg(test)]
pub(crate) use column::Place;
pub(crate) use column::{Column, Kind};
pub(crate) use file::{OutFile, remove_temporaries};
pub(crate) use outline::outline;
pub(crate) use render_context::{RenderContext, emphasised, faint};
pub(crate) use table::{card as card_of, list as table_of};
pub(crate) use text::clean;
use text::without_log_commands;

use std::io::{self, BufWriter, IsTerminal as _, Write};

use auth_core::Environment;
use serde::Serialize;
use serde_json::Value;

use self::closed::stdout_is_closed;
use self::csv::CsvRows;
pub(crate) use self::json::to_value;
use self::json::{JsonArray, write_json, write_json_line};
use self::layout::hidden;
use crate::cli::{Format, Global};
use crate::lang::{Lang, Words, words};

type Sink = BufWriter<Box<dyn Write>>;

/// Where data goes, and how it is to look there.
#[derive(Debug, Clone)]
pub(crate) struct Output {
    pub(crate) format: Format,
    pub(crate) look: RenderContext,
    /// Whether people are told what a table leaves out.
    notes: bool,
    csv_for_spreadsheets: bool,
    /// The file of `--out`; without it data goes to standard output.
    file: Option<OutFile>,
}

impl Output {
    /// Standard output as it is: its width and colours are those of its terminal, if it has one.
    ///
    /// # Errors
    ///
    /// When the file of `--out` cannot be created.
    pub(crate) fn new(
        global: &Global,
        lang: Lang,
        environment: &dyn Environment,
    ) -> io::Result<Self> {
        let file = global.out.as_deref().map(OutFile::create).transpose()?;
        let is_terminal = io::stdout().is_terminal() && file.is_none();
        Ok(Self {
            format: global.format().unwrap_or_default(),
            notes: !global.quiet,
            csv_for_spreadsheets: global.csv_bom,
            look: RenderContext::of(is_terminal, lang, global.color, environment),
            file,
        })
    }

    /// The same with tables, whatever the format.
    pub(crate) fn as_table(&self) -> Self {
        Self {
            format: Format::Table,
            ..self.clone()
        }
    }

    /// Starts a list of records.
    ///
    /// # Errors
    ///
    /// When the beginning cannot be written.
    pub(crate) fn list<'c>(&self, columns: &'c [Column]) -> io::Result<List<'c>> {
        let out = self.begin();
        let rows = match self.format {
            Format::Table => Rows::Table {
                out,
                columns,
                look: self.look,
                notes: self.notes,
                records: Vec::new(),
            },
            Format::Json => Rows::Json(JsonArray::new(out)),
            Format::Ndjson => Rows::Ndjson(out),
            Format::Csv => Rows::Csv(Box::new(CsvRows::new(
                out,
                columns,
                self.csv_for_spreadsheets,
            )?)),
        };
        Ok(List {
            rows,
            file: self.file.clone(),
        })
    }

    /// Writes a record that stands for itself.
    pub(crate) fn record<T: Serialize>(&self, columns: &[Column], record: &T) -> io::Result<()> {
        let mut out = self.begin();
        match self.format {
            Format::Table => {
                out.write_all(card_of(columns, &to_value(record)?, self.look).as_bytes())?
            }
            Format::Json => write_json(&mut out, record)?,
            Format::Ndjson => write_json_line(&mut out, record)?,
            Format::Csv => {
                let mut rows = CsvRows::new(&mut out, columns, self.csv_for_spreadsheets)?;
                rows.push(&to_value(record)?)?;
                rows.finish()?;
            }
        }
        out.flush()?;
        self.completed();
        Ok(())
    }

    /// Writes what was paid for or cannot be read again, such as a scan's number: it must arrive.
    pub(crate) fn deliver<T: Serialize>(&self, columns: &[Column], record: &T) -> io::Result<()> {
        if self.file.is_none() && stdout_is_closed() {
            return Err(io::Error::other(
                "it is closed; send it to a file or a pipe",
            ));
        }
        self.record(columns, record)
    }

    /// Writes text that is ours, such as the demo's.
    pub(crate) fn text(&self, text: &str) -> io::Result<()> {
        self.bytes(text.as_bytes())
    }

    /// Writes what is to be kept as it is, such as a workbook.
    pub(crate) fn bytes(&self, bytes: &[u8]) -> io::Result<()> {
        let mut out = self.begin();
        out.write_all(bytes)?;
        out.flush()?;
        self.completed();
        Ok(())
    }

    /// Gives the file of `--out` its name, if what was written is complete.
    ///
    /// # Errors
    ///
    /// When it cannot be written to the disk.
    pub(crate) fn keep(&self) -> io::Result<()> {
        self.file.as_ref().map_or(Ok(()), OutFile::keep)
    }

    fn begin(&self) -> Sink {
        let sink: Box<dyn Write> = match &self.file {
            Some(file) => {
                file.set_complete(false);
                Box::new(file.clone())
            }
            None => Box::new(io::stdout().lock()),
        };
        BufWriter::new(sink)
    }

    fn completed(&self) {
        if let Some(file) = &self.file {
            file.set_complete(true);
        }
    }
}

const HIDDEN: Words = words(
    "열 {0}개가 숨겨졌습니다. 터미널을 넓히거나 --output csv를 사용하세요",
    "{0} column{s0} hidden; widen the terminal, or use --output csv",
    "{0}列を非表示にしました。端末を広げるか、--output csv を使ってください",
);

/// Writes a line to standard error. If that is closed there is nobody left to tell.
pub(crate) fn print_error_line(text: &str) {
    let _ = writeln!(
        io::stderr().lock(),
        "{}",
        without_log_commands(&clean(text))
    );
}

/// A list of records on its way out.
pub(crate) struct List<'c> {
    rows: Rows<'c>,
    file: Option<OutFile>,
}

/// All formats but the table write each record as it comes.
enum Rows<'c> {
    Table {
        out: Sink,
        columns: &'c [Column],
        look: RenderContext,
        notes: bool,
        records: Vec<Value>,
    },
    Json(JsonArray<Sink>),
    Ndjson(Sink),
    Csv(Box<CsvRows<'c, Sink>>),
}

impl List<'_> {
    pub(crate) fn push<T: Serialize>(&mut self, record: &T) -> io::Result<()> {
        match &mut self.rows {
            Rows::Table { records, .. } => {
                records.push(to_value(record)?);
                Ok(())
            }
            Rows::Json(array) => array.push(record),
            Rows::Ndjson(out) => write_json_line(out, record),
            Rows::Csv(rows) => rows.push(&to_value(record)?),
        }
    }

    /// Writes what is left. A list that is dropped instead stays open: a JSON array without its
    /// end tells its reader that something is missing.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self.rows {
            Rows::Table {
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
            }
            Rows::Json(array) => array.finish()?,
            Rows::Ndjson(mut out) => out.flush()?,
            Rows::Csv(rows) => rows.finish()?,
        }
        if let Some(file) = self.file {
            file.set_complete(true);
        }
        Ok(())
    }
}
