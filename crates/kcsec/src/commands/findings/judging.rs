//! The judged list that a command shows and that every report is written from.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use korea_cloud_security::findings::output::{Format, OutputOptions};
use korea_cloud_security::findings::{
    Comparison, EntryState, InputError, JudgeOptions, Judged, Register, RegisterRules, State,
    StateOptions,
};

use super::writing::{check, write_each};
use crate::cli::{JudgeArgs, ReportFormat, WriteTo};
use crate::context::Context;
use crate::day::korean_day;
use crate::exit::{Failure, Outcome, Status};
use crate::lang::{cannot_be_read, input_problem, say, words};

/// The options that every judging command has, checked before anything is read.
pub(super) fn options(context: &Context, args: &JudgeArgs) -> Result<JudgeOptions, Failure> {
    check(&args.write)?;
    let today = today(context, args);
    let mut options = JudgeOptions::new(today);
    if let Some(file) = &args.register {
        options.register = Some(register(context, file, &RegisterRules::new(today))?);
    }
    if let Some(file) = &args.expect {
        options.expected = expected(file)?;
    }
    Ok(options)
}

/// The day by which expiry and age are judged.
fn today(context: &Context, args: &JudgeArgs) -> NaiveDate {
    args.today
        .map_or_else(|| korean_day(context.now()), |day| day.date(context.now()))
}

/// Reads a register; every problem is told with its line.
pub(super) fn register(
    context: &Context,
    file: &Path,
    rules: &RegisterRules,
) -> Result<Register, Failure> {
    let content = read(file)?;
    Register::parse(&file.display().to_string(), &content, rules)
        .map_err(|error| told(context, &error))
}

/// Tells every problem of a file that a person wrote.
pub(in crate::commands) fn told(context: &Context, error: &InputError) -> Failure {
    for problem in &error.problems {
        context.error(&input_problem(problem));
    }
    Failure::reported(Status::Usage)
}

/// One name a line; `#` begins a comment.
fn expected(file: &Path) -> Result<Vec<String>, Failure> {
    let text = String::from_utf8(read(file)?).map_err(|_| {
        Failure::usage(say!(
            "{}: UTF-8이 아닙니다. UTF-8로 저장하세요",
            "{}: it is not UTF-8; save it as UTF-8",
            file.display()
        ))
    })?;
    let lines = text.trim_start_matches('\u{feff}').lines();
    let names: Vec<String> = lines
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    if names.is_empty() {
        return Err(Failure::usage(say!(
            "{}: 서버가 없습니다. 한 줄에 이름 하나씩 쓰세요",
            "{}: it names no server; write one name per line",
            file.display()
        )));
    }
    Ok(names)
}

pub(in crate::commands) fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(file).map_err(|error| Failure::usage(cannot_be_read(file.display(), &error)))
}

pub(super) fn judge(state: State, comparison: Option<Comparison>, options: JudgeOptions) -> Judged {
    match comparison {
        Some(comparison) => Judged::compared(state, comparison, options),
        None => Judged::new(state, options),
    }
}

/// Says what a reader of the numbers has to know: what is missing, and which decisions ended.
pub(super) fn notes(context: &Context, judged: &Judged) {
    if !judged.is_complete() {
        context.error(&context.fill(
            words(
                "수집 불완전: {0}개 점검을 읽지 못함",
                "the collection is incomplete: {0} inspection{s0} could not be read",
                "収集が不完全です: {0}件の点検を読めませんでした",
            ),
            &[&judged.unread().len()],
        ));
    }
    if let Some(missing) = missing(context, judged) {
        context.error(&missing);
    }
    tell_expired(context, judged);
}

/// The expected servers that were not inspected.
fn missing(context: &Context, judged: &Judged) -> Option<String> {
    let names = judged.missing_servers();
    let line = words(
        "점검되지 않은 서버: {0}",
        "not inspected: {0}",
        "未点検のサーバー: {0}",
    );
    (!names.is_empty()).then(|| context.fill(line, &[&names.join(", ")]))
}

