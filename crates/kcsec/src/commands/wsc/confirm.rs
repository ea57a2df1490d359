//! What a scan will be, and the question whether to pay for it.

use std::path::Path;

use korea_cloud_security::ncp_wsc::{CreateJob, JobId, Reconcile};
use serde::Serialize;
use unicode_width::UnicodeWidthStr as _;

use super::columns::DRY_RUN;
use crate::cli::CreateArgs;
use crate::commands::question::ask;
use crate::context::Context;
use crate::exit::{Failure, Outcome};
use crate::lang::{say, words};
use crate::output::{clean, print_error_line};

/// Whether there is a `--yes` or somebody to ask. Checked before anything is read: who has neither
/// reads one clear line.
pub(super) fn check_that_somebody_agrees(context: &Context, args: &CreateArgs) -> Outcome {
    if args.dry_run {
        return Ok(());
    }
    if !args.yes && args.header_file.as_deref() == Some(Path::new("-")) {
        return Err(Failure::usage(say!(
            "createJob은 과금되는데 확인할 수 없습니다: 표준 입력이 헤더에 쓰입니다. 생성하려면 --yes를 추가하세요",
            "createJob is billed, and cannot prompt: standard input holds the headers; add --yes to create it"
        )));
    }
    if !args.yes && !context.can_ask() {
        return Err(Failure::usage(say!(
            "createJob은 과금되는데 확인할 수 없습니다: 터미널이 아닙니다. 생성하려면 --yes를 추가하세요",
            "createJob is billed, and cannot prompt: not a terminal; add --yes to create it"
        )));
    }
    Ok(())
}

/// Shows what will be created and billed, and asks on the terminal unless `--yes` is given. The
/// tag is always told: it finds the scan again, whatever becomes of this process.
pub(super) async fn confirm(
    context: &Context,
    job: &CreateJob,
    endpoint: &str,
    args: &CreateArgs,
) -> Outcome {
    if args.yes && context.global.quiet {
        print_error_line(&say!(
            "createJob: 조정 태그 {}",
            "createJob: reconcile tag {}",
            tag(job)
        ));
        return Ok(());
    }
    print_error_line(context.word(words(
        "과금되는 점검을 생성합니다(즉시 시작):",
        "About to create a billed scan (it starts at once):",
        "課金されるスキャンを作成します（すぐに開始）:",
    )));
    for line in summary(context, job, endpoint) {
        print_error_line(&line);
    }
    if args.yes {
        return Ok(());
    }
    let question = context.word(words(
        "이 점검을 생성하고 요금을 지불하시겠습니까? [y/N] ",
        "Create this scan and pay for it? [y/N] ",
        "このスキャンを作成し、料金を支払いますか? [y/N] ",
    ));
    if ask(question).await {
        Ok(())
    } else {
        Err(Failure::usage(say!(
            "확인하지 않아 아무것도 생성하지 않았습니다",
            "not confirmed; nothing was created"
        )))
    }
}

/// Shows what would be sent and billed, and sends nothing.
pub(super) fn dry_run(context: &Context, job: &CreateJob, endpoint: &str) -> Outcome {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct DryRun<'a> {
        method: &'static str,
        url: String,
        scans_billed: u32,
        #[serde(skip_serializing_if = "Option::is_none")]
        idempotency_key: Option<&'a str>,
        body: &'a CreateJob,
    }
    context.output.record(
        DRY_RUN,
        &DryRun {
            method: "PUT",
            url: format!("{}/api/v1/job", endpoint.trim_end_matches('/')),
            scans_billed: 1,
            idempotency_key: job.reconcile().and_then(Reconcile::idempotency_key),
            body: job,
        },
    )?;
    context.note(context.word(words(
        "모의 실행: 아무것도 전송하지 않았습니다. 실제로는 점검 1건이 과금됩니다(같은 멱등성 키의 작업이 있으면 0건)",
        "dry run: nothing was sent; it would bill one scan, or none if a scan of the same idempotency key is there",
        "ドライラン: 何も送信していません。実行するとスキャン1件が課金されます（同じ冪等性キーのジョブがあれば0件）",
    )));
    Ok(())
}

fn tag(job: &CreateJob) -> &str {
    job.reconcile().and_then(Reconcile::tag).unwrap_or_default()
}

fn summary(context: &Context, job: &CreateJob, endpoint: &str) -> Vec<String> {
    let speed = match job.speed().as_str() {
        "2" => words("2 (조금 빠르게)", "2 (a bit faster)", "2 (やや高速)"),
        "3" => words("3 (빠르게)", "3 (fast)", "3 (高速)"),
        _ => words("1 (보통)", "1 (normal)", "1 (標準)"),
    };
    let headers: Vec<&str> = job.header_names().collect();
    let rows = [
        (words("대상", "target", "対象"), job.start_url().to_owned()),
        (
            words("제외", "excluded", "除外"),
            job.exclude_urls().join(", "),
        ),
        (
            words("점검 항목", "items", "項目"),
            job.vuln_items().names().join(", "),
        ),
        (
            words("브라우저", "user agent", "ブラウザー"),
            job.user_agent().to_string(),
        ),
        (
            words("속도", "speed", "速度"),
            context.word(speed).to_owned(),
        ),
        (
            words("메모", "memo", "メモ"),
            job.memo().unwrap_or_default().to_owned(),
        ),
        (
            words("멱등성 키", "key", "冪等性キー"),
            job.reconcile()
                .and_then(Reconcile::idempotency_key)
                .unwrap_or_default()
                .to_owned(),
        ),
        (
            words("재조회 태그", "reconcile tag", "照合タグ"),
            tag(job).to_owned(),
        ),
        (words("헤더", "headers", "ヘッダー"), headers.join(", ")),
        (
            words("재점검 대상", "re-scan of", "再スキャン元"),
            job.rescan_of().map(JobId::to_string).unwrap_or_default(),
        ),
        (words("서비스", "service", "サービス"), endpoint.to_owned()),
    ];
    let mut lines = Vec::new();
    for (label, value) in rows {
        if !value.is_empty() {
            let label = context.word(label);
            let padding = " ".repeat(14_usize.saturating_sub(label.width()));
            lines.push(format!("  {label}{padding} {}", clean(&value)));
        }
    }
    lines.push(
        context
            .word(words(
                "점검 대상에 대한 법적 책임은 점검을 생성하는 사람에게 있습니다.",
                "You are responsible for being authorised to scan the target.",
                "スキャン対象に対する責任は作成者にあります。",
            ))
            .to_owned(),
    );
    lines
}
