use transport_core::http::TransportErrorKind;
use transport_core::{CallError, ErrorKind, RawCode};

/// The next step in Korean, from what the error says of itself.
pub(super) fn of(error: &CallError) -> Option<&'static str> {
    let number = match error.code() {
        Some(RawCode::Number(number)) => Some(*number),
        _ => None,
    };
    Some(match (error.kind(), number) {
        _ if error.outcome_unknown() && is_web_scan(error) => {
            "처리되어 과금되었을 수 있습니다. 다시 생성하기 전에 'kcsec wsc search --memo TAG'와 콘솔에서 확인하세요"
        }
        _ if error.outcome_unknown() => {
            "처리되었을 수 있습니다. 토큰이 소진되었을 수 있으니 새 토큰을 받으세요"
        }
        (ErrorKind::Rejected, _) if error.is_unsigned() => USER_ACCESS_KEY,
        _ if error.operation() == "details" && error.status().is_some_and(|it| it == 404) => {
            "점검 번호를 확인하세요. 'kcsec ssc summary'에서 볼 수 있습니다"
        }
        (ErrorKind::Rejected, Some(number)) => {
            return of_code(error, number).or_else(|| of_rejection(error));
        }
        (ErrorKind::Rejected, None) => return of_rejection(error),
        (ErrorKind::Connection, _) => of_connection(error),
        (ErrorKind::Timeout, _) => "나중에 다시 시도하거나 --timeout을 늘리세요",
        (ErrorKind::Redirect, _) => "엔드포인트 URL을 확인하세요",
        (ErrorKind::ResponseTooLarge, _) => {
            "조회 범위를 줄이세요: --limit을 줄이거나 기간을 짧게 하세요"
        }
        (ErrorKind::UnreadableResponse, _) => {
            "엔드포인트 URL과 그 사이의 프록시, kcsec 버전을 확인하세요"
        }
        (ErrorKind::Incomplete, _) => {
            "다시 시도하세요. 서비스의 건수가 틀린 경우에는 불완전한 목록을 허용하세요"
        }
        (ErrorKind::Unsuccessful, _) => {
            "새로 생성된 것은 없습니다. 콘솔에서 원인을 확인하고 --retry-failed를 쓰거나 다른 키를 지정하세요"
        }
        _ => return None,
    })
}

const USER_ACCESS_KEY: &str = "콘솔의 API 보안 설정에서 NHN_CLOUD_USER_ACCESS_KEY_ID와 NHN_CLOUD_SECRET_ACCESS_KEY를 확인하세요";
const CHECK_URL: &str = "URL이 올바르고 접속할 수 있는지 확인하세요";

/// Whether the call is one of Web Security Checker's, whose gateway has codes of its own.
pub(super) fn is_web_scan(error: &CallError) -> bool {
    [
        "createJob",
        "getJobs",
        "searchJobs",
        "cancelJob",
        "stopJob",
        "getReport",
    ]
    .contains(&error.operation())
}

/// What a documented code asks for.
fn of_code(error: &CallError, number: i64) -> Option<&'static str> {
    if is_web_scan(error) {
        return of_web_scan(error, number);
    }
    Some(match (error.operation(), number) {
        ("token-info", 4_012_001..=4_012_003 | 80_007) => {
            "토큰이 만료되었거나 이미 조회되었거나 위조되었습니다. 앱에서 새 토큰을 받으세요"
        }
        ("token-info", _) => return None,
        ("abnormal-status", 4_010_001) => {
            "NHN_CLOUD_APPGUARD_APPKEY와, 키의 사용자가 그 프로젝트의 멤버인지 확인하세요"
        }
        ("abnormal-status", 4_010_007 | 4_010_008) => USER_ACCESS_KEY,
        (_, 4_031_010..=4_031_012) => "NHN_CLOUD_SSC_APPKEY를 확인하세요",
        _ => return None,
    })
}

fn of_web_scan(error: &CallError, number: i64) -> Option<&'static str> {
    let changes = matches!(error.operation(), "cancelJob" | "stopJob");
    Some(match number {
        _ if changes && error.attempts() > 1 && !error.is_retryable() => {
            "응답이 유실된 이전 시도가 이미 처리했을 수 있습니다. 작업 상태를 확인하세요"
        }
        200 => "NCLOUD_ACCESS_KEY_ID와 NCLOUD_SECRET_ACCESS_KEY, 이 컴퓨터의 시계를 확인하세요",
        901 => "작업 번호를 확인하거나 나중에 다시 시도하세요",
        210 | 169_201 => {
            "서비스를 신청하고, 서브 계정에는 NCP_WEB_SECURITY_CHECKER_MANAGER(조회는 ..._VIEWER) 정책을 부여하세요"
        }
        169_202 => "콘솔에서 계정 등록과 결제 수단을 확인하세요",
        160_331 | 160_353 => CHECK_URL,
        160_332 => "로그인의 ID와 비밀번호 파라미터를 확인하세요",
        160_351 => "로그인을 확인하거나 세션 쿠키를 --header-file로 지정하세요",
        160_431 => "지정한 값을, 먼저 URL을 확인하세요",
        160_432 => "필수 값을 모두 지정하세요",
        160_433 => "점검 항목, 브라우저, 속도 중 문서에 없는 값이 있는지 확인하세요",
        160_441 => "나중에 다시 시도하세요",
        160_451 => "네이버 클라우드에서 생성한 서버만 점검할 수 있습니다",
        160_452 | 160_454 => "대기 중인 작업이 끝날 때까지 기다리세요",
        160_453 => "이 대상의 작업이 끝날 때까지 기다리거나 취소하세요",
        160_455 => {
            "재점검은 같은 도메인과 IP로, 첫 점검 종료 후 60일 안에 세 번까지 할 수 있습니다"
        }
        160_456 => "콘솔에서 제3자 동의를 제출하세요",
        160_457 => "콘솔에서 제3자 파일을 제출하세요",
        160_701 => "보고서는 1년 동안 볼 수 있습니다",
        160_842 if error.operation() == "stopJob" => {
            "아직 시작 전이거나 이미 끝난 작업입니다. 취소하거나 상태를 확인하세요"
        }
        160_842 => "이미 시작했거나 끝난 작업입니다. 중지하거나 상태를 확인하세요",
        _ => return None,
    })
}

fn of_rejection(error: &CallError) -> Option<&'static str> {
    if error.is_throttled() {
        Some("속도를 줄이고 잠시 후 다시 시도하세요")
    } else if error.is_auth() {
        Some("자격 증명과 권한을 확인하세요")
    } else {
        None
    }
}

fn of_connection(error: &CallError) -> &'static str {
    match (error.transport_error(), error.proxy()) {
        (Some(TransportErrorKind::Untrusted), _) => {
            "이 컴퓨터의 시계와 엔드포인트의 호스트 이름을 확인하세요. 프록시가 TLS를 검사하면 그 CA를 --ca-file로 지정하세요"
        }
        (Some(TransportErrorKind::ProxyAuthentication), _) => {
            "프록시 URL의 사용자와 비밀번호를 확인하세요"
        }
        (_, Some(_)) => {
            "프록시 URL과 프록시의 허용 목록을 확인하거나, NO_PROXY로 이 호스트를 제외하세요"
        }
        _ => "네트워크, 프록시, 엔드포인트를 확인하세요",
    }
}
