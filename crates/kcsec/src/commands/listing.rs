//! Lists: one page with a word on what is missing, or every page as it comes.

use std::pin::pin;

use futures_util::{Stream, TryStreamExt as _};
use serde::Serialize;

use crate::context::Context;
use crate::exit::{Failure, Outcome};
use crate::lang::{Words, words};
use crate::output::Column;
use crate::progress;

/// What is listed: its fields, and how many of them is said.
pub(super) struct Listed {
    pub(super) columns: &'static [Column],
    /// `{0}` is how many there are.
    pub(super) all: Words,
    /// `{0}` of `{1}`.
    pub(super) some: Words,
}

const MORE: Words = words(
    "--all 로 전체를 볼 수 있습니다",
    "--all shows them all",
    "--all で全件を表示します",
);

/// One page out of `total`, if the service told.
pub(super) fn one_page<T: Serialize>(
    context: &Context,
    listed: &Listed,
    records: &[T],
    total: Option<u64>,
) -> Outcome {
    let mut list = context.output.list(listed.columns)?;
    for record in records {
        list.push(record)?;
    }
    list.finish()?;
    let shown = records.len() as u64;
    context.note(&match total {
        Some(total) if total > shown => format!(
            "{}; {}",
            context.fill(listed.some, &[&shown, &total]),
            context.word(MORE)
        ),
        _ => context.fill(listed.all, &[&shown]),
    });
    Ok(())
}

/// Every record of a stream; what was written before it fails stays.
pub(super) async fn every_page<T, E>(
    context: &Context,
    listed: &Listed,
    records: impl Stream<Item = Result<T, E>>,
) -> Outcome
where
    T: Serialize,
    Failure: From<E>,
{
    let mut list = context.output.list(listed.columns)?;
    let bar = progress::counter(context);
    let mut records = pin!(records);
    while let Some(record) = records.try_next().await? {
        list.push(&record)?;
        bar.inc(1);
    }
    let count = bar.position();
    bar.finish_and_clear();
    list.finish()?;
    context.note(&context.fill(listed.all, &[&count]));
    Ok(())
}