fn tell_expired(context: &Context, judged: &Judged) {
    let expired = judged
        .register()
        .iter()
        .filter(|entry| entry.state == EntryState::Expired);
    for entry in expired {
        context.note(&context.fill(
            words(
                "{0}행: 위험수용이 만료되었습니다({1})",
                "line {0}: the accepted risk has expired ({1})",
                "{0}行目: リスク受容の期限切れ（{1}）",
            ),
            &[&entry.entry.line, &entry.entry.check.join(", ")],
        ));
    }
}

/// Tells of which web scans the rows are not those that their reports count, so that nothing that
/// goes by rows was applied.
pub(super) fn tell_by_counts(context: &Context, judged: &Judged) {
    let line = match judged.gate() {
        Some(_) => words(
            "{0}: 보고서의 행이 집계와 맞지 않아 집계로 판정했습니다(위험수용·비교 미적용)",
            "{0}: judged by the report's own counts, which its rows do not match; register and baseline were not applied",
            "{0}: 報告書の行が集計と一致しないため集計で判定しました（リスク受容・比較は未適用）",
        ),
        None if judged.register().is_empty() => return,
        None => words(
            "{0}: 보고서의 행이 집계와 맞지 않아 위험수용을 적용하지 않았습니다",
            "{0}: the register was not applied, as the rows of its report do not match the report's own counts",
            "{0}: 報告書の行が集計と一致しないためリスク受容を適用していません",
        ),
    };
    for server in judged.servers().filter(|server| server.by_counts) {
        context.error(&context.fill(line, &[&server.inspection.server]));
    }
}

/// What a collecting command makes of its snapshots. Its files are read before anything is sent.
pub(in crate::commands) struct Reports<'a> {
    options: JudgeOptions,
    writes: &'a [WriteTo<ReportFormat>],
}

impl<'a> Reports<'a> {
    pub(in crate::commands) fn prepare(
        context: &Context,
        args: &'a JudgeArgs,
    ) -> Result<Self, Failure> {
        Ok(Self {
            options: options(context, args)?,
            writes: &args.write,
        })
    }

    /// Whether a report goes to standard output, where nothing else may stand then.
    pub(in crate::commands) fn take_stdout(&self) -> bool {
        self.writes.iter().any(WriteTo::is_stdout)
    }

    /// Judges the snapshots and writes the reports. An expected server that was not inspected is a
    /// failed check.
    pub(in crate::commands) fn write(self, context: &Context, snapshots: &[PathBuf]) -> Outcome {
        if self.writes.is_empty() && self.options.expected.is_empty() {
            return Ok(());
        }
        let state = State::load(snapshots, &StateOptions::default())?;
        let judged = Judged::new(state, self.options);
        write(context, &judged, self.writes)?;
        tell_by_counts(context, &judged);
        tell_expired(context, &judged);
        match missing(context, &judged) {
            Some(missing) => Err(Failure::new(Status::CheckFailed, missing)),
            None => Ok(()),
        }
    }
}

/// Writes the reports, each file whole or not at all.
pub(super) fn write(
    context: &Context,
    judged: &Judged,
    writes: &[WriteTo<ReportFormat>],
) -> Outcome {
    let options = OutputOptions::new(context.lang.of_reports());
    let written = write_each(context, writes, |format, mut out| {
        Format::from(format).write(judged, &options, &mut out)
    })?;
    for (file, notes) in written {
        for note in notes {
            let text = note.text(options.language);
            context.note(&format!("{}: {text}", file.display()));
        }
    }
    Ok(())
}

impl From<ReportFormat> for Format {
    fn from(format: ReportFormat) -> Self {
        match format {
            ReportFormat::Xlsx => Self::Xlsx,
            ReportFormat::Csv => Self::Csv,
            ReportFormat::Html => Self::Html,
            ReportFormat::Junit => Self::Junit,
            ReportFormat::Sarif => Self::Sarif,
            ReportFormat::Defectdojo => Self::DefectDojo,
            ReportFormat::Md => Self::Markdown,
            ReportFormat::Ocsf => Self::Ocsf,
        }
    }
}
