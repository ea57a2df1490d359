//! `kcsec doctor`: whether what the other commands need is there. No secret is shown.

mod credentials;
mod hosts;
mod proxy;
mod roots;
mod verify;
mod zone;

use serde::Serialize;

use crate::context::Context;
use crate::exit::{Failure, Outcome, Status};
use crate::lang::words;
use crate::output::{Column, Kind};

/// What came out of one check.
#[derive(Debug, Serialize)]
struct Check {
    check: String,
    result: Verdict,
    detail: String,
    /// How far the host's clock is ahead of this machine's, where one was asked and told it.
    #[serde(skip_serializing_if = "Option::is_none")]
    clock_offset_seconds: Option<i64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Verdict {
    /// There, and it works.
    Ok,
    /// There; whether it is right cannot be known without a call that it is not for.
    Found,
    Failed,
    /// Not set up, which is no fault where the service is not used.
    NotSet,
}

impl Check {
    fn new(check: impl Into<String>, result: Verdict, detail: impl Into<String>) -> Self {
        Self {
            check: check.into(),
            result,
            detail: detail.into(),
            clock_offset_seconds: None,
        }
    }
}

pub(super) const CHECKS: &[Column] = &[
    Column::new("check", words("점검", "Check", "チェック"), Kind::Word),
    Column::new("result", words("결과", "Result", "結果"), Kind::Verdict),
    Column::new("detail", words("내용", "Detail", "内容"), Kind::Text),
    Column::new(
        "clock_offset_seconds",
        words("시계 차이(초)", "Clock offset (s)", "時計のずれ(秒)"),
        Kind::Number,
    )
    .data_only(),
];

pub(super) async fn run(context: &Context, deep: bool) -> Outcome {
    let session = context.session().await?;
    let mut found = credentials::find(context, &session).await;
    let usable = credentials::usable(&found);
    let route = proxy::check(context, &session, &usable).await;
    if route.is_open {
        verify::all(context, &session, &mut found, deep).await;
    }
    let hosts = hosts::check(context, &session, &usable, route.is_open).await;
    let mut checks = vec![
        zone::check(context, &session),
        route.check,
        roots::check(context, &session.settings, &usable),
        hosts::clock(&hosts),
    ];
    checks.extend(found.into_iter().map(|found| found.check));
    checks.extend(hosts);

    let mut list = context.output.list(CHECKS)?;
    for check in &checks {
        list.push(check)?;
    }
    list.finish()?;
    let failed = checks
        .iter()
        .filter(|check| check.result == Verdict::Failed)
        .count();
    if failed > 0 {
        return Err(Failure::new(
            Status::CheckFailed,
            format!("{failed} of {} checks failed", checks.len()),
        ));
    }
    Ok(())
}
