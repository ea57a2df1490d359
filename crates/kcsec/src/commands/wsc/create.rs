use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::time::Duration;

use korea_cloud_security::ncp_wsc::{
    Client, CreateJob, CreatedJob, Error, JobId, Reconcile, VulnItems,
};

use super::gate;
use super::wait;
use super::watched::Watched;
use crate::cli::CreateArgs;
use crate::context::Context;
use crate::exit::{Failure, Outcome, Status};
use crate::input::{header_lines, read_secret};
use crate::lang::{call_error, say, words};
use crate::output::print_error_line;

/// How long a scan is looked for whose creation was not answered.
const LONGEST_LOOK_UP: Duration = Duration::from_secs(20);

/// The scan that the arguments describe; checked, so that nobody is asked about what cannot be.
pub(super) async fn request(context: &Context, args: &CreateArgs) -> Result<CreateJob, Failure> {
    let items = if args.item.is_empty() {
        VulnItems::all()
    } else {
        VulnItems::only(&args.item)
    };
    let mut request = CreateJob::new(&args.url)
        .with_vuln_items(items)
        .with_user_agent(args.user_agent.as_str())
        .with_speed(args.speed.parse()?)
        .with_allow_private_target(args.allow_private_target)
        .with_reconcile(reconcile(context, args));
    for url in &args.exclude {
        request = request.with_exclude_url(url);
    }
    if let Some(memo) = &args.memo {
        request = request.with_memo(memo);
    }
    if let Some(id) = &args.rescan_of {
        request = request.with_rescan_of(id.as_str());
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
            request = request.with_header(name, value);
        }
    }
    request.validate().map_err(|error| invalid(args, &error))?;
    for item in request.vuln_items().undocumented() {
        context.note(&context.fill(
            words(
                "이 버전이 모르는 점검 항목입니다: '{0}'. 서비스가 거부하거나 무시할 수 있습니다",
                "the item '{0}' is unknown to this version; the service may reject or ignore it",
                "このバージョンが知らない項目です: '{0}'。サービスが拒否または無視することがあります",
            ),
            &[&item],
        ));
    }
    if !request.user_agent().is_documented() {
        context.note(&context.fill(
            words(
                "문서에 없는 브라우저입니다: '{0}'",
                "the user agent '{0}' is not a documented one",
                "ドキュメントにないブラウザーです: '{0}'",
            ),
            &[&args.user_agent],
        ));
    }
    Ok(request)
}

/// The tag in the memo is known before anything is sent, so that it can be named whatever happens.
fn reconcile(context: &Context, args: &CreateArgs) -> Reconcile {
    let mut reconcile = match &args.idempotency_key {
        Some(key) => Reconcile::with_idempotency_key(key).with_retry_failed(args.retry_failed),
        None => Reconcile::with_known_tag(),
    };
    if let Some(age) = args.max_age {
        reconcile = reconcile.with_max_age(age);
    }
    if let Some(timeout) = context.global.timeout {
        // Who has less patience than the look-up does not want to wait for it.
        reconcile = reconcile.with_timeout(timeout.min(LONGEST_LOOK_UP));
    }
    reconcile
}

/// The option that a field comes from, in front of what is wrong with it.
fn invalid(args: &CreateArgs, error: &Error) -> Failure {
    let option = match error.field() {
        Some("StartUrl") => "--url",
        Some("ExcludeUrl") => "--exclude",
        Some("VulnItems") => "--item",
        Some("UserAgent") => "--user-agent",
        Some("Headers") => "--header-file",
        Some("MasterInstanceNo") => "--rescan-of",
        Some("Memo") if args.idempotency_key.is_some() => "--idempotency-key",
        _ => return Failure::usage(call_error(error)),
    };
    let private = "or allow private targets";
    let text = call_error(error).replace(private, "or add --allow-private-target");
    Failure::usage(format!("{option}: {text}"))
}

