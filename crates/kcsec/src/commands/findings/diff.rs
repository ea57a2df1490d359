use korea_cloud_security::findings::{Class, Comparison};

use super::columns::{ROWS, RowData};
use super::writing::shows_rows;
use super::{judging, select};
use crate::cli::DiffArgs;
use crate::context::Context;
use crate::day::Day;
use crate::exit::{Failure, Outcome};
use crate::lang::{say, words};

pub(in crate::commands) fn run(context: &Context, args: &DiffArgs) -> Outcome {
    let (old, state, mut snapshots) = match (&args.new, args.from, args.to) {
        (Some(new), _, _) => (
            select::state_at(&args.old, args.service, None)?,
            select::state_at(new, args.service, None)?,
            select::snapshots_at(new)?,
        ),
        (None, Some(from), Some(to)) => {
            let at =
                |day: Day| select::state_at(&args.old, args.service, Some(day.date(context.now())));
            (at(from)?, at(to)?, Vec::new())
        }
        _ => {
            return Err(Failure::usage(say!(
                "스냅샷 두 개를 지정하거나, 폴더와 --from, --to를 지정하세요",
                "give two snapshots, or a folder with --from and --to"
            )));
        }
    };
    snapshots.extend(select::snapshots_at(&args.old)?);
    let mut comparison = Comparison::new(old, &state)?;
    comparison.find_reopened(&state, &snapshots)?;
    let judged = judging::judge(
        state,
        Some(comparison),
        judging::options(context, &args.judge)?,
    );
    if shows_rows(context, &args.judge.write) {
        let mut list = context.output.list(ROWS)?;
        for row in judged.changes().filter_map(RowData::of_change) {
            list.push(&row)?;
        }
        list.finish()?;
    }
    judging::write(context, &judged, &args.judge.write)?;
    judging::notes(context, &judged);
    let Some(counts) = judged.change_counts() else {
        return Ok(());
    };
    let rate = counts
        .fix_rate()
        .map_or_else(|| "–".to_owned(), |rate| format!("{:.1} %", rate * 100.0));
    context.note(&context.fill(
        words(
            "신규 {0}건, 재발생 {1}건, 미조치 {2}건, 조치완료 {3}건, 점검 제외 {4}건, 항목 변경 {5}건, 확인 필요 {6}건 · 조치율 {7}",
            "{0} new, {1} reopened, {2} still open, {3} fixed, {4} gone, {5} redefined, {6} not judged · fix rate {7}",
            "新規{0}件、再発{1}件、未対処{2}件、対処済み{3}件、点検対象外{4}件、項目変更{5}件、要確認{6}件 · 対処率 {7}",
        ),
        &[
            &(counts.of(Class::New) + counts.of(Class::NewServer) + counts.of(Class::NewCheck)),
            &counts.of(Class::Reopened),
            &(counts.of(Class::Still) + counts.of(Class::Severity)),
            &counts.of(Class::Fixed),
            &(counts.of(Class::GoneServer) + counts.of(Class::GoneCheck)),
            &counts.of(Class::Redefined),
            &counts.of(Class::Unknown),
            &rate,
        ],
    ));
    Ok(())
}
