use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Workbook, Worksheet};

use super::styles::{Style, Styles};
use crate::output::columns::Value;
use crate::output::error::OutputError;
use crate::output::language::Language;
use crate::output::text::cell;

/// A sheet holds no more rows, the header among them.
const MOST_ROWS: u32 = 1_048_576;

/// A4.
const PAPER: u8 = 9;

pub(super) struct Book<'a> {
    workbook: &'a mut Workbook,
    pub(super) language: Language,
    /// Styles of pages, and of tables.
    styles: [Styles; 2],
}

impl<'a> Book<'a> {
    pub(super) fn new(workbook: &'a mut Workbook, language: Language) -> Self {
        let font = language.pick("맑은 고딕", "Calibri", "Yu Gothic");
        Self {
            workbook,
            language,
            styles: [Styles::new(font, true), Styles::new(font, false)],
        }
    }

    /// A sheet of free form that is held in memory.
    pub(super) fn page(&mut self, name: &str) -> Result<(&mut Worksheet, &Styles), OutputError> {
        let sheet = self.workbook.add_worksheet();
        sheet.set_name(name)?;
        sheet.set_paper_size(PAPER).set_print_fit_to_pages(1, 0);
        Ok((sheet, &self.styles[0]))
    }

    /// A sheet with a header, written row by row through a temporary file.
    pub(super) fn table(
        &mut self,
        name: &str,
        columns: &[(&str, f64)],
        frozen: u16,
    ) -> Result<Table<'_>, OutputError> {
        let sheet = self.workbook.add_worksheet_with_low_memory()?;
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
