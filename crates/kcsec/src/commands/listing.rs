//! Lists: one page with a word on what is missing, or every page as it comes.

use std::fmt::Display;
use std::io;

use korea_cloud_security::ErrorKind;
use serde::Serialize;
use transport_core::wire::SkippedRecord;
use transport_core::{CallError, ItemStream};

use crate::cli::Format;
use crate::context::Context;
use crate::exit::{Failure, Outcome, Status};
use crate::lang::{Words, say, words};
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

/// One page out of `total`, if the service told; how many records it shows.
pub(super) fn one_page<T: Serialize>(
    context: &Context,
    listed: &Listed,
    records: &[T],
    skipped: &[SkippedRecord],
    total: Option<u64>,
) -> Result<u64, Failure> {
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
    fail_if_skipped(context, skipped)?;
    Ok(shown)
}

/// Names the records that could not be identified.
///
/// # Errors
///
/// When there are any.
pub(super) fn fail_if_skipped(context: &Context, skipped: &[SkippedRecord]) -> Outcome {
    for record in skipped {
        let position = record.position();
        context.error(&say!(
            "{position}번째 레코드를 식별할 수 없어 건너뛰었습니다",
            "{record}"
        ));
    }
    match skipped.len() as u64 {
        0 => Ok(()),
        count => Err(records_skipped(context, count)),
    }
}

/// Every record of a list; how many there are. What came before the list failed stays; a list that
/// is not whole is written to its end and then ends with 4.
pub(super) async fn every_page<T, E>(
    context: &Context,
    listed: &Listed,
    records: ItemStream<Result<T, E>>,
    allow_incomplete: bool,
) -> Result<u64, Failure>
where
    T: Serialize + 'static,
    E: AsRef<CallError> + Display + 'static,
    Failure: From<E>,
{
    let mut list = context.output.list(listed.columns)?;
    let end = read_to_end(context, records, allow_incomplete, |record| {
        list.push(&record)
    })
    .await?;
    list.finish()?;
    context.note(&context.fill(listed.all, &[&end.count]));
    match end.failure {
        Some(failure) => Err(failure),
        None => Ok(end.count),
    }
}

/// A list that was read to its end.
pub(super) struct ListEnd {
    pub(super) count: u64,
    /// Why the list is not whole: fewer records came than were announced, or some could not be
    /// identified.
    pub(super) failure: Option<Failure>,
}

/// Gives every record of a list to `take`. Where fewer came than were announced, `allow_incomplete`
/// makes a note of that failure.
pub(super) async fn read_to_end<T, E>(
    context: &Context,
    mut records: ItemStream<Result<T, E>>,
    allow_incomplete: bool,
    mut take: impl FnMut(T) -> io::Result<()>,
) -> Result<ListEnd, Failure>
where
    T: 'static,
    E: AsRef<CallError> + Display + 'static,
    Failure: From<E>,
{
    let bar = progress::counter(context);
    let mut failure = None;
    while let Some(record) = records.next().await {
        match record {
            Ok(record) => {
                take(record)?;
                bar.inc(1);
            }
            Err(error) if error.as_ref().kind() == ErrorKind::Incomplete => {
                failure = Some(Failure::from(error));
            }
            Err(error) => {
                bar.finish_and_clear();
                return Err(error.into());
            }
        }
    }
    let count = bar.position();
    bar.finish_and_clear();
    // Said also with --quiet: a part must not be taken for the whole.
    if let Some(allowed) = failure.take_if(|_| allow_incomplete) {
        print_error_line(&allowed.to_string());
    }
    let skipped = records.skipped();
    if failure.is_none() && skipped > 0 {
        failure = Some(records_skipped(context, skipped));
    }
    Ok(ListEnd { count, failure })
}

fn records_skipped(context: &Context, count: u64) -> Failure {
    Failure::new(
        Status::Network,
        context.fill(
            words(
                "식별할 수 없는 레코드 {0}개를 건너뛰었습니다",
                "{0} record{s0} skipped, since what identifies them could not be read",
                "識別できないレコード{0}件をスキップしました",
            ),
            &[&count],
        ),
    )
}
