//! 요약: what a reader sees first.

use rust_xlsxwriter::Worksheet;

use super::sheet::{Book, write};
use super::styles::{Style, Styles};
use crate::diff::Class;
use crate::judged::{Counts, Judged};
use crate::model::Severity;
use crate::output::columns::Value;
use crate::output::cover::Cover;
use crate::output::error::OutputError;
use crate::output::language::Language;
use crate::output::text::{cell, line};

/// The columns of the page; the last ones hold the approval box.
const WIDTHS: [f64; 10] = [26.0, 12.0, 12.0, 12.0, 12.0, 12.0, 12.0, 12.0, 12.0, 12.0];

struct Page<'a> {
    sheet: &'a mut Worksheet,
    styles: &'a Styles,
    language: Language,
    row: u32,
}

pub(super) fn write_summary(judged: &Judged, book: &mut Book<'_>) -> Result<(), OutputError> {
    let language = book.language;
    let cover = Cover::new(judged, language);
    let (sheet, styles) = book.page(language.pick("요약", "Summary", "要約"))?;
    sheet.set_landscape().set_screen_gridlines(false);
    for (width, column) in WIDTHS.into_iter().zip(0..) {
        sheet.set_column_width(column, width)?;
    }
    let mut page = Page {
        sheet,
        styles,
        language,
        row: 0,
    };
    page.sheet.set_row_height(page.row, 30.0)?;
    page.text(0, cover.title, Style::Title)?;
    page.row += 1;
    for warning in &cover.warnings {
        let last = WIDTHS.len() as u16 - 1;
        let text = cell(&format!("⚠ {warning}")).into_owned();
        page.sheet
            .merge_range(page.row, 0, page.row, last, &text, styles.of(Style::Banner))?;
        page.row += 1;
    }
    page.row += 1;
    for (name, value) in &cover.facts {
        page.text(0, name, Style::Label)?;
        page.sheet.merge_range(
            page.row,
            1,
            page.row,
            6,
            &cell(value),
            styles.of(Style::Text),
        )?;
        page.row += 1;
    }
    page.approvals(&judged.options().approvals)?;
    page.totals(judged)?;
    page.changes(judged)?;
    page.snapshots(judged)
}

