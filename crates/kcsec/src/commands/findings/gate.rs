use super::columns::{ROWS, RowData};
use super::writing::shows_rows;
use super::{judging, select};
use crate::cli::{Format, GateArgs, SeverityLevel};
use crate::context::Context;
use crate::day::korean_day;
use crate::exit::{Failure, Outcome, Status};
use crate::lang::words;
use korea_cloud_security::findings::{
    GateOptions, GateReason, GateVerdict, JudgeOptions, Judged, Judgement, Severity, State,
    write_gate,
};

pub(in crate::commands) fn run(context: &Context, args: &GateArgs) -> Outcome {
    let chosen = &args.select;
    let day = chosen.as_of.map(|day| day.date(context.now()));
    let state = select::state_at(&chosen.path, chosen.service, day)?;
    let comparison = match &args.baseline {
        Some(old) => {
            let old = select::comparison(context, &state, &chosen.path, chosen.service, old)?;
            Some(old)
        }
        None => None,
    };
    let mut gate = GateOptions::default();
    gate.fail_on = args.fail_on.map_or(Severity::High, Into::into);
    gate.max = args.max;
    gate.strict = args.strict;
    gate.min_servers = args.min_servers;
    gate.max_age_days = args.max_age;
    gate.allow_incomplete = args.allow_incomplete;
    let mut options = judging::options(context, &args.judge)?;
    options.gate = Some(gate);
    let judged = judging::judge(state, comparison, options);
    if shows_rows(context, &args.judge.write) {
        show(context, &judged)?;
    }
    judging::write(context, &judged, &args.judge.write)?;
    judging::notes(context, &judged);
    end_with_verdict(context, &judged)
}

/// Judges a state that was just read, and ends with what the gate says.
pub(in crate::commands) fn gate_state(
    context: &Context,
    state: State,
    fail_on: SeverityLevel,
) -> Outcome {
    let mut gate = GateOptions::default();
    gate.fail_on = fail_on.into();
    let mut options = JudgeOptions::new(korean_day(context.now()));
    options.gate = Some(gate);
    end_with_verdict(context, &Judged::new(state, options))
}

/// Writes the rows that count; as JSON all that the gate says.
fn show(context: &Context, judged: &Judged) -> Outcome {
    if matches!(context.output.format, Format::Json | Format::Ndjson) {
        let mut json = Vec::new();
        write_gate(judged, &mut json)?;
        context.output.text(&String::from_utf8_lossy(&json))?;
        return Ok(());
    }
    let mut list = context.output.list(ROWS)?;
    for row in judged
        .rows()
        .filter(|row| row.judgement == Judgement::Counted)
    {
        list.push(&RowData::from(row))?;
    }
    list.finish()?;
    Ok(())
}

/// Ends with what the gate says.
fn end_with_verdict(context: &Context, judged: &Judged) -> Outcome {
    let Some(gate) = judged.gate() else {
        return Ok(());
    };
    judging::tell_by_counts(context, judged);
    let (status, lead) = match gate.verdict {
        GateVerdict::Passed => {
            context.note(context.word(words(
                "게이트 통과",
                "the gate passed",
                "ゲートを通過しました",
            )));
            return Ok(());
        }
        GateVerdict::Failed => (
            Status::CheckFailed,
            words("게이트 실패", "the gate failed", "ゲートを通過できません"),
        ),
        GateVerdict::NotJudged => (
            Status::Network,
            words(
                "판정할 수 없습니다",
                "the gate could not judge",
                "判定できません",
            ),
        ),
    };
    let reasons: Vec<String> = gate
        .reasons
        .iter()
        .map(|one| reason(context, one))
        .collect();
    let lead = context.word(lead);
    Err(Failure::new(
        status,
        format!("{lead}: {}", reasons.join("; ")),
    ))
}

fn reason(context: &Context, reason: &GateReason) -> String {
    match reason {
        GateReason::TooMany { counted, max } => context.fill(
            words(
                "취약 {0}건(허용 {1}건)",
                "{0} failed check{s0} ({1} tolerated)",
                "脆弱{0}件（許容{1}件）",
            ),
            &[counted, max],
        ),
        GateReason::TooFewServers { found, min } => context.fill(
            words(
                "점검된 서버 {0}대(최소 {1}대)",
                "{0} inspected server{s0} (at least {1})",
                "点検済みサーバー{0}台（最低{1}台）",
            ),
            &[found, min],
        ),
        GateReason::MissingServers(names) => context.fill(
            words("점검되지 않은 서버: {0}", "not inspected: {0}", "未点検のサーバー: {0}"),
            &[&names.join(", ")],
        ),
        GateReason::TooOld(names) => context.fill(
            words(
                "점검이 오래된 서버: {0}",
                "inspected too long ago: {0}",
                "点検が古いサーバー: {0}",
            ),
            &[&names.join(", ")],
        ),
        GateReason::Incomplete { unread } => context.fill(
            words(
                "수집이 불완전합니다(읽지 못한 점검 {0}건). 그래도 판정하려면 --allow-incomplete",
                "the collection is incomplete ({0} unread); --allow-incomplete judges it all the same",
                "収集が不完全です（未読{0}件）。--allow-incomplete で判定できます",
            ),
            &[unread],
        ),
        _ => reason.as_str().to_owned(),
    }
}
