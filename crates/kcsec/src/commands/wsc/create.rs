use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::time::Duration;

use korea_cloud_security::ncp_wsc::{
    Client, CreateJob, CreatedJob, JobId, MarkerSource as _, RandomMarker, Reconcile, UserAgent,
    VulnItems,
};

use super::columns::CREATED;
use super::wait;
use super::watched::Watched;
use crate::cli::CreateArgs;
use crate::context::Context;
use crate::exit::{Failure, Outcome, Status, unwritten};
use crate::input::{header_lines, read_secret};
use crate::lang::words;
use crate::output::print_error_line;

/// The scan that the arguments describe; checked, so that nobody is asked about what cannot be.
pub(super) async fn plan(context: &Context, args: &CreateArgs) -> Result<CreateJob, Failure> {
    let urls = std::iter::once(("--url", &args.url))
        .chain(args.exclude.iter().map(|url| ("--exclude", url)));
    for (option, url) in urls {
        if names_a_user(url) {
            return Err(Failure::usage(format!(
                "{option}: the URL must not hold a user or a password; give the session's headers with --header-file"
            )));
        }
    }
    let items = if args.item.is_empty() {
        VulnItems::all()
    } else {
        VulnItems::only(&args.item)
    };
    let agent = UserAgent::from(args.user_agent.as_str());
    let mut job = CreateJob::new(&args.url, items, agent, args.speed.parse()?);
    for url in &args.exclude {
        job = job.with_exclude_url(url);
    }
    if let Some(memo) = &args.memo {
        job = job.with_memo(memo);
    }
    if let Some(id) = &args.rescan_of {
        job = job.with_rescan_of(JobId::from(id.as_str()));
    }
    if let Some(file) = &args.header_file {
        if file.as_path() == Path::new("-") && io::stdin().is_terminal() {
            print_error_line(context.word(words(
                "--header-file: 한 줄에 '이름: 값' 하나씩 입력하고 Ctrl-D를 누르세요",
                "--header-file: type a line 'Name: value' each, then Ctrl-D",
                "--header-file: 1行に「名前: 値」を1つずつ入力し、Ctrl-D を押してください",
            )));
        }
        let text = read_secret("--header-file", Some(file)).await?;
        for (name, value) in header_lines(&text)? {
            job = job.with_header(name, value);
        }
    }
    job.check()?;
    for item in &args.item {
        if !["ALL", "XSS", "SSI Injection"].contains(&item.as_str()) {
            context.note(&context.fill(
                words(
                    "이 버전이 모르는 점검 항목입니다: '{0}'. 서비스가 거부하거나 무시할 수 있습니다",
                    "the item '{0}' is unknown to this version; the service may refuse or ignore it",
                    "このバージョンが知らない項目です: '{0}'。サービスが拒否または無視することがあります",
                ),
                &[item],
            ));
        }
    }
    if !["Android", "iPhone", "PC Chrome", "PC IE"].contains(&args.user_agent.as_str()) {
        context.note(&context.fill(
            words(
                "문서에 없는 브라우저입니다: '{0}'",
                "the user agent '{0}' is not a documented one",
                "ドキュメントにないブラウザーです: '{0}'",
            ),
            &[&args.user_agent],
        ));
    }
    Ok(job)
}

/// Whether the URL's authority begins with a user, with or without a password.
fn names_a_user(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#', '\\'])
        .next()
        .is_some_and(|authority| authority.contains('@'))
}

/// How long a scan is looked for whose creation was not answered.
const LONGEST_LOOK_UP: Duration = Duration::from_secs(20);

/// The marker in the job's memo, known before it is sent, so that it can be named whatever happens.
pub(super) fn marker(context: &Context) -> String {
    RandomMarker.marker(context.now())
}

pub(super) async fn run(
    context: &Context,
    client: &Client,
    job: CreateJob,
    marker: String,
    args: &CreateArgs,
) -> Outcome {
    let mut reconcile = Reconcile::new().with_marker(&marker);
    if let Some(timeout) = context.global.timeout {
        // Who has less patience than the look-up does not want to wait for it.
        reconcile = reconcile.with_deadline(timeout.min(LONGEST_LOOK_UP));
    }
    let job = job.with_reconcile(reconcile);
    let known = marker.clone();
    context.on_interrupt(move |_| {
        Err(Failure::new(
            Status::OutcomeUnknown,
            format!(
                "createJob: interrupted, so the scan may have been created and billed; \
                 look with 'kcsec wsc search --memo {known}' before you create it again"
            ),
        ))
    });
    let created = client.create_job(job).await?;
    context.interrupts_lose_nothing();
    let Some(id) = created.instance_no.clone() else {
        return without_number(context, &created, &marker, args);
    };
    if created.is_reconciled {
        context.note(&context.fill(
            words(
                "응답을 받지 못해 표식 {0}(으)로 점검을 찾았습니다",
                "the answer was lost; the scan was found by its marker {0}",
                "応答が失われたため、マーカー {0} でスキャンを見つけました",
            ),
            &[&marker],
        ));
    }
    let watched = Watched {
        id,
        marker: Some(marker),
        last: None,
    };
    if args.wait {
        return wait::run(context, client, watched, args.wait_timeout).await;
    }
    context
        .output
        .record(CREATED, &created)
        .map_err(|error| unwritten(&watched.named(), &error))?;
    context.note(&next_step(context, &watched.id));
    Ok(())
}

/// Created and billed all the same.
fn without_number(
    context: &Context,
    created: &CreatedJob,
    marker: &str,
    args: &CreateArgs,
) -> Outcome {
    context
        .output
        .record(CREATED, created)
        .map_err(|error| unwritten(&format!("billed: marker {marker}"), &error))?;
    let line = format!(
        "the scan was created, but the answer does not tell its number; 'kcsec wsc search --memo {marker}' finds it"
    );
    if args.wait {
        return Err(Failure::new(Status::Network, line));
    }
    // Not a note: it must be seen.
    context.error(&line);
    Ok(())
}

fn next_step(context: &Context, id: &JobId) -> String {
    if context.global.emulator {
        let ends = words(
            "이 에뮬레이터는 명령과 함께 끝납니다. 작업을 남겨 두려면 'kcsec emulator' 로 따로 띄우세요",
            "this emulator ends with the command; 'kcsec emulator' starts one that keeps its jobs",
            "このエミュレーターはコマンドとともに終了します。ジョブを残すには 'kcsec emulator' で起動してください",
        );
        return context.word(ends).to_owned();
    }
    context.fill(
        words(
            "'kcsec wsc wait {0}' 로 끝날 때까지 기다리고, 'kcsec wsc report {0}' 로 보고서를 볼 수 있습니다",
            "'kcsec wsc wait {0}' follows it, 'kcsec wsc report {0}' shows its report",
            "'kcsec wsc wait {0}' で終了を待ち、'kcsec wsc report {0}' でレポートを表示します",
        ),
        &[id],
    )
}
