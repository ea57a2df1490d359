use korea_cloud_security::ncp_wsc::{Client, JobId, LoginInfo, Report};
use serde_json::Value;

use super::columns::{OUTLINED, REPORT};
use crate::cli::{Format, ReportArgs};
use crate::context::Context;
use crate::exit::Outcome;
use crate::lang::words;
use crate::output::outline;

pub(super) async fn run(context: &Context, client: &Client, args: &ReportArgs) -> Outcome {
    let mut report = client.get_report(&JobId::from(args.id.as_str())).await?;
    // A scan without a login has no secret: redacting it would tell of one.
    report.login_info = report.login_info.filter(|info| !info.is_blank());
    show(context, &report, args.show_secrets)?;
    if !args.show_secrets && report.login_info.is_some() {
        context.note(context.word(words(
            "Login_Info 는 가려졌습니다. --show-secrets 로 표시합니다",
            "Login_Info is hidden; --show-secrets shows it",
            "Login_Info は伏せています。--show-secrets で表示します",
        )));
    }
    Ok(())
}

fn show(context: &Context, report: &Report, secrets: bool) -> std::io::Result<()> {
    let revealed = report.login_info.as_ref().filter(|_| secrets);
    if revealed.is_none() && context.output.format != Format::Table {
        // As it is, in the vendor's order.
        return context.output.record(REPORT, report);
    }
    let mut record = serde_json::to_value(report)?;
    if let Some(login) = revealed.map(LoginInfo::reveal) {
        record["Login_Info"] = Value::from(login);
    }
    context.output.record(REPORT, &record)?;
    if context.output.format == Format::Table {
        for name in OUTLINED {
            if let Some(heading) = REPORT.iter().find(|column| column.name == *name) {
                let text = outline(heading, &record[*name], context.output.look);
                context.output.text(&text)?;
            }
        }
    }
    Ok(())
}
