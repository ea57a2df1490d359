use korea_cloud_security::ncp_wsc::{Client, Report};
use serde_json::value::RawValue;

use super::columns::{OUTLINED, REPORT};
use crate::cli::{Format, ReportArgs};
use crate::context::Context;
use crate::exit::Outcome;
use crate::lang::words;
use crate::output::{outline, to_value};

pub(super) async fn run(context: &Context, client: &Client, args: &ReportArgs) -> Outcome {
    let report = client.get_report(args.id.as_str()).await?;
    show(context, &report, args.show_secrets)?;
    let has_secret = report
        .login_info
        .as_ref()
        .is_some_and(|info| !info.is_blank());
    if !args.show_secrets && has_secret {
        context.note(context.word(words(
            "Login_Info는 가려졌습니다. --show-secrets로 표시합니다",
            "Login_Info is hidden; --show-secrets shows it",
            "Login_Info は伏せています。--show-secrets で表示します",
        )));
    }
    Ok(())
}

/// As the service wrote it, but for its secrets.
fn show(context: &Context, report: &Report, secrets: bool) -> std::io::Result<()> {
    let json = match secrets {
        true => report.expose_secrets().to_owned(),
        false => report.redacted().into_owned(),
    };
    let raw = RawValue::from_string(json)?;
    context.output.record(REPORT, &raw)?;
    if context.output.format == Format::Table {
        let record = to_value(&raw)?;
        for name in OUTLINED {
            if let Some(heading) = REPORT.iter().find(|column| column.name == *name) {
                let text = outline(heading, &record[*name], context.output.look);
                context.output.text(&text)?;
            }
        }
    }
    Ok(())
}
