use std::fmt::Write as _;
use std::io::Write;

use super::error::OutputError;
use super::language::{Language, english};
use super::options::OutputOptions;
use super::text::{cut, line};
use super::words;
use crate::diff::Class;
use crate::gate::GateVerdict;
use crate::judged::{Judged, Judgement, Row};
use crate::model::{Severity, Status};
use crate::register::{Action, EntryState};

/// A comment at GitHub holds 65,536 characters.
const LONGEST: usize = 60_000;
const MOST_ROWS: usize = 50;

/// Writes Markdown for a comment, a chat or a mail: the verdict, a table by severity, the counted
/// rows (50 at most), accepted and expired risks, and the coverage. At most 60,000 characters.
///
/// # Errors
///
/// When the output cannot be written to.
pub fn write_markdown(
    judged: &Judged,
    options: &OutputOptions,
    out: &mut impl Write,
) -> Result<(), OutputError> {
    let language = options.language;
    let mut text = Text {
        text: String::new(),
        length: 0,
        language,
    };
    text.line(&format!("# {}", verdict(judged, language)));
    text.line("");
    reasons(judged, &mut text);
    severities(judged, &mut text);
    counted(judged, &mut text);
    decisions(judged, &mut text);
    coverage(judged, &mut text);
    out.write_all(text.text.as_bytes())?;
    Ok(())
}

/// The text so far. What does not fit any more is counted by the caller.
struct Text {
    text: String,
    length: usize,
    language: Language,
}

impl Text {
    /// Adds a line, and returns whether it fit.
    fn line(&mut self, line: &str) -> bool {
        let length = line.chars().map(char::len_utf16).sum::<usize>() + 1;
        if self.length + length > LONGEST {
            return false;
        }
        self.length += length;
        self.text += line;
        self.text.push('\n');
        true
    }

    fn heading(&mut self, ko: &str, en: &str, ja: &str) {
        let title = self.language.pick(ko, en, ja);
        self.line(&format!("\n## {title}\n"));
    }

    /// Adds a list of at most 50 lines, and says how many more there are.
    fn list(&mut self, lines: impl Iterator<Item = String>, all: usize) {
        let mut written = 0;
        for line in lines.take(MOST_ROWS) {
            // Keeps room for what follows.
            if self.length + line.len() > LONGEST - 2_000 || !self.line(&line) {
                break;
            }
            written += 1;
        }
        if all > written {
            let rest = all - written;
            let text = self.language.pick(
                format!("외 {rest}건"),
                format!("and {rest} more"),
                format!("ほか{rest}件"),
            );
            self.line(&format!("\n{text}"));
        }
    }
}

fn verdict(judged: &Judged, language: Language) -> String {
    let totals = judged.totals();
    let mut title = match judged.gate() {
        Some(gate) => match gate.verdict {
            GateVerdict::Passed => language.pick("통과", "Passed", "合格").to_owned(),
            GateVerdict::Failed => language.pick("실패", "Failed", "不合格").to_owned(),
            GateVerdict::NotJudged => language
                .pick("판정 불가", "Not judged", "判定不可")
                .to_owned(),
        },
        None => language
            .pick(
                "보안 점검 결과",
                "Security check results",
                "セキュリティ点検結果",
            )
            .to_owned(),
    };
    let (servers, failed, accepted) = (totals.servers, totals.all.failed, totals.all.accepted);
    let _ = write!(title, " · ");
    title += &language.pick(
        format!("서버 {servers}대, 취약 {failed}건(위험수용 {accepted}건)"),
        format!(
            "{}, {} ({accepted} accepted)",
            english(servers, "server"),
            english(failed, "failed check")
        ),
        format!("サーバー{servers}台、脆弱{failed}件（リスク受容{accepted}件）"),
    );
    title
}

fn reasons(judged: &Judged, text: &mut Text) {
    let language = text.language;
    let Some(gate) = judged.gate() else { return };
    for reason in &gate.reasons {
        let reason = language.reason(reason);
        text.line(&format!("- **{reason}**"));
    }
    if !gate.by_counts.is_empty() {
        let count = gate.by_counts.len();
        text.line(&language.pick(
            format!("- 웹 점검 {count}건은 행 수와 합계가 달라 보고서 집계로 판정함(위험수용·기준선 미적용)"),
            format!("- {} judged by the report's own counts; register and baseline not applied", english(count as u64, "web scan")),
            format!("- ウェブ点検{count}件は行数と合計が異なるため報告書の集計で判定（リスク受容・ベースライン未適用）"),
        ));
    }
    text.line("");
}

