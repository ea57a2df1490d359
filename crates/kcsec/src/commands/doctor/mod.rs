//! `kcsec doctor`: whether what the other commands need is there. No secret is shown.

mod check;
mod credentials;
mod hosts;
mod proxy;
mod roots;
mod verify;
mod zone;

pub(super) use check::CHECKS;

use crate::cli::Format;
use crate::context::Context;
use crate::exit::{Failure, Outcome, Status};
use crate::lang::{DataLanguage, say};
use crate::settings::Session;
use check::{Check, Verdict};

pub(super) async fn run(context: &Context, deep: bool) -> Outcome {
    let session = context.session().await?;
    let checks = checks(context, &session, deep).await;
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
            say!(
                "점검 {1}개 중 {0}개 실패",
                "{} of {} checks failed",
                failed,
                checks.len()
            ),
        ));
    }
    Ok(())
}

async fn checks(context: &Context, session: &Session, deep: bool) -> Vec<Check> {
    let _language = DataLanguage::unless(context.output.format == Format::Table);
    let mut found = credentials::find(context, session).await;
    let usable = credentials::usable(&found);
    let route = proxy::check(context, session, &usable).await;
    if route.is_open {
        verify::all(context, session, &mut found, deep).await;
    }
    let hosts = hosts::check(context, session, &usable, route.is_open).await;
    let mut checks = vec![
        zone::check(context, session),
        route.check,
        roots::check(context, &session.settings, &usable),
        hosts::clock(&hosts),
    ];
    checks.extend(found.into_iter().map(|found| found.check));
    checks.extend(hosts);
    checks
}
