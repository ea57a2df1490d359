//! Rounds of many servers, for measurements and for tests of scale.

use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Days, FixedOffset};
use korea_cloud_security_findings::{
    Check, Inspection, PartialRun, Question, Run, Service, WriteError,
};

/// How many checks a server has.
pub(crate) const CHECKS: u64 = 70;

/// Writes one round: `servers` servers with 70 checks each, inspected the night before.
///
/// About a third of the checks fail; from round to round about one in fifty changes its result.
pub(crate) fn write_round(
    folder: &Path,
    servers: u64,
    round: u64,
    collected_at: DateTime<FixedOffset>,
) -> Result<PathBuf, WriteError> {
    let mut run = Run::new(Service::Ssc, collected_at);
    run.region = "KR1".to_owned();
    run.language = Some("ko".to_owned());
    run.tool = "kcsec 0.0.0-generated".to_owned();
    let mut part = PartialRun::open(folder, Question::new(run, None, None), false)?;
    let mut checks: Vec<Check> = (0..CHECKS).map(check).collect();
    for server in 0..servers {
        for (index, check) in checks.iter_mut().enumerate() {
            check.status = match fails(server, index as u64, round) {
                true => korea_cloud_security_findings::Status::Fail,
                false => korea_cloud_security_findings::Status::Pass,
            };
        }
        part.add(inspection(server, servers, round, collected_at), &checks)?;
    }
    Ok(part.finish(true, Vec::new())?.path)
}

/// Writes rounds of the 1st and the 16th of each month.
pub(crate) fn write_history(folder: &Path, servers: u64, rounds: u64) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for round in 0..rounds {
        let (year, month) = (2022 + round / 24, round % 24 / 2 + 1);
        let day = 1 + round % 2 * 15;
        let time = format!("{year}-{month:02}-{day:02}T12:00:00+09:00");
        let time = time.parse().map_err(io::Error::other)?;
        let path = write_round(folder, servers, round, time).map_err(io::Error::other)?;
        paths.push(path);
    }
    Ok(paths)
}

fn inspection(
    server: u64,
    servers: u64,
    round: u64,
    collected_at: DateTime<FixedOffset>,
) -> Inspection {
    let number = 100_000 + round * servers + server;
    let mut inspection = Inspection::new(
        Service::Ssc,
        format!("svc-{:03}-web-{:05}", server % 97, server),
        number.to_string(),
    );
    let is_windows = server.is_multiple_of(4);
    inspection.standard = if server.is_multiple_of(10) { "F" } else { "M" }.to_owned();
    inspection.kind = "OS".to_owned();
    inspection.os = Some(if is_windows { "Windows" } else { "Linux" }.to_owned());
    inspection.os_version = Some(
        if is_windows {
            "2019 STD"
        } else {
            "Ubuntu 22.04"
        }
        .to_owned(),
    );
    inspection.script_version = Some("G-1".to_owned());
    let checked_at = collected_at.checked_sub_days(Days::new(1));
    inspection.checked_at =
        checked_at.map(|time| time + chrono::TimeDelta::seconds((server * 37 % 3600) as i64));
    inspection.check_count = Some(CHECKS);
    let failed = (0..CHECKS).filter(|check| fails(server, *check, round));
    inspection.weak_count = Some(failed.count() as u64);
    inspection
}

fn check(index: u64) -> Check {
    let level = ["H", "H", "M", "L"][(index % 4) as usize];
    let id = format!("U-{:02}", index + 1);
    let mut check = Check::from_codes(Some(&id), Some(level), Some("O"));
    check.item.item = Some(format!("점검 항목 {} 설정 및 권한 점검", index + 1));
    check.item.category = Some(format!("{}. 분류 {}", index / 14 + 1, index / 14 + 1));
    let line = format!(
        "{id} 설정 파일을 열어 값을 확인하고 기준에 맞게 변경한 뒤 서비스를 다시 시작합니다."
    );
    check.item.how = Some(vec![line; 8].join("\n"));
    check
}

/// The same answer for the same numbers, on every machine.
fn fails(server: u64, check: u64, round: u64) -> bool {
    let base = mix(server * 1_000 + check);
    // Each check of a server changes its result every fifty rounds, at a round of its own.
    let turns = (round + base % 50) / 50;
    (base / 64 + turns).is_multiple_of(3)
}

fn mix(value: u64) -> u64 {
    let mut value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (value ^ (value >> 31)) >> 8
}