/// Severity × what became of it; without an earlier state severity × result.
fn severities(judged: &Judged, text: &mut Text) {
    let language = text.language;
    let mut header = vec![language.pick("위험도", "Severity", "危険度")];
    let totals = judged.totals().all;
    let accepted = |severity: Severity| {
        let rows = judged.rows();
        rows.filter(|row| {
            row.status == Status::Fail
                && row.judgement == Judgement::Accepted
                && row.item.severity == severity
        })
        .count() as u64
    };
    let classes = [Class::New, Class::Reopened, Class::Still, Class::Fixed];
    if judged.change_counts().is_some() {
        header.extend(classes.map(|class| language.class(class)));
    }
    header.push(language.status(Status::Fail));
    header.push(language.accepted());
    text.line(&format!("| {} |", header.join(" | ")));
    text.line(&format!(
        "|{}",
        " ---: |"
            .repeat(header.len())
            .replacen(" ---: |", " --- |", 1)
    ));
    for severity in Severity::ALL {
        let mut cells: Vec<u64> = Vec::new();
        if let Some(counts) = judged.change_counts() {
            cells.extend(classes.map(|class| counts.get(class, severity)));
        }
        cells.push(totals.failed_of(severity));
        cells.push(accepted(severity));
        if severity == Severity::Unknown && cells.iter().all(|cell| *cell == 0) {
            continue;
        }
        let cells: Vec<String> = cells.iter().map(u64::to_string).collect();
        text.line(&format!(
            "| {} | {} |",
            language.severity(severity),
            cells.join(" | ")
        ));
    }
}

fn counted(judged: &Judged, text: &mut Text) {
    let rows = || {
        judged
            .rows()
            .filter(|row| row.judgement == Judgement::Counted)
    };
    let all = rows().count();
    if all == 0 {
        return;
    }
    let language = text.language;
    match judged.gate() {
        Some(_) => text.heading(
            "게이트에 집계된 항목",
            "Counted by the gate",
            "ゲートで集計された項目",
        ),
        None => text.heading("취약 항목", "Failed checks", "脆弱項目"),
    }
    let titles = language.pick(
        ["위험도", "자산명", "항목", "결과", "변화"],
        ["Severity", "Server", "Check", "Result", "Change"],
        ["危険度", "資産名", "項目", "結果", "変化"],
    );
    text.line(&format!("| {} |", titles.join(" | ")));
    text.line("| --- | --- | --- | --- | --- |");
    // High ones first: what is cut is what matters least.
    let sorted = Severity::ALL
        .into_iter()
        .flat_map(|severity| rows().filter(move |row| row.item.severity == severity));
    text.list(sorted.map(|row| counted_row(&row, language)), all);
}

fn counted_row(row: &Row<'_>, language: Language) -> String {
    let mut check = words::title(row.item).into_owned();
    if !row.location.is_empty() {
        check = format!("{check} ({})", words::place(row));
    }
    format!(
        "| {} | {} | {} | {} | {} |",
        language.severity(row.item.severity),
        escape(&cut(&words::server(row.inspection), 200)),
        escape(&cut(&check, 400)),
        language.status(row.status),
        row.class.map_or("", |class| language.class(class)),
    )
}

fn decisions(judged: &Judged, text: &mut Text) {
    let language = text.language;
    let register = judged.register();
    let accepted = || {
        register
            .iter()
            .filter(|entry| entry.entry.action == Action::Accept)
    };
    let holds = |state| matches!(state, EntryState::Active | EntryState::EndsSoon);
    let mut section = |titles: [&str; 3], wants: &dyn Fn(EntryState) -> bool| {
        let entries = || accepted().filter(|entry| wants(entry.state));
        let all = entries().count();
        if all == 0 {
            return;
        }
        text.heading(titles[0], titles[1], titles[2]);
        let lines = entries().map(|entry| {
            let until = entry
                .entry
                .until
                .map(|day| day.to_string())
                .unwrap_or_default();
            format!(
                "- {} · {} · {} · {} ({})",
                escape(&cut(&entry.entry.check.join(", "), 200)),
                escape(&cut(&entry.entry.server.join(", "), 200)),
                escape(&cut(&entry.entry.reason, 300)),
                until,
                language.entry_state(entry.state),
            )
        });
        text.list(lines, all);
    };
    section(["위험수용", "Accepted risks", "リスク受容"], &holds);
    section(
        [
            "만료된 위험수용",
            "Expired acceptances",
            "期限切れのリスク受容",
        ],
        &|state| state == EntryState::Expired,
    );
}

