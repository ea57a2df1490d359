//! `kcsec appguard collect`: days of detections, each in a snapshot of its own.

mod plan;
mod read;
mod result;

use korea_cloud_security::nhn_appguard::Client;

use crate::cli::{AppguardCollectArgs, Platform};
use crate::context::Context;
use crate::exit::{Failure, Outcome, Status};
use crate::lang::{say, words};
use plan::{available, files, open, range};
use read::{described, read};
use result::{Collected, tell_gaps, write};

/// Reads the days that are not there yet, each into a snapshot of its own.
pub(in crate::commands) async fn run(
    context: &Context,
    client: &Client,
    args: &AppguardCollectArgs,
) -> Outcome {
    let available = available(client)?;
    let range = range(context, args, &available)?;
    let project = described(context, args, *range.start(), Platform::Android).project;
    let here = files(context, args, &available, &project)?;
    let (open, kept) = open(context, args, &range, &here);
    let mut collected = Collected {
        from: *range.start(),
        to: *range.end(),
        os: args.os.each().iter().map(|os| os.as_str()).collect(),
        id_type: args.id_type.as_str(),
        project,
        saved: 0,
        kept,
        failed: Vec::new(),
        incomplete: Vec::new(),
        missing: Vec::new(),
    };
    context.interrupts.end_as(Err(Failure::new(
        Status::Interrupted,
        say!(
            "중단되었습니다. 읽은 날은 저장되었고, 같은 명령이 나머지를 읽습니다",
            "interrupted; the days that were read are kept, and the same command reads the others"
        ),
    )));
    let read = read(context, client, args, open, &mut collected).await;
    context.interrupts.lose_nothing();
    write(context, &collected)?;
    tell_gaps(context, &available, &here, &collected);
    read?;
    if collected.failed.is_empty() && collected.incomplete.is_empty() {
        return Ok(());
    }
    Err(Failure::new(
        Status::Network,
        context.fill(
            words(
                "수집 불완전: {0}일을 읽지 못했고 {1}일은 일부만 읽었습니다. 같은 명령을 다시 실행하세요",
                "the collection is incomplete: {0} day{s0} unread, {1} in part; run the same command again",
                "収集が不完全です: 未読{0}日、一部のみ{1}日。同じコマンドをもう一度実行してください",
            ),
            &[&collected.failed.len(), &collected.incomplete.len()],
        ),
    ))
}
