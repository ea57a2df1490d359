//! What was not inspected, not read, or cannot be relied on.

use crate::judged::Judged;
use crate::output::language::Language;
use crate::output::text::line;
use crate::output::words;

pub(super) struct Gap {
    pub(super) kind: &'static str,
    pub(super) server: String,
    pub(super) remark: String,
}

/// Every gap, at most `most` of them, and how many are left out.
pub(super) fn gaps(judged: &Judged, most: usize, language: Language) -> (Vec<Gap>, u64) {
    let gap = |kind, server: &str, remark: String| Gap {
        kind,
        server: line(server).into_owned(),
        remark,
    };
    let missing = judged.missing_servers().iter().map(|server| {
        let text = language.pick(
            "대상 목록에 있으나 점검이 없음",
            "expected, but no inspection was found",
            "対象一覧にあるが点検がない",
        );
        gap(
            language.pick("미점검", "Not inspected", "未点検"),
            server,
            text.to_owned(),
        )
    });
    let unread = judged.unread().iter().map(|unread| {
        let kind = language.pick("읽지 못함", "Not read", "読み取れず");
        let remark = format!("{}: {}", line(&unread.inspection), line(&unread.message));
        gap(kind, &unread.server, remark)
    });
    let gone = judged.gone_servers().iter().map(|server| {
        let text = language.pick(
            "이전 점검에 있었으나 이번에 없음 (조치완료 아님)",
            "was there in the earlier state (this is not \"fixed\")",
            "前回にあり今回にない（対応済みではない）",
        );
        gap(
            language.pick("점검 제외", "Not there", "点検対象外"),
            server,
            text.to_owned(),
        )
    });
    let old = judged
        .servers()
        .filter(|server| server.too_old)
        .map(|server| {
            let time = server.inspection.checked_at.map(words::minute);
            gap(
                language.pick("오래됨", "Too old", "古い点検"),
                &words::server(server.inspection),
                time.unwrap_or_else(|| {
                    language
                        .pick("점검 일시 없음", "no date", "点検日時なし")
                        .to_owned()
                }),
            )
        });
    let mismatch = judged
        .servers()
        .filter(|server| server.inspection.mismatch)
        .map(|server| {
            let inspection = server.inspection;
            let (rows, count) = (inspection.items, inspection.check_count.unwrap_or_default());
            gap(
                language.pick("불일치", "Mismatch", "不一致"),
                &words::server(inspection),
                language.pick(
                    format!("클라우드 벤더 집계 {count}개, 수신 {rows}개"),
                    format!("{count} by the vendor's count, {rows} received"),
                    format!("ベンダーの集計{count}件、受信{rows}件"),
                ),
            )
        });
    let all: Vec<Gap> = missing
        .chain(unread)
        .chain(gone)
        .chain(old)
        .chain(mismatch)
        .collect();
    let left_out = all.len().saturating_sub(most) as u64;
    let mut all = all;
    all.truncate(most);
    (all, left_out)
}
