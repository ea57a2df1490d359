//! SARIF 2.1.0.

mod model;
mod result;
mod rules;
mod runs;
mod uri;

use std::io::Write;

use chrono::{DateTime, FixedOffset, SecondsFormat, Utc};

use super::error::OutputError;
use super::json::Seq;
use super::options::OutputOptions;
use super::text::line;
use crate::judged::Judged;
use crate::model::DEFAULT_PROJECT;
use model::{AutomationDetails, Driver, Invocation, Log, Message, Notification, SarifRun, Tool};
use result::sarif_result;
use rules::Rules;
use runs::{RunKey, key_of_run, rows, run_keys};

/// What GitHub takes: more results a run, or more runs a file, and it rejects the whole file.
const LARGEST_RUN: usize = 25_000;
const MOST_RUNS: usize = 20;

/// Writes SARIF 2.1.0 with one run for each service, project and region.
///
/// Failed and unknown rows only: importers do not read passed ones. With an earlier state what was
/// fixed stands there as absent, with the kind `pass`, so that no importer takes it for a finding.
///
/// | Path | Value |
/// | --- | --- |
/// | `tool.driver.rules[]` | one a check: `SSC-M-U-05`, its text, remediation, `security-severity` |
/// | `automationDetails.id` | `kcsec/ssc/KR1/` |
/// | `invocations[0]` | whether everything was read; what was not stands in its notifications |
/// | `results[].level`, `kind` | error, warning, note by severity; unknown is `review` |
/// | `results[].locations[0]` | `servers/KR1/NAME`, or `sites/HOST/PATH`: relative, because GitHub rejects other schemes |
/// | `results[].partialFingerprints` | `primaryLocationLineHash` for GitHub, `kcsecFingerprint/v1` for others |
/// | `results[].suppressions` | accepted risks |
/// | `results[].baselineState` | with an earlier state |
///
/// DefectDojo reads suppressed results as false positives: use its own format there.
///
/// # Errors
///
/// When the output cannot be written to; when there are more results than 25,000 in a run or more
/// than 20 runs, which GitHub rejects.
pub fn write_sarif(
    judged: &Judged,
    options: &OutputOptions,
    out: &mut impl Write,
) -> Result<(), OutputError> {
    let runs = run_keys(judged);
    if runs.len() > MOST_RUNS {
        return Err(OutputError::TooManyRuns {
            found: runs.len(),
            limit: MOST_RUNS,
        });
    }
    let runs: Vec<Rules<'_>> = runs
        .into_iter()
        .map(|key| Rules::new(key, judged))
        .collect();
    for run in &runs {
        let found = rows(judged, run.key).count();
        if found > LARGEST_RUN {
            return Err(OutputError::TooManyResults {
                format: "SARIF",
                found,
                limit: LARGEST_RUN,
            });
        }
    }
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: Seq(|| runs.iter().map(|run| sarif_run(judged, options, run))),
    };
    serde_json::to_writer(&mut *out, &log)?;
    out.write_all(b"\n")?;
    Ok(())
}

fn sarif_run<'a>(
    judged: &'a Judged,
    options: &'a OutputOptions,
    run: &'a Rules<'a>,
) -> SarifRun<'a, Seq<impl Fn() -> ResultIter<'a>>> {
    let (service, project, region) = run.key;
    let mut id = format!("kcsec/{service}/");
    for part in [
        if project == DEFAULT_PROJECT {
            ""
        } else {
            project
        },
        region,
    ] {
        if !part.is_empty() {
            id += &format!("{}/", uri::segment(part));
        }
    }
    SarifRun {
        tool: Tool {
            driver: Driver {
                name: "kcsec",
                full_name: concat!("kcsec ", env!("CARGO_PKG_VERSION")),
                semantic_version: env!("CARGO_PKG_VERSION"),
                information_uri: env!("CARGO_PKG_REPOSITORY"),
                rules: &run.rules,
            },
        },
        automation_details: AutomationDetails { id },
        invocations: [invocation(judged, options, run.key)],
        column_kind: "utf16CodeUnits",
        results: Seq(move || -> ResultIter<'a> {
            let is_compared = judged.change_counts().is_some();
            Box::new(
                rows(judged, run.key)
                    .map(move |row| sarif_result(&row, run, is_compared, options.language)),
            )
        }),
    }
}

type ResultIter<'a> = Box<dyn Iterator<Item = model::SarifResult> + 'a>;

fn invocation(judged: &Judged, options: &OutputOptions, key: RunKey<'_>) -> Invocation {
    let snapshots = || {
        judged
            .snapshots()
            .iter()
            .filter(|info| key_of_run(info) == key)
    };
    let end = snapshots().map(|info| info.run.collected_at).max();
    let mut notifications: Vec<Notification> = Vec::new();
    let mut notify = |text: String| {
        notifications.push(Notification {
            level: "error",
            message: Message { text },
        });
    };
    let language = options.language;
    for unread in judged.unread() {
        notify(format!(
            "{} {}: {}",
            line(&unread.server),
            line(&unread.inspection),
            line(&unread.message)
        ));
    }
    for server in judged.missing_servers() {
        let text = language.pick("점검 없음", "not inspected", "点検なし");
        notify(format!("{}: {text}", line(server)));
    }
    if judged.totals().servers == 0 {
        notify(
            language
                .pick(
                    "점검된 서버 없음",
                    "No server was inspected",
                    "点検されたサーバーなし",
                )
                .to_owned(),
        );
    }
    Invocation {
        execution_successful: judged.is_complete() && judged.totals().servers > 0,
        end_time_utc: end.map(utc),
        tool_execution_notifications: notifications,
    }
}

fn utc(time: DateTime<FixedOffset>) -> String {
    time.with_timezone(&Utc)
        .to_rfc3339_opts(SecondsFormat::Millis, true)
}
