//! Lists: one page with a word on what is missing, or every page as it comes.

use std::fmt::Display;

use korea_cloud_security::ErrorKind;
use serde::Serialize;
use transport_core::{CallError, ItemStream};

use crate::cli::Format;
use crate::context::Context;
use crate::exit::{Failure, Outcome, Status};
use crate::lang::{Words, words};
use crate::output::{Column, print_error_line};
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
    "--all로 전체를 볼 수 있습니다",
    "--all shows them all",
    "--all で全件を表示します",
);

/// Whether every page is read: where that was asked for, and for programs unless a page was.
pub(super) fn reads_every_page(context: &Context, all: bool, asked_for_a_page: bool) -> bool {
    all || (!asked_for_a_page && context.output.format != Format::Table)
}

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
    match total {
        // Said also with --quiet: a part must not be taken for the whole.
        Some(total) if total > shown => print_error_line(&format!(
            "{}; {}",
            context.fill(listed.some, &[&shown, &total]),
            context.word(MORE)
        )),
        _ => context.note(&context.fill(listed.all, &[&shown])),
    }
    Ok(())
}

/// Every record of a list. What came before the list failed stays; a list that is not whole is
/// written to its end and then ends with 4.
pub(super) async fn every_page<T, E>(
    context: &Context,
    listed: &Listed,
    mut records: ItemStream<Result<T, E>>,
) -> Outcome
where
    T: Serialize + 'static,
    E: AsRef<CallError> + Display + 'static,
    Failure: From<E>,
{
    let mut list = context.output.list(listed.columns)?;
    let bar = progress::counter(context);
    let mut incomplete = None;
    while let Some(record) = records.next().await {
        match record {
            Ok(record) => {
                list.push(&record)?;
                bar.inc(1);
            }
            Err(error) if error.as_ref().kind() == ErrorKind::Incomplete => {
                incomplete = Some(Failure::from(error));
            }
            Err(error) => {
                bar.finish_and_clear();
                return Err(error.into());
            }
        }
    }
    let count = bar.position();
    bar.finish_and_clear();
    list.finish()?;
    context.note(&context.fill(listed.all, &[&count]));
    let skipped = records.skipped();
    match incomplete {
        Some(failure) => Err(failure),
        None if skipped > 0 => Err(Failure::new(
            Status::Network,
            context.fill(
                words(
                    "식별할 수 없는 레코드 {0}개를 건너뛰었습니다",
                    "{0} record{s0} skipped, since what identifies them could not be read",
                    "識別できないレコード{0}件をスキップしました",
                ),
                &[&skipped],
            ),
        )),
        None => Ok(()),
    }
}
