//! 점검대상.

use std::borrow::Cow;

use super::sheet::Book;
use super::styles::Style;
use crate::day::korea_time;
use crate::judged::{Judged, ServerSummary};
use crate::model::Severity;
use crate::output::columns::Value;
use crate::output::error::OutputError;
use crate::output::language::Language;
use crate::output::text::line;
use crate::output::words;

pub(super) fn write(judged: &Judged, book: &mut Book<'_>) -> Result<(), OutputError> {
    let language = book.language;
    let titles = language.pick(
        [
            "No",
            "자산명",
            "OS",
            "OS 버전",
            "점검기준",
            "점검종류",
            "최근 점검일시",
            "점검번호",
            "스크립트 버전",
            "항목 수",
            "취약",
            "상",
            "중",
            "하",
            "보안수준",
            "비고",
        ],
        [
            "No",
            "Server",
            "OS",
            "OS version",
            "Standard",
            "Kind",
            "Last checked",
            "Inspection",
            "Script version",
            "Checks",
            "Failed",
            "High",
            "Medium",
            "Low",
            "Score",
            "Remark",
        ],
        [
            "No",
            "資産名",
            "OS",
            "OSバージョン",
            "点検基準",
            "点検種別",
            "最終点検日時",
            "点検番号",
            "スクリプト",
            "項目数",
            "脆弱",
            "高",
            "中",
            "低",
            "セキュリティ水準",
            "備考",
        ],
    );
    let widths = [
        6.0, 30.0, 10.0, 18.0, 10.0, 10.0, 17.0, 13.0, 13.0, 9.0, 8.0, 7.0, 7.0, 7.0, 10.0, 44.0,
    ];
    let columns: Vec<(&str, f64)> = titles.into_iter().zip(widths).collect();
    let name = language.pick("점검대상", "Servers", "点検対象");
    let mut table = book.table(name, &columns, 2)?;
    let text = |text: &str| {
        (
            Value::Text(Cow::Owned(line(text).into_owned())),
            Style::Text,
        )
    };
    let mut number = 0;
    for server in judged.servers() {
        number += 1;
        let inspection = server.inspection;
        let counts = server.counts;
        let time = inspection
            .checked_at
            .map(|time| Value::Time(korea_time(time).naive_local()));
        let count = |number: u64| (Value::Number(number), Style::Text);
        let level = |severity| count(counts.failed_of(severity));
        let score = match judged.options().score {
            true => Value::Text(server.score.to_string().into()),
            false => Value::Empty,
        };
        table.row([
            count(number),
            text(&words::server(inspection)),
            text(inspection.os.as_deref().unwrap_or_default()),
            text(inspection.os_version.as_deref().unwrap_or_default()),
            text(&inspection.standard),
            text(&inspection.kind),
            (time.unwrap_or(Value::Empty), Style::Text),
            text(&inspection.inspection),
            text(inspection.script_version.as_deref().unwrap_or_default()),
            count(counts.checks),
            (
                Value::Number(counts.failed),
                if counts.failed > 0 {
                    Style::Fail
                } else {
                    Style::Text
                },
            ),
            level(Severity::High),
            level(Severity::Medium),
            level(Severity::Low),
            (score, Style::Text),
            (Value::Text(remark(&server, language).into()), Style::Wrap),
        ])?;
    }
    let missing = judged.missing_servers().iter().map(|server| {
        (
            server.as_str(),
            String::new(),
            language
                .pick("미점검", "Not inspected", "未点検")
                .to_owned(),
        )
    });
    let unread = judged.unread().iter().map(|unread| {
        let text = language.pick("읽지 못함", "Could not be read", "読み取れず");
        (
            unread.server.as_str(),
            unread.inspection.clone(),
            format!("{text}: {}", line(&unread.message)),
        )
    });
    for (server, inspection, remark) in missing.chain(unread) {
        number += 1;
        let mut cells: Vec<(Value<'_>, Style)> = vec![(Value::Empty, Style::Text); columns.len()];
        cells[0] = (Value::Number(number), Style::Text);
        cells[1] = text(server);
        cells[7] = text(&inspection);
        cells[15] = (Value::Text(remark.into()), Style::Unknown);
        table.row(cells)?;
    }
    table.finish()
}

/// What is wrong with an inspection.
fn remark(server: &ServerSummary<'_>, language: Language) -> String {
    let inspection = server.inspection;
    let mut parts: Vec<String> = Vec::new();
    if inspection.mismatch {
        let (rows, count) = (inspection.items, inspection.check_count.unwrap_or_default());
        parts.push(language.pick(
            format!("불일치: 집계 {count}, 수신 {rows}"),
            format!("Mismatch: {count} by the vendor's count, {rows} rows"),
            format!("不一致: 集計{count}、受信{rows}"),
        ));
    }
    if server.too_old {
        parts.push(
            language
                .pick("점검이 오래됨", "Too old", "点検が古い")
                .to_owned(),
        );
    }
    parts.join("; ")
}
