use std::fmt::Write as _;

use korea_cloud_security::ncp_wsc::{Job, JobRef, WaitError};
use transport_core::http::TransportErrorKind;
use transport_core::{CallError, ErrorKind};

use super::config_error::{config_error, keep_english};
use super::{Lang, advice, current, fields};

/// The line of a failed call: the operation, what happened, and the next step. In Korean it is
/// built from what the error says of itself; the vendor's own words stay as they are.
pub(crate) fn call_error(error: &impl AsRef<CallError>) -> String {
    let error = error.as_ref();
    if current() != Lang::Ko {
        return error.to_string();
    }
    if let Some(error) = error.config_error() {
        return config_error(error);
    }
    keep_english(error);
    let mut line = String::new();
    if !error.operation().is_empty() {
        // Writing to a String cannot fail.
        let _ = write!(line, "{}: ", error.operation());
    }
    line += &what_happened(error);
    if error.attempts() > 1 && !error.is_unsigned() {
        let _ = write!(line, ", 시도 {}회", error.attempts());
    }
    if let Some(id) = error.request_id() {
        let _ = write!(line, ", 요청 {id}");
    }
    if let Some(advice) = advice::of(error) {
        let _ = write!(line, "; {advice}");
    }
    line
}

fn what_happened(error: &CallError) -> String {
    let status = error
        .status()
        .map_or_else(String::new, |status| format!(" (HTTP {})", status.as_u16()));
    if error.is_unsigned() {
        return not_signed(error, &status);
    }
    match error.kind() {
        ErrorKind::InvalidInput => fields::rule(error),
        ErrorKind::Configuration => "설정을 사용할 수 없습니다(영어 원문: -v)".to_owned(),
        ErrorKind::Rejected => rejected(error, &status),
        ErrorKind::Connection => no_connection(error) + &status,
        ErrorKind::Timeout => timed_out(error),
        ErrorKind::Incomplete => match error.rows() {
            Some((found, announced)) => {
                format!("목록이 불완전합니다: {announced}건 중 {found}건만 받았습니다")
            }
            None => "목록이 불완전합니다".to_owned(),
        },
        ErrorKind::ResponseTooLarge => format!("응답이 너무 큽니다{status}"),
        ErrorKind::Redirect => {
            format!("응답이 리디렉션입니다. 리디렉션은 따라가지 않습니다{status}")
        }
        ErrorKind::Unsuccessful => "이 멱등성 키의 점검이 성공하지 못했습니다".to_owned(),
        _ => format!("응답을 읽을 수 없습니다{status}"),
    }
}

fn not_signed(error: &CallError, status: &str) -> String {
    let code = error
        .token_service_code()
        .map_or_else(String::new, |code| format!(" {code}"));
    match error.kind() {
        ErrorKind::Rejected => format!("토큰 서비스가 거부함{code}{status}"),
        ErrorKind::Connection => {
            format!(
                "자격 증명을 얻지 못했습니다(토큰 서비스나 메타데이터 서비스에 연결 실패){status}"
            )
        }
        ErrorKind::UnreadableResponse => {
            format!("자격 증명을 얻지 못했습니다(응답을 읽을 수 없음){status}")
        }
        _ if advice::is_web_scan(error) => {
            "NAVER Cloud 자격 증명(NCLOUD_ACCESS_KEY_ID, NCLOUD_SECRET_ACCESS_KEY)이 없거나 사용할 수 없습니다".to_owned()
        }
        _ => "자격 증명이 없거나 사용할 수 없습니다".to_owned(),
    }
}

fn rejected(error: &CallError, status: &str) -> String {
    let code = match (error.documented_code(), error.code()) {
        (Some(code), _) => format!(" {code}"),
        (None, Some(code)) => format!(" {code}"),
        (None, None) => String::new(),
    };
    let message = error.message().trim_end_matches('.');
    if message.is_empty() {
        format!("거부됨{code}{status}")
    } else {
        format!("거부됨{code}{status}: {message}")
    }
}

