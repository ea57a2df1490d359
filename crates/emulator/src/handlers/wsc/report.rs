//! getReport: what a finished scan found.

use serde_json::{Map, Value, json};

use super::rejection::Rejection;
use super::target::Target;
use crate::request::ServiceRequest;
use crate::response::ServiceResponse;
use crate::state::AppState;
use crate::stores::job::{Job, JobStatus, Phase, REPORT_LIFE_MS};
use crate::time_text::{korean_text, slashed_text};

/// Name, risk and advice of the weaknesses that this scanner knows; high, medium and low in turn.
const KINDS: [(&str, &str, &str); 9] = [
    (
        "SQL Injection",
        "High",
        "입력값을 바인딩 변수로 처리하십시오.",
    ),
    ("XSS", "Medium", "출력 시 특수문자를 이스케이프하십시오."),
    (
        "정보 노출",
        "Low",
        "오류 페이지에서 상세 정보를 제거하십시오.",
    ),
    ("SSI Injection", "High", "SSI 기능을 비활성화하십시오."),
    (
        "CSRF",
        "Medium",
        "요청마다 예측할 수 없는 토큰을 검증하십시오.",
    ),
    ("디렉터리 인덱싱", "Low", "디렉터리 목록 출력을 끄십시오."),
    ("파일 업로드", "High", "확장자와 실행 권한을 제한하십시오."),
    (
        "불충분한 세션 만료",
        "Medium",
        "세션 유효 시간을 줄이십시오.",
    ),
    (
        "보안 헤더 누락",
        "Low",
        "Content-Security-Policy 헤더를 추가하십시오.",
    ),
];

pub(super) fn report(
    state: &AppState,
    request: &ServiceRequest<'_>,
) -> Result<ServiceResponse, Rejection> {
    let number = request
        .segment(3)
        .parse()
        .map_err(|_| Rejection::no_such_job())?;
    let job = state
        .with_jobs(|jobs| jobs.find(number))
        .ok_or(Rejection::no_such_job())?;
    let now_ms = state.clock.now_ms();
    let status = job.status_at(now_ms, &state.options.job_pace);
    if status.phase != Phase::Completed {
        return Err(Rejection::new(901, "the job has no report"));
    }
    if now_ms - status.end_ms > REPORT_LIFE_MS {
        return Err(Rejection::new(160_701, "the report is older than one year"));
    }
    Ok(ServiceResponse::json(&written(state, &job, &status)))
}

fn written(state: &AppState, job: &Job, status: &JobStatus) -> Value {
    let seed = state.seed();
    let (urls, [high, medium, low]) = job.findings(seed);
    let host = Target::read(&job.start_url).map_or("", |target| target.host);
    let span = |from: i64, to: i64| format!("{}~{}", slashed_text(from), slashed_text(to));
    let mut by_kind = Map::new();
    let mut details = Map::new();
    let mut advice = Map::new();
    for (risk, count) in [("High", high), ("Medium", medium), ("Low", low)] {
        for place in 0..count {
            let of_risk: Vec<_> = KINDS.iter().filter(|kind| kind.1 == risk).collect();
            let which = (job.chance(seed, 22).wrapping_add(place) % 3) as usize;
            let Some((name, _, mend)) = of_risk.get(which) else {
                continue;
            };
            let found = json!({
                "url": format!("{}/page/{}", job.start_url.trim_end_matches('/'), place + 1),
                "risk": risk,
                "parameter": format!("p{}", place + 1),
                "description": format!("{name} 취약점이 발견되었습니다.")
            });
            let known = by_kind.get(*name).and_then(Value::as_u64).unwrap_or(0);
            by_kind.insert((*name).to_owned(), json!(known + 1));
            if let Some(list) = details
                .entry(*name)
                .or_insert_with(|| json!([]))
                .as_array_mut()
            {
                list.push(found);
            }
            advice.insert((*name).to_owned(), json!(mend));
        }
    }
    let mut by_domain = Map::new();
    by_domain.insert(
        host.to_owned(),
        json!({ "Total": high + medium + low, "High": high, "Medium": medium, "Low": low }),
    );
    let login = if job.with_login {
        format!(
            "JSESSIONID=test-session-cookie-{:016x}",
            job.chance(seed, 23)
        )
    } else {
        String::new()
    };
    json!({
        "report_date": korean_text(status.end_ms),
        "Target_Info": job.start_url,
        "Crawl_Time": span(status.started_ms, status.collected_ms),
        "Scan_Time": span(status.collected_ms, status.end_ms),
        "Excluded_Url": job.exclude_urls.join(", "),
        "Login_Info": login,
        "Vulnerability_Category": job.vulnerability_items.join(", "),
        "User_Agent": job.user_agent,
        "Memo": job.memo,
        "Scanned_Domain_List": [host],
        "Not_Scanned_Domain_List": [format!("cdn.{host}"), "fonts.example.net"],
        "Classify_byRisk_Level": {
            "Total": high + medium + low, "High": high, "Medium": medium, "Low": low
        },
        "Classify_byRisk_Domain": by_domain,
        "Classify_byRisk_Vulnerability": by_kind,
        "Details": { "urls": urls, "items": details },
        "Recommendation": advice
    })
}
