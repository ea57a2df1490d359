//! 변화.

use super::sheet::{Book, numbered};
use super::styles::Style;
use crate::day::korea_time;
use crate::diff::Class;
use crate::judged::{Change, Judged, Side};
use crate::output::columns::Value;
use crate::output::error::OutputError;
use crate::output::language::Language;
use crate::output::text::line;
use crate::output::words;

pub(super) fn write(judged: &Judged, book: &mut Book<'_>) -> Result<(), OutputError> {
    let language = book.language;
    let titles = language.pick(
        [
            "구분",
            "자산명",
            "점검기준",
            "점검종류",
            "점검분류",
            "항목코드",
            "점검항목",
            "위험도",
            "이전 결과",
            "현재 결과",
            "이전 점검일시",
            "현재 점검일시",
            "비고",
        ],
        [
            "Change",
            "Server",
            "Standard",
            "Kind",
            "Category",
            "Check",
            "Item",
            "Severity",
            "Previous result",
            "Result",
            "Previously checked",
            "Checked at",
            "Remark",
        ],
        [
            "区分",
            "資産名",
            "点検基準",
            "点検種別",
            "点検分類",
            "項目コード",
            "点検項目",
            "危険度",
            "前回結果",
            "今回結果",
            "前回点検日時",
            "今回点検日時",
            "備考",
        ],
    );
    let widths = [
        15.0, 26.0, 9.0, 9.0, 22.0, 11.0, 44.0, 9.0, 11.0, 11.0, 17.0, 17.0, 36.0,
    ];
    let columns: Vec<(&str, f64)> = titles.into_iter().zip(widths).collect();
    let name = language.pick("변화", "Changes", "変化");
    let mut changes = judged.changes().peekable();
    for sheet in 1.. {
        let mut table = book.table(&numbered(name, sheet), &columns, 2)?;
        while !table.is_full() {
            let Some(change) = changes.next() else { break };
            table.row(cells(&change, language))?;
        }
        table.finish()?;
        if changes.peek().is_none() {
            break;
        }
    }
    Ok(())
}

fn cells<'a>(change: &Change<'a>, language: Language) -> Vec<(Value<'a>, Style)> {
    let Some(side) = change.side() else {
        return Vec::new();
    };
    let text = |text: &'a str| (Value::Text(line(text)), Style::Text);
    let result = |side: Option<Side<'_>>| match side {
        Some(side) => Value::Text(language.status(side.status).into()),
        None => Value::Text("-".into()),
    };
    let time = |side: Option<Side<'_>>| match side.and_then(|side| side.inspection.checked_at) {
        Some(time) => Value::Time(korea_time(time).naive_local()),
        None => Value::Empty,
    };
    let mut remark = line(&change.location.replace('\u{1f}', " · ")).into_owned();
    let before = change.previous.map(|side| side.item);
    if let (Class::Redefined, Some(before)) = (change.class, before) {
        let label = language.pick("이전 항목", "Previous item", "前回項目");
        remark = format!("{label}: {}", words::title(before));
    }
    if let (Class::Severity, Some(before)) = (change.class, before) {
        let label = language.pick("이전 위험도", "Previous severity", "前回危険度");
        remark = format!("{label}: {}", language.severity(before.severity));
    }
    let failed = if change.counts_as_failed() {
        Style::Fail
    } else {
        Style::Text
    };
    vec![
        (
            Value::Text(language.class(change.class).into()),
            Style::Text,
        ),
        (Value::Text(words::server(side.inspection)), Style::Text),
        text(&side.inspection.standard),
        text(&side.inspection.kind),
        (
            Value::Text(line(side.item.category.as_deref().unwrap_or_default())),
            Style::Wrap,
        ),
        text(&side.item.check),
        (
            Value::Text(line(side.item.item.as_deref().unwrap_or_default())),
            Style::Wrap,
        ),
        (
            Value::Text(language.severity(change.severity()).into()),
            Style::Text,
        ),
        (result(change.previous), Style::Text),
        (result(change.current), failed),
        (time(change.previous), Style::Text),
        (time(change.current), Style::Text),
        (Value::Text(remark.into()), Style::Wrap),
    ]
}