fn coverage(judged: &Judged, text: &mut Text) {
    let language = text.language;
    text.heading("점검 범위", "Coverage", "点検範囲");
    let totals = judged.totals();
    let all = totals.all;
    let lines = language.pick(
        format!(
            "서버 {}대 · 점검 {}건: 양호 {}, 취약 {}, 확인 필요 {}, 해당없음 {}",
            totals.servers, all.checks, all.passed, all.failed, all.unknown, all.not_applicable
        ),
        format!(
            "{} · {}: {} passed, {} failed, {} unknown, {} not applicable",
            english(totals.servers, "server"),
            english(all.checks, "check"),
            all.passed,
            all.failed,
            all.unknown,
            all.not_applicable
        ),
        format!(
            "サーバー{}台 · 点検{}件: 良好{}、脆弱{}、要確認{}、該当なし{}",
            totals.servers, all.checks, all.passed, all.failed, all.unknown, all.not_applicable
        ),
    );
    text.line(&format!("- {lines}"));
    let mut names = |titles: [&str; 3], names: &[String]| {
        if !names.is_empty() {
            let shown: Vec<String> = names
                .iter()
                .take(20)
                .map(|name| escape(&cut(name, 100)))
                .collect();
            let rest = names.len() - shown.len();
            let rest = if rest > 0 {
                format!(" (+{rest})")
            } else {
                String::new()
            };
            let title = language.pick(titles[0], titles[1], titles[2]);
            text.line(&format!("- {title}: {}{rest}", shown.join(", ")));
        }
    };
    names(
        ["점검 없음", "Not inspected", "点検なし"],
        judged.missing_servers(),
    );
    names(
        [
            "이전 점검에만 있던 서버",
            "Servers of the earlier state only",
            "前回のみのサーバー",
        ],
        judged.gone_servers(),
    );
    for info in judged.snapshots() {
        let time = words::minute(info.run.collected_at);
        let region = line(&info.run.region);
        let hash = escape(&cut(&info.sha256, 13));
        text.line(&format!(
            "- {} {} · {time} · SHA-256 {hash}",
            info.run.service,
            escape(&region)
        ));
    }
    if !judged.is_complete() {
        let count = judged.unread().len();
        text.line(&language.pick(
            format!("- **수집 불완전: {count}개 점검을 읽지 못함**"),
            format!(
                "- **Collection incomplete: {} could not be read**",
                english(count as u64, "inspection")
            ),
            format!("- **収集が不完全: {count}件の点検を読み取れず**"),
        ));
    }
}

/// One line of foreign text in which Markdown sees no markup, no mention and no link.
pub(crate) fn escape(text: &str) -> String {
    let text = line(text);
    let mut escaped = String::with_capacity(text.len() + 8);
    for (place, c) in text.trim().char_indices() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '!' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '#' | '+' | '-' | '=' | '>' if place == 0 => {
                escaped.push('\\');
                escaped.push(c);
            }
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            // A mention would write to people, and a `#12` or a URL would become a link.
            '@' => escaped.push_str("&#64;"),
            '#' => escaped.push_str("&#35;"),
            ':' if text.trim()[place..].starts_with("://") => escaped.push_str("&#58;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Several lines as Markdown that reads the same.
pub(crate) fn escape_block(text: &str) -> String {
    let escaped: Vec<String> = text.lines().map(escape_line).collect();
    escaped.join("  \n")
}

/// A line that begins no list and no heading, `1.` among them.
fn escape_line(text: &str) -> String {
    let escaped = escape(text);
    let digits = escaped.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    let rest = &escaped[digits..];
    if digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{}\\{rest}", &escaped[..digits]);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_text_holds_no_markup() {
        assert_eq!(
            escape("# a|b `c` <img> @all #1 [x](y) **z** https://e.example"),
            "\\# a\\|b \\`c\\` &lt;img&gt; &#64;all &#35;1 \\[x\\](y) \\*\\*z\\*\\* https&#58;//e.example"
        );
        assert_eq!(escape("a\nb"), "a b");
        assert_eq!(escape_block("1. a\n- b"), "1\\. a  \n\\- b");
    }
}
