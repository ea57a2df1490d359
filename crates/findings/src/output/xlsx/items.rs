//! 항목별.

use super::sheet::Book;
use super::styles::Style;
use crate::judged::Judged;
use crate::output::columns::Value;
use crate::output::error::OutputError;
use crate::output::text::line;
use crate::output::words;

pub(super) fn write(judged: &Judged, book: &mut Book<'_>) -> Result<(), OutputError> {
    let language = book.language;
    let titles = language.pick(
        [
            "점검기준",
            "점검종류",
            "항목코드",
            "점검항목",
            "위험도",
            "점검 서버 수",
            "취약 서버 수",
            "취약률",
            "조치방법",
        ],
        [
            "Standard",
            "Kind",
            "Check",
            "Item",
            "Severity",
            "Servers",
            "Failed servers",
            "Share failed",
            "Remediation",
        ],
        [
            "点検基準",
            "点検種別",
            "項目コード",
            "点検項目",
            "危険度",
            "点検サーバー数",
            "脆弱サーバー数",
            "脆弱率",
            "対応方法",
        ],
    );
    let widths = [10.0, 10.0, 12.0, 44.0, 9.0, 13.0, 13.0, 10.0, 60.0];
    let columns: Vec<(&str, f64)> = titles.into_iter().zip(widths).collect();
    let mut table = book.table(language.pick("항목별", "Checks", "項目別"), &columns, 4)?;
    for summary in judged.items() {
        let item = summary.item;
        let text = |text| (Value::Text(line(text)), Style::Text);
        let failed = if summary.failed_servers > 0 {
            Style::Fail
        } else {
            Style::Text
        };
        let share = match summary.servers {
            0 => "–".to_owned(),
            servers => format!(
                "{:.1}%",
                summary.failed_servers as f64 * 100.0 / servers as f64
            ),
        };
        table.row([
            text(&item.standard),
            text(&item.kind),
            text(&item.check),
            (
                Value::Text(line(item.item.as_deref().unwrap_or_default())),
                Style::Wrap,
            ),
            text(language.severity(item.severity)),
            (Value::Number(summary.servers), Style::Text),
            (Value::Number(summary.failed_servers), failed),
            (Value::Text(share.into()), Style::Text),
            (
                words::how(item).map_or(Value::Empty, Value::Text),
                Style::Wrap,
            ),
        ])?;
    }
    table.finish()
}