fn no_connection(error: &CallError) -> String {
    let to = error.origin().unwrap_or("서비스");
    let cause = error
        .cause()
        .map_or_else(String::new, |cause| format!(": {cause}"));
    let through = error.proxy();
    match (error.transport_error(), through) {
        (Some(TransportErrorKind::Untrusted), _) => {
            format!("{to} 인증서를 신뢰할 수 없습니다{cause}")
        }
        (Some(TransportErrorKind::ProxyAuthentication), Some(proxy)) => {
            format!("프록시 {proxy} 인증 실패(HTTP 407)")
        }
        (Some(TransportErrorKind::ProxyAuthentication), None) => {
            "경로의 프록시가 인증을 요구합니다(HTTP 407)".to_owned()
        }
        (Some(TransportErrorKind::Interrupted), _) => format!("{to} 연결이 끊어졌습니다{cause}"),
        (_, Some(proxy)) => format!("프록시 {proxy} 경유 연결 실패{cause}"),
        _ => format!("{to} 연결 실패{cause}"),
    }
}

fn timed_out(error: &CallError) -> String {
    let seconds = error.waited().map_or(0.0, |waited| waited.as_secs_f64());
    match (error.origin(), error.proxy()) {
        (Some(origin), Some(proxy)) => {
            format!("{origin} 응답이 {seconds:.1}초 안에 오지 않았습니다(프록시 {proxy} 경유)")
        }
        (Some(origin), None) => format!("{origin} 응답이 {seconds:.1}초 안에 오지 않았습니다"),
        (None, _) => format!("자격 증명을 {seconds:.1}초 안에 얻지 못했습니다"),
    }
}

/// Why an attempt failed, from the `error.type` of its event: a status, or the kind of failure.
pub(crate) fn error_type(name: &str) -> String {
    let korean = match (current(), name) {
        (Lang::Ko, "invalid_input") => "잘못된 값",
        (Lang::Ko, "configuration") => "설정",
        (Lang::Ko, "rejected") => "거부됨",
        (Lang::Ko, "connection") => "연결 실패",
        (Lang::Ko, "timeout") => "시간 초과",
        (Lang::Ko, "unreadable_response") => "읽을 수 없는 응답",
        (Lang::Ko, "incomplete_list") => "불완전한 목록",
        (Lang::Ko, "response_too_large") => "너무 큰 응답",
        (Lang::Ko, "redirect") => "리디렉션",
        (Lang::Ko, "unsuccessful") => "성공하지 못함",
        (_, name) => name,
    };
    korean.replace('_', " ")
}

/// The line of a wait that did not end well.
pub(crate) fn wait_error(error: &WaitError) -> String {
    if current() != Lang::Ko {
        return error.to_string();
    }
    match error {
        WaitError::Failed(job) => format!(
            "작업 {}: 점검 실패{}. 콘솔에서 원인을 확인하세요",
            job.id,
            status(Some(job))
        ),
        WaitError::Cancelled(job) => {
            format!("작업 {}: 시작 전에 취소되었습니다. 새로 생성하세요", job.id)
        }
        WaitError::Stopped(job) => {
            format!("작업 {}: 실행 중에 중지되었습니다. 새로 생성하세요", job.id)
        }
        WaitError::Expired(job) => format!(
            "작업 {}: 끝났지만 보고서를 더 이상 볼 수 없습니다(보관 기간 1년)",
            job.id
        ),
        WaitError::TimedOut {
            job,
            after,
            last,
            failure,
        } => {
            let failure = failure.as_ref().map_or_else(String::new, |error| {
                format!(", 마지막 조회 실패({})", call_error(error))
            });
            format!(
                "{}: {}초 안에 끝나지 않았습니다{}{failure}; 점검은 계속되니 다시 기다리세요",
                job_named(job),
                after.as_secs_f64(),
                status(last.as_deref())
            )
        }
        WaitError::NotFound { job, last: None } => {
            format!(
                "{}: 어느 목록에도 없습니다. 번호를 확인하세요",
                job_named(job)
            )
        }
        WaitError::NotFound { job, last } => format!(
            "{}{}: 더 이상 목록에 없지만 계속되고 있을 수 있습니다. 콘솔에서 확인하세요",
            job_named(job),
            status(last.as_deref())
        ),
        WaitError::Call(error) => call_error(error),
        _ => error.to_string(),
    }
}

/// A job as a line names it.
pub(crate) fn job_named(job: &JobRef) -> String {
    match (current(), job.id()) {
        (Lang::Ko, Some(id)) => format!("작업 {id}"),
        (Lang::Ko, None) => "번호를 모르는 작업".to_owned(),
        _ => job.to_string(),
    }
}

/// The status in the service's own words, in brackets.
fn status(job: Option<&Job>) -> String {
    job.and_then(|job| job.status.as_deref())
        .map_or_else(String::new, |status| format!(" ({status})"))
}
