//! Writes every report of a made-up estate: `cargo run --example reports -- FOLDER [SERVERS] [long]`.
//!
//! It needs no account and no network, and shows what each format holds. With `long` the names are
//! as long as they get.

use std::error::Error;
use std::fs::File;
use std::io::BufWriter;
use std::path::PathBuf;

use korea_cloud_security_findings::output::{Format, Language, OutputOptions};
use korea_cloud_security_findings::{
    Check, Comparison, Counts, GateOptions, Inspection, JudgeOptions, Judged, Register,
    RegisterRules, Run, Score, Service, Severity, State, StateBuilder, Status, TrendPoint, Unread,
};

const CHECKS: &[(&str, &str, &str, &str)] = &[
    ("U-01", "H", "1. 계정관리", "root 계정 원격 접속 제한"),
    ("U-02", "H", "1. 계정관리", "비밀번호 관리정책 설정"),
    ("U-03", "H", "1. 계정관리", "계정 잠금 임계값 설정"),
    ("U-05", "H", "1. 계정관리", "root 이외의 UID가 '0' 금지"),
    ("U-07", "L", "1. 계정관리", "불필요한 계정 제거"),
    ("U-12", "L", "1. 계정관리", "세션 종료 시간 설정"),
    (
        "U-14",
        "H",
        "2. 파일 및 디렉터리 관리",
        "root 홈, 패스 디렉터리 권한 및 패스 설정",
    ),
    (
        "U-16",
        "H",
        "2. 파일 및 디렉터리 관리",
        "/etc/passwd 파일 소유자 및 권한 설정",
    ),
    (
        "U-23",
        "H",
        "2. 파일 및 디렉터리 관리",
        "SUID, SGID, Sticky bit 설정 파일 점검",
    ),
    (
        "U-28",
        "H",
        "2. 파일 및 디렉터리 관리",
        "접속 IP 및 포트 제한",
    ),
    ("U-30", "M", "2. 파일 및 디렉터리 관리", "UMASK 설정 관리"),
    ("U-34", "H", "3. 서비스 관리", "Finger 서비스 비활성화"),
    (
        "U-37",
        "H",
        "3. 서비스 관리",
        "crontab 설정파일 권한 설정 미흡",
    ),
    ("U-52", "M", "3. 서비스 관리", "Telnet 서비스 비활성화"),
    (
        "U-58",
        "M",
        "3. 서비스 관리",
        "불필요한 SNMP 서비스 구동 점검",
    ),
    ("U-62", "L", "3. 서비스 관리", "로그인 시 경고 메시지 설정"),
    (
        "U-64",
        "H",
        "4. 패치 관리",
        "주기적 보안 패치 및 벤더 권고사항 적용",
    ),
    ("U-66", "M", "5. 로그 관리", "정책에 따른 시스템 로깅 설정"),
];

const REGISTER: &str = r#"
schema = "kcsec.register/1"
[[entry]]
action = "accept"
check = "U-12"
server = "*"
reason = "배치 계정의 장시간 세션이 필요하여 접근통제로 보완"
approver = "정보보호최고책임자"
until = 2026-12-20
ticket = "SEC-123"
[[entry]]
action = "accept"
check = "U-34"
server = "*"
reason = "폐쇄망 구간"
approver = "정보보호최고책임자"
until = 2026-10-31
[[entry]]
action = "fix"
check = "U-64"
server = "*"
reason = "정기 패치 일정에 포함"
owner = "인프라팀"
due = 2026-12-31
[[entry]]
action = "na"
check = "U-58"
server = "was-*"
reason = "SNMP 미설치 이미지"
approver = "정보보호최고책임자"
"#;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("which folder?")?);
    let servers: u64 = arguments.next().as_deref().unwrap_or("20").parse()?;
    let is_long = arguments.next().is_some();
    std::fs::create_dir_all(&folder)?;
    let judged = judged(servers, is_long)?;
    for language in [Language::Ko, Language::En, Language::Ja] {
        for format in Format::ALL {
            let path = folder.join(format!("report.{language}.{format}"));
            let mut out = BufWriter::new(File::create(&path)?);
            match format.write(&judged, &OutputOptions::new(language), &mut out) {
                Ok(notes) => notes
                    .iter()
                    .for_each(|note| println!("{format}: {}", note.text(language))),
                Err(error) => println!("{format}: {error}"),
            }
        }
    }
    Ok(())
}

