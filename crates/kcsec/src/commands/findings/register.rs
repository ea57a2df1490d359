use korea_cloud_security::findings::{
    EntryState, JudgeOptions, Judged, RegisterRules, write_register,
};
use serde::Serialize;

use super::{judging, select};
use crate::cli::RegisterCommand;
use crate::context::Context;
use crate::day::korean_day;
use crate::exit::Outcome;
use crate::lang::words;
use crate::output::{Column, Kind};

const ENTRIES: &[Column] = &[
    Column::new("line", words("줄", "Line", "行"), Kind::Number),
    Column::new("action", words("조치", "Action", "対応"), Kind::Word),
    Column::new(
        "check",
        words("항목 코드", "Check", "項目コード"),
        Kind::Text,
    ),
    Column::new("server", words("서버", "Server", "サーバー"), Kind::Text),
    Column::new("until", words("만료일", "Until", "期限"), Kind::Word),
    Column::new("state", words("상태", "State", "状態"), Kind::EntryState),
    Column::new("rows", words("적용", "Applies to", "適用"), Kind::Number),
];

#[derive(Serialize)]
struct Entry {
    line: u64,
    action: &'static str,
    check: String,
    server: String,
    until: Option<String>,
    state: EntryState,
    rows: u64,
}

pub(in crate::commands) fn run(context: &Context, command: &RegisterCommand) -> Outcome {
    match command {
        RegisterCommand::Init { path, service } => {
            let mut text = Vec::new();
            write_register(&select::state_at(path, *service, None)?, &mut text)?;
            context.output.text(&String::from_utf8_lossy(&text))?;
            Ok(())
        }
        RegisterCommand::Check {
            file,
            path,
            service,
            today,
            max_accept_days,
        } => {
            let now = context.now();
            let today = today.map_or_else(|| korean_day(now), |day| day.date(now));
            let mut rules = RegisterRules::new(today);
            rules.max_accept_days = *max_accept_days;
            let register = judging::register(context, file, &rules)?;
            let count = register.entries.len();
            if let Some(path) = path {
                let mut options = JudgeOptions::new(today);
                options.register = Some(register);
                let judged = Judged::new(select::state_at(path, *service, None)?, options);
                let mut list = context.output.list(ENTRIES)?;
                for entry in judged.register() {
                    list.push(&Entry {
                        line: entry.entry.line,
                        action: entry.entry.action.as_str(),
                        check: entry.entry.check.join(", "),
                        server: entry.entry.server.join(", "),
                        until: entry.entry.until.map(|day| day.to_string()),
                        state: entry.state,
                        rows: entry.rows,
                    })?;
                }
                list.finish()?;
            }
            context.note(&context.fill(
                words(
                    "오류 없음(등록 {0}건)",
                    "no mistakes in {0} registered decision{s0}",
                    "誤りなし（登録{0}件）",
                ),
                &[&count],
            ));
            Ok(())
        }
    }
}
