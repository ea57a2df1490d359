use korea_cloud_security::findings::{Filter, Severity, StatusFilter};

use super::columns::{ROWS, RowData};
use super::writing::shows_rows;
use super::{judging, select};
use crate::cli::{ReportFormat, SeverityLevel, SnapshotReportArgs, StatusChoice};
use crate::context::Context;
use crate::exit::{Failure, Outcome};
use crate::lang::{say, words};

impl From<SeverityLevel> for Severity {
    fn from(level: SeverityLevel) -> Self {
        match level {
            SeverityLevel::High => Self::High,
            SeverityLevel::Medium => Self::Medium,
            SeverityLevel::Low => Self::Low,
        }
    }
}

impl From<StatusChoice> for StatusFilter {
    fn from(choice: StatusChoice) -> Self {
        match choice {
            StatusChoice::Fail => Self::Fail,
            StatusChoice::All => Self::All,
        }
    }
}

pub(in crate::commands) fn run(context: &Context, args: &SnapshotReportArgs) -> Outcome {
    if args.mask_ids {
        return Err(Failure::usage(say!(
            "--mask-ids는 appguard 아이디용입니다. --service appguard를 추가하세요",
            "--mask-ids is about the ids of appguard; add --service appguard"
        )));
    }
    let chosen = &args.select;
    let day = chosen.as_of.map(|day| day.date(context.now()));
    let state = select::state_at(&chosen.path, chosen.service, day)?;
    let comparison = match &args.since {
        Some(since) => {
            let since = select::comparison(context, &state, &chosen.path, chosen.service, since)?;
            Some(since)
        }
        None => None,
    };
    let mut options = judging::options(context, &args.judge)?;
    options.score = args.score;
    options.approvals.clone_from(&args.approval);
    let mut filter = Filter::default();
    filter.standard.clone_from(&args.standard);
    filter.servers.clone_from(&args.server);
    filter.severity = args.severity.map(Into::into);
    filter.status = args.status.map(Into::into);
    // The trend is of everything, so it stands only where the rest of the page is.
    let mut writes = args.judge.write.iter();
    let wants_page = writes.any(|write| write.format == ReportFormat::Html);
    if wants_page && filter == Filter::default() {
        options.trend = select::trend(&chosen.path, chosen.service, day)?;
    }
    options.filter = filter;
    let judged = judging::judge(state, comparison, options);
    if shows_rows(context, &args.judge.write) {
        let mut list = context.output.list(ROWS)?;
        for row in judged.rows() {
            list.push(&RowData::from(row))?;
        }
        list.finish()?;
    }
    judging::write(context, &judged, &args.judge.write)?;
    judging::notes(context, &judged);
    judging::tell_by_counts(context, &judged);
    let counts = &judged.totals().all;
    context.note(&context.fill(
        words(
            "서버 {3}대, 항목 {0}개 중 취약 {1}개, 확인 필요 {2}개",
            "{3} server{s3}: {1} of {0} check{s0} failed, {2} not judged",
            "サーバー{3}台、{0}項目中{1}項目が脆弱、{2}項目は要確認",
        ),
        &[
            &counts.checks,
            &counts.failed,
            &counts.unknown,
            &judged.totals().servers,
        ],
    ));
    Ok(())
}
