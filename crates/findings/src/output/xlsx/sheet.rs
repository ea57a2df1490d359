use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Workbook, Worksheet};

use super::styles::{Style, Styles};
use crate::output::columns::Value;
use crate::output::error::OutputError;
use crate::output::language::Language;
use crate::output::text::cell;

/// A sheet holds no more rows, the header among them.
const MOST_ROWS: u32 = 1_048_576;

/// More results than these go through temporary files.
const MOST_IN_MEMORY: u64 = 5_000;

/// What a result takes in the temporary files, on all sheets, where every result is a failure.
const TEMPORARY_BYTES: u64 = 1_800;

/// A4.
const PAPER: u8 = 9;

pub(super) struct Book<'a> {
    workbook: &'a mut Workbook,
    pub(super) language: Language,
    /// Styles of pages, and of tables.
    styles: [Styles; 2],
    /// Whether tables go through temporary files.
    is_large: bool,
}

impl<'a> Book<'a> {
    /// A workbook of so many results.
    ///
    /// The library takes about 3 kB of memory for a row, and panics where its temporary files cannot
    /// be written to. So they are used where memory would be large only, and where they have room.
    pub(super) fn new(
        workbook: &'a mut Workbook,
        language: Language,
        rows: u64,
    ) -> Result<Self, OutputError> {
        let is_large = rows > MOST_IN_MEMORY;
        if is_large {
            check_room(rows)?;
        }
        let font = language.pick("맑은 고딕", "Calibri", "Yu Gothic");
        Ok(Self {
            workbook,
            language,
            styles: [Styles::new(font, true), Styles::new(font, false)],
            is_large,
        })
    }

    /// A sheet of free form that is held in memory.
    pub(super) fn page(&mut self, name: &str) -> Result<(&mut Worksheet, &Styles), OutputError> {
        let sheet = self.workbook.add_worksheet();
        sheet.set_name(name)?;
        sheet.set_paper_size(PAPER).set_print_fit_to_pages(1, 0);
        Ok((sheet, &self.styles[0]))
    }

    /// A sheet with a header, written row by row.
    pub(super) fn table(
        &mut self,
        name: &str,
        columns: &[(&str, f64)],
        frozen: u16,
    ) -> Result<Table<'_>, OutputError> {
        let sheet = match self.is_large {
            true => self.workbook.add_worksheet_with_low_memory()?,
            false => self.workbook.add_worksheet(),
        };
        sheet.set_name(name)?;
        sheet
            .set_landscape()
            .set_paper_size(PAPER)
            .set_print_fit_to_pages(1, 0);
        sheet.set_print_gridlines(true);
        sheet.set_repeat_rows(0, 0)?;
        sheet.set_freeze_panes(1, frozen)?;
        let header = self.styles[0].of(Style::Header);
        for ((title, width), column) in columns.iter().zip(0..) {
            sheet.set_column_width(column, *width)?;
            sheet.write_string_with_format(0, column, cell(title), header)?;
        }
        Ok(Table {
            sheet,
            styles: &self.styles[1],
            row: 0,
            columns: columns.len() as u16,
        })
    }
}

fn check_room(rows: u64) -> Result<(), OutputError> {
    let folder = std::env::temp_dir();
    let wanted = rows * TEMPORARY_BYTES;
    match fs4::available_space(&folder) {
        Ok(available) if available < wanted => Err(OutputError::Workbook(format!(
            "the folder for temporary files ({}) has room for {} MB, and about {} MB are needed; \
             make room, or set TMPDIR",
            folder.display(),
            available / 1_000_000,
            wanted / 1_000_000,
        ))),
        // Where it cannot be asked, writing tells.
        _ => Ok(()),
    }
}

/// The name of a sheet that continues another.
pub(super) fn numbered(name: &str, sheet: u32) -> String {
    match sheet {
        1 => name.to_owned(),
        sheet => format!("{name} ({sheet})"),
    }
}

/// A table that grows row by row.
pub(super) struct Table<'a> {
    sheet: &'a mut Worksheet,
    styles: &'a Styles,
    row: u32,
    columns: u16,
}

impl Table<'_> {
    pub(super) fn is_full(&self) -> bool {
        self.row + 1 >= MOST_ROWS
    }

    pub(super) fn row<'v>(
        &mut self,
        cells: impl IntoIterator<Item = (Value<'v>, Style)>,
    ) -> Result<(), OutputError> {
        self.row += 1;
        for ((value, style), column) in cells.into_iter().zip(0..) {
            // An empty cell is none: hundreds of thousands of them make a large file.
            if value != Value::Empty {
                write(self.sheet, self.row, column, &value, style, self.styles)?;
            }
        }
        Ok(())
    }

    /// A list of words to choose from in a column of all rows.
    pub(super) fn choices(&mut self, column: u16, words: &[&str]) -> Result<(), OutputError> {
        if self.row == 0 {
            return Ok(());
        }
        let validation = DataValidation::new()
            .allow_list_strings(words)?
            .set_error_style(DataValidationErrorStyle::Warning);
        self.sheet
            .add_data_validation(1, column, self.row, column, &validation)?;
        Ok(())
    }

    pub(super) fn finish(self) -> Result<(), OutputError> {
        if let Some(last) = self.columns.checked_sub(1) {
            self.sheet.autofilter(0, 0, self.row, last)?;
        }
        Ok(())
    }
}

pub(super) fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    value: &Value<'_>,
    style: Style,
    styles: &Styles,
) -> Result<(), OutputError> {
    match value {
        Value::Empty => sheet.write_blank(row, column, styles.of(style))?,
        Value::Text(text) => {
            sheet.write_string_with_format(row, column, cell(text), styles.of(style))?
        }
        Value::Number(number) => {
            let style = if style == Style::Text {
                Style::Number
            } else {
                style
            };
            sheet.write_number_with_format(row, column, *number as f64, styles.of(style))?
        }
        Value::Day(day) => {
            sheet.write_datetime_with_format(row, column, *day, styles.of(Style::Day))?
        }
        Value::Time(time) => {
            sheet.write_datetime_with_format(row, column, *time, styles.of(Style::Time))?
        }
    };
    Ok(())
}