pub(super) async fn run(
    context: &Context,
    client: &Client,
    request: &CreateJob,
    args: &CreateArgs,
) -> Outcome {
    let tag = request
        .reconcile()
        .and_then(Reconcile::tag)
        .unwrap_or_default();
    context.interrupts.end_as(Err(Failure::new(
        Status::OutcomeUnknown,
        say!(
            "createJob: 중단되어 점검이 생성되고 과금되었을 수 있습니다. 다시 생성하기 전에 'kcsec wsc search --memo {tag}'으로 확인하세요",
            "createJob: interrupted, so the scan may have been created and billed; \
             look with 'kcsec wsc search --memo {tag}' before you create it again"
        ),
    )));
    let created = client.create_job(request).await.map_err(not_created)?;
    let watched = Watched::created(created.clone());
    // Until its number is written, nothing else knows it.
    context.interrupts.end_as(Err(watched.interrupted()));
    tell(context, &created, tag, args.idempotency_key.is_some());
    if args.wait {
        let wait = client.wait(&created);
        let job = wait::run(context, watched, wait, args.wait_timeout).await?;
        return match args.fail_on {
            Some(level) => gate::run(context, client, &job, level).await,
            None => Ok(()),
        };
    }
    watched.write_or_name(&context.output)?;
    match &created.id {
        Some(id) => context.note(&next_step(context, id)),
        // Not a note: it must be seen.
        None => context.error(&say!(
            "점검이 생성되어 과금되지만 응답에 번호가 없습니다. 'kcsec wsc search --memo {tag}'으로 찾을 수 있습니다",
            "the scan was created and is billed, but the response does not name its number; 'kcsec wsc search --memo {tag}' finds it"
        )),
    }
    Ok(())
}

/// A look-up that failed before the creation is no rejection of the creation.
fn not_created(error: Error) -> Failure {
    let is_look_up = error.operation() != "createJob" && !error.kind().is_usage();
    let mut failure = Failure::from(error);
    if is_look_up {
        failure.status = Status::Network;
    }
    failure
}

/// What is to be known of the job besides its number, so that nobody takes an old scan for a new
/// one, and a bill for none.
fn tell(context: &Context, created: &CreatedJob, tag: &str, has_key: bool) {
    let id = created
        .id
        .as_ref()
        .map(ToString::to_string)
        .unwrap_or_default();
    if created.joined {
        print_error_line(&context.fill(
            words(
                "같은 멱등성 키의 기존 작업 {0}에 합류했습니다. 새로 과금되지 않습니다",
                "joined the existing job {0} of this idempotency key; nothing new is billed",
                "同じ冪等性キーの既存ジョブ{0}に合流しました。新たな課金はありません",
            ),
            &[&id],
        ));
        let started = created.job.as_ref().and_then(|job| job.start_date.as_ref());
        if started.and_then(|date| date.parsed()).is_none() {
            context.error(&say!(
                "작업 {id}: 시작 시각을 읽을 수 없어 --max-age보다 최근으로 봅니다",
                "job {id}: its start date cannot be read, so it counts as younger than --max-age"
            ));
        }
    } else if created.is_reconciled {
        context.note(&context.fill(
            words(
                "응답에 번호가 없어 태그 {0}로 점검을 찾았습니다",
                "the response did not tell the number; the scan was found by its tag {0}",
                "応答に番号がないため、タグ {0} でスキャンを見つけました",
            ),
            &[&tag],
        ));
    }
    if created.is_tag_lost && has_key {
        context.error(&say!(
            "작업 {id}: 서비스가 메모를 보존하지 않아, 같은 멱등성 키로 다시 실행해도 이 작업을 찾지 못하고 다시 과금됩니다",
            "job {id}: the service did not keep the memo, so that another run with this idempotency key does not find the job and pays again"
        ));
    }
    if !created.duplicates.is_empty() {
        let others: Vec<_> = created.duplicates.iter().map(ToString::to_string).collect();
        context.error(&say!(
            "같은 태그의 다른 작업이 있고 각각 과금됩니다: {}. 두 명령이 같은 키를 동시에 사용했습니다",
            "other jobs have the same tag, and each of them is billed: {}; two commands used one key at the same moment",
            others.join(", ")
        ));
    }
}

fn next_step(context: &Context, id: &JobId) -> String {
    if context.global.emulator {
        let ends = words(
            "이 에뮬레이터는 명령과 함께 끝납니다. 작업을 남겨 두려면 'kcsec emulator'로 따로 띄우세요",
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