impl Page<'_> {
    fn text(&mut self, column: u16, text: &str, style: Style) -> Result<(), OutputError> {
        let value = Value::Text(line(text));
        write(self.sheet, self.row, column, &value, style, self.styles)
    }

    fn number(&mut self, column: u16, number: u64) -> Result<(), OutputError> {
        write(
            self.sheet,
            self.row,
            column,
            &Value::Number(number),
            Style::Text,
            self.styles,
        )
    }

    /// A row of roles above a row of empty boxes to sign in.
    fn approvals(&mut self, roles: &[String]) -> Result<(), OutputError> {
        if roles.is_empty() {
            return Ok(());
        }
        self.row += 1;
        let title = self.language.pick("결재", "Approval", "決裁");
        self.text(0, title, Style::Header)?;
        for (role, column) in roles.iter().zip(1..) {
            self.text(column, role, Style::Header)?;
        }
        self.row += 1;
        self.sheet.set_row_height(self.row, 54.0)?;
        for column in 0..=roles.len() as u16 {
            write(
                self.sheet,
                self.row,
                column,
                &Value::Empty,
                Style::Box,
                self.styles,
            )?;
        }
        self.row += 1;
        Ok(())
    }

    fn header(&mut self, titles: &[&str]) -> Result<(), OutputError> {
        self.row += 1;
        for (title, column) in titles.iter().zip(0..) {
            self.text(column, title, Style::Header)?;
        }
        self.row += 1;
        Ok(())
    }

    /// Standard × severity, and everything.
    fn totals(&mut self, judged: &Judged) -> Result<(), OutputError> {
        let language = self.language;
        self.header(&language.pick(
            [
                "점검기준",
                "점검종류",
                "위험도",
                "항목 수",
                "양호",
                "취약",
                "위험수용",
                "확인 필요",
                "해당없음",
            ],
            [
                "Standard",
                "Kind",
                "Severity",
                "Checks",
                "Passed",
                "Failed",
                "Accepted",
                "Unknown",
                "Not applicable",
            ],
            [
                "点検基準",
                "点検種別",
                "危険度",
                "項目数",
                "良好",
                "脆弱",
                "リスク受容",
                "要確認",
                "該当なし",
            ],
        ))?;
        let totals = judged.totals();
        for group in &totals.groups {
            self.text(0, &language.standard(&group.standard), Style::Text)?;
            self.text(1, &group.kind, Style::Text)?;
            self.text(2, language.severity(group.severity), Style::Text)?;
            self.counts(&group.counts)?;
        }
        self.text(0, language.pick("합계", "Total", "合計"), Style::Label)?;
        self.text(1, "", Style::Label)?;
        self.text(2, "", Style::Label)?;
        self.counts(&totals.all)?;
        if judged.options().score {
            let score = totals.score;
            let grade = score
                .grade()
                .map(|grade| language.grade(grade))
                .unwrap_or_default();
            self.row += 1;
            self.text(
                0,
                language.pick("보안수준", "Security score", "セキュリティ水準"),
                Style::Label,
            )?;
            self.text(1, &format!("{score} {grade}"), Style::Text)?;
            self.row += 1;
        }
        Ok(())
    }

    fn counts(&mut self, counts: &Counts) -> Result<(), OutputError> {
        let numbers = [
            counts.checks,
            counts.passed,
            counts.failed,
            counts.accepted,
            counts.unknown,
            counts.not_applicable,
        ];
        for (number, column) in numbers.into_iter().zip(3..) {
            self.number(column, number)?;
        }
        self.row += 1;
        Ok(())
    }

    fn changes(&mut self, judged: &Judged) -> Result<(), OutputError> {
        let Some(counts) = judged.change_counts() else {
            return Ok(());
        };
        let language = self.language;
        let title = language.pick("조치 현황", "Changes", "対応状況");
        let mut titles = vec![title];
        titles.extend(Severity::ALL.map(|severity| language.severity(severity)));
        titles.push(language.pick("합계", "Total", "合計"));
        self.header(&titles)?;
        for class in Class::ALL {
            self.text(0, language.class(class), Style::Text)?;
            for (severity, column) in Severity::ALL.into_iter().zip(1..) {
                self.number(column, counts.get(class, severity))?;
            }
            self.number(5, counts.of(class))?;
            self.row += 1;
        }
        self.text(
            0,
            language.pick("조치율", "Fix rate", "対応率"),
            Style::Label,
        )?;
        let rate = counts
            .fix_rate()
            .map(|rate| format!("{:.1}%", rate * 100.0));
        self.text(1, rate.as_deref().unwrap_or("–"), Style::Text)?;
        self.row += 1;
        Ok(())
    }

    /// The evidence: which files the numbers come from.
    fn snapshots(&mut self, judged: &Judged) -> Result<(), OutputError> {
        let title = self.language.pick("스냅샷", "Snapshot", "スナップショット");
        self.row += 1;
        self.pair(title, "SHA-256", Style::Header)?;
        for info in judged.snapshots().iter().chain(judged.previous_snapshots()) {
            self.pair(&info.file, &info.sha256, Style::Text)?;
        }
        Ok(())
    }

    /// A row of two long texts.
    fn pair(&mut self, left: &str, right: &str, style: Style) -> Result<(), OutputError> {
        let format = self.styles.of(style);
        self.sheet
            .merge_range(self.row, 0, self.row, 3, &cell(left), format)?;
        self.sheet
            .merge_range(self.row, 4, self.row, 9, &cell(right), format)?;
        self.row += 1;
        Ok(())
    }
}