fn judged(servers: u64, is_long: bool) -> Result<Judged, Box<dyn Error>> {
    let today = "2026-11-25".parse()?;
    let spring = state("2026-05-20", 0, servers, is_long)?;
    let autumn = state("2026-11-24", 1, servers, is_long)?;
    let mut options = JudgeOptions::new(today);
    options.score = true;
    options.approvals = ["담당", "팀장", "부서장"].map(str::to_owned).to_vec();
    options.gate = Some(GateOptions::default());
    let register = Register::parse(
        "register.toml",
        REGISTER.as_bytes(),
        &RegisterRules::new("2026-06-01".parse()?),
    )?;
    options.register = Some(register);
    if servers == 0 {
        return Ok(Judged::new(autumn, options));
    }
    options.expected = vec!["backup-01".to_owned()];
    for (month, failed) in [
        ("2026-01-15", 32),
        ("2026-03-15", 29),
        ("2026-05-20", 30),
        ("2026-07-15", 24),
        ("2026-09-15", 21),
    ] {
        let mut point = TrendPoint::new(month.parse()?);
        point.servers = servers;
        point.counts = Counts::default();
        point.counts.failed = failed * servers / 10;
        let (high, medium) = (point.counts.failed / 2, point.counts.failed / 3);
        point.counts.failed_by_severity = [high, medium, point.counts.failed - high - medium, 0];
        point.score = score(failed);
        options.trend.push(point);
    }
    let comparison = Comparison::new(spring, &autumn)?;
    Ok(Judged::compared(autumn, comparison, options))
}

fn score(failed: u64) -> Score {
    let mut score = Score::default();
    for check in 0..180 {
        let status = if check < failed {
            Status::Fail
        } else {
            Status::Pass
        };
        score.add(Severity::High, status);
    }
    score
}

fn state(day: &str, round: u64, servers: u64, is_long: bool) -> Result<State, Box<dyn Error>> {
    let mut builder = StateBuilder::new();
    let mut run = Run::new(Service::Ssc, format!("{day}T09:30:00+09:00").parse()?);
    run.region = "KR1".to_owned();
    run.language = Some("ko".to_owned());
    run.from = Some(format!("{day}T00:00:00+09:00").parse()?);
    run.to = run.from.map(|time| time + chrono::TimeDelta::days(1));
    run.tool = concat!("kcsec ", env!("CARGO_PKG_VERSION")).to_owned();
    // One server leaves and one comes between the rounds.
    for server in round..servers + round {
        builder.inspection(
            inspection(day, server, round, is_long)?,
            checks(server, round, is_long),
        );
    }
    let mut unread = Vec::new();
    if round == 1 && servers > 1 {
        let mut lost = Unread::new("20099", "was-99");
        lost.message = "500: internal error".to_owned();
        unread.push(lost);
    }
    builder.snapshot(
        run,
        &format!("service=ssc/date={day}/KR1.ndjson.gz"),
        &"3f9a".repeat(16),
        unread,
    );
    Ok(builder.finish())
}

fn inspection(
    day: &str,
    server: u64,
    round: u64,
    is_long: bool,
) -> Result<Inspection, Box<dyn Error>> {
    let role = ["web", "was", "db", "batch"][(server % 4) as usize];
    let mut name = format!("{role}-{:02}", server + 1);
    if is_long {
        name = format!(
            "회원계-대외연계-{}-{name}.prod.kr1.internal.example.com",
            "아주긴이름의서버".repeat(8)
        );
    }
    let mut inspection = Inspection::new(
        Service::Ssc,
        name,
        (10_000 + round * 10_000 + server).to_string(),
    );
    inspection.region = "KR1".to_owned();
    inspection.standard = if server % 5 == 4 { "F" } else { "M" }.to_owned();
    inspection.kind = if role == "was" { "WAS" } else { "OS" }.to_owned();
    inspection.os = Some("Linux".to_owned());
    inspection.os_version = Some("Ubuntu 22.04".to_owned());
    inspection.script_version = Some("G-1".to_owned());
    inspection.checked_at = Some(format!("{day}T03:{:02}:00+09:00", server % 60).parse()?);
    inspection.check_count = Some(CHECKS.len() as u64);
    inspection.mismatch = server == 3;
    Ok(inspection)
}

fn checks(server: u64, round: u64, is_long: bool) -> impl Iterator<Item = Check> {
    CHECKS.iter().zip(0u64..).map(move |((id, level, category, text), index)| {
        let seed = (server * 31 + index * 17 + server * index * 7) % 23;
        let result = match seed {
            0..=4 => "X",
            5..=6 if round == 0 => "X",
            7 if round == 1 => "X",
            22 if index % 3 == 0 => "",
            _ => "O",
        };
        let mut check = Check::from_codes(Some(id), Some(level), Some(result));
        check.item.item = Some(match is_long {
            true => format!("{text} {}", "그리고아주긴항목이름".repeat(20)),
            false => (*text).to_owned(),
        });
        check.item.category = Some((*category).to_owned());
        check.item.how = Some(format!(
            "1. 현재 설정을 확인합니다.\n  # grep -i '{id}' /etc/security/policy.conf\n2. 기준에 맞게 값을 변경합니다.\n3. 서비스를 다시 시작하고 설정이 적용되었는지 확인합니다."
        ));
        check
    })
}
