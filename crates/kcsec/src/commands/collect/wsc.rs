use std::path::PathBuf;

use korea_cloud_security::findings::{
    Check, Inspection, Run, Service, SnapshotContent, SnapshotName, State, StateBuilder, Written,
    web_scan,
};
use korea_cloud_security::ncp_wsc::{Client, Job, Report};

use super::run::{COLLECTED, Collected, Folder, collected_at, describe, tell_kept};
use crate::cli::{SaveArgs, WscCollectArgs};
use crate::commands::findings::Reports;
use crate::context::Context;
use crate::exit::{Failure, Outcome, Status};
use crate::lang::{io_error, say, words};
use crate::output::to_value;
use crate::settings::Session;

/// Reads the reports of finished jobs, one snapshot each. A job that is kept already is left as it
/// is; one that cannot be read leaves the others alone.
pub(in crate::commands) async fn run(
    context: &Context,
    session: &Session,
    client: &Client,
    args: &WscCollectArgs,
) -> Outcome {
    let reports = Reports::prepare(context, &args.judge)?;
    let folder = Folder::of(&args.save)?;
    let mut list = match reports.take_stdout() {
        true => None,
        false => Some(context.output.list(COLLECTED)?),
    };
    let mut worst = None;
    let mut snapshots = Vec::new();
    for id in &args.ids {
        match collect(context, session, client, &folder, &args.save, id).await {
            Ok(Scan::Kept(snapshot)) => snapshots.push(snapshot),
            Ok(Scan::Written(written)) => {
                match &mut list {
                    Some(list) => list.push(&Collected::of(&written, folder.is_kept()))?,
                    None if folder.is_kept() => tell_kept(context, &written),
                    None => {}
                }
                snapshots.push(written.path);
            }
            Err(failure) => {
                context.error(&format!("{id}: {failure}"));
                worst = worst.max(Some(failure.status));
            }
        }
    }
    if let Some(list) = list {
        list.finish()?;
    }
    if snapshots.is_empty() {
        return Err(Failure::reported(worst.unwrap_or(Status::Network)));
    }
    reports.write(context, &snapshots)?;
    match worst {
        Some(_) => Err(Failure::reported(Status::Network)),
        None => Ok(()),
    }
}

/// A scan that is in the folder now.
enum Scan {
    /// It was there before, and was left as it was.
    Kept(PathBuf),
    Written(Box<Written>),
}

async fn collect(
    context: &Context,
    session: &Session,
    client: &Client,
    folder: &Folder,
    save: &SaveArgs,
    id: &str,
) -> Result<Scan, Failure> {
    let run = described(context, session, save)?;
    let name = SnapshotName::web_scan(&run, id);
    let existing = name
        .existing(folder.path())
        .map_err(|error| Failure::usage(format!("--save: {}", io_error(&error))))?;
    if let Some(kept) = existing.into_iter().next() {
        context.note(&context.fill(
            words(
                "작업 {0}: 이미 저장되어 있어 그대로 둡니다",
                "job {0} is kept already and left as it is",
                "ジョブ{0}は保存済みのため、そのままにします",
            ),
            &[&id],
        ));
        return Ok(Scan::Kept(kept));
    }
    let job = client.find_job(id).await?;
    let report = client.get_report(id).await?;
    let written = save_scan(run, folder, id, job.as_ref(), &report)?;
    Ok(Scan::Written(Box::new(written)))
}

fn described(context: &Context, session: &Session, save: &SaveArgs) -> Result<Run, Failure> {
    let mut run = Run::new(Service::Wsc, collected_at(context));
    describe(context, &mut run, save.project.as_ref());
    run.zone = Some(session.settings.zone()?.to_string());
    Ok(run)
}

fn save_scan(
    run: Run,
    folder: &Folder,
    id: &str,
    job: Option<&Job>,
    report: &Report,
) -> Result<Written, Failure> {
    let scan = read_scan(id, job, report)?;
    let name = SnapshotName::web_scan(&run, id);
    let mut content = SnapshotContent::new(run);
    content.inspections.push(scan);
    Ok(content.save(folder.path(), &name)?)
}

/// What a gate judges a finished scan by, without any file.
pub(in crate::commands) fn scan_state(
    context: &Context,
    job: &Job,
    report: &Report,
) -> Result<State, Failure> {
    let id = job.id.to_string();
    let (inspection, checks) = read_scan(&id, Some(job), report)?;
    let run = Run::new(Service::Wsc, collected_at(context));
    let mut state = StateBuilder::new();
    state.inspection(inspection, checks);
    state.snapshot(run, &id, "", Vec::new());
    Ok(state.finish())
}

/// The scan as the report tells it: an inspection of the host, and what was found.
fn read_scan(
    id: &str,
    job: Option<&Job>,
    report: &Report,
) -> Result<(Inspection, Vec<Check>), Failure> {
    let unreadable = |error: std::io::Error| {
        Failure::new(
            Status::Network,
            say!(
                "getReport: {id}: 보고서를 읽을 수 없습니다",
                "getReport: {id}: {error}"
            ),
        )
    };
    // Redacted before anything of it is kept.
    let value = to_value(report).map_err(unreadable)?;
    let url = job
        .and_then(|job| job.start_url.clone())
        .or_else(|| report.target_info.clone())
        .unwrap_or_default();
    let mut inspection = Inspection::new(Service::Wsc, host_of(&url), id);
    let ended = job.and_then(|job| job.end_date.as_ref());
    inspection.checked_at = ended.and_then(|end| end.parsed());
    Ok(web_scan(inspection, &value))
}

/// The host of a URL; the whole text where there is none.
fn host_of(url: &str) -> &str {
    let authority = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = authority.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::host_of;

    #[test]
    fn the_host_of_a_url_is_its_server() {
        for (url, host) in [
            ("https://shop.example.com:8443/a?b#c", "shop.example.com"),
            ("http://user:pw@shop.example.com", "shop.example.com"),
            ("http://[2001:db8::1]/", "[2001:db8::1]"),
            ("shop.example.com/a", "shop.example.com"),
            ("", ""),
        ] {
            assert_eq!(host_of(url), host, "{url}");
        }
    }
}
