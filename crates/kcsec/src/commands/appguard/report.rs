use super::kept::{load, tell_gaps};
use super::page::write;
use super::rows::show;
use crate::cli::{KeptDaysArgs, ReportFormat, SnapshotReportArgs, TrendBy};
use crate::commands::findings::{check, shows_rows};
use crate::context::Context;
use crate::exit::{Failure, Outcome};
use crate::lang::say;

/// `kcsec report --service appguard`.
pub(in crate::commands) fn run(context: &Context, args: &SnapshotReportArgs) -> Outcome {
    let judge = &args.judge;
    let foreign = [
        ("--since", args.since.is_some()),
        ("--score", args.score),
        ("--approval", !args.approval.is_empty()),
        ("--standard", args.standard.is_some()),
        ("--server", !args.server.is_empty()),
        ("--severity", args.severity.is_some()),
        ("--status", args.status.is_some()),
        ("--register", judge.register.is_some()),
        ("--expect", judge.expect.is_some()),
        ("--today", judge.today.is_some()),
    ];
    if let Some((name, _)) = foreign.iter().find(|(_, is_given)| *is_given) {
        return Err(Failure::usage(say!(
            "{} 옵션은 서버와 사이트 점검용입니다. appguard에서는 빼세요",
            "{} is about checks of servers and sites; leave it out for appguard",
            name
        )));
    }
    if judge.write.iter().any(|to| to.format != ReportFormat::Html) {
        return Err(Failure::usage(say!(
            "--write: appguard 보고서는 html만 가능합니다. 표는 'kcsec appguard trend -o csv'나 'kcsec appguard banlist'를 사용하세요",
            "--write: appguard is reported as html only; 'kcsec appguard trend -o csv' and 'kcsec appguard banlist' write tables"
        )));
    }
    check(&judge.write)?;
    let kept = KeptDaysArgs {
        dir: args.select.path.clone(),
        from: None,
        to: args.select.as_of,
        project: Vec::new(),
    };
    let days = load(context, &kept)?;
    if shows_rows(context, &judge.write) {
        show(context, &days, TrendBy::Detection, None, args.mask_ids)?;
    }
    tell_gaps(context, &days, |_| true);
    write(context, &days, &judge.write, args.mask_ids, None)
}
