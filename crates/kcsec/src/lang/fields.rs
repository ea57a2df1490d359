use transport_core::CallError;

/// What the rule of a parameter is that was rejected before anything was sent, under the vendor's
/// name of it.
pub(super) fn rule(error: &CallError) -> String {
    let field = error.field().unwrap_or_default();
    let rule = match (error.operation(), field) {
        (_, "regionCode") => "영문자와 숫자로 된 리전이어야 합니다(예: KR1)",
        (_, "from" | "to") => {
            "시작은 종료보다 빨라야 하고, 한 번에 31일까지 조회할 수 있습니다(--all은 제한 없음)"
        }
        ("summary", "page" | "limit") => "page는 1부터, limit은 1~1000이어야 합니다",
        (_, "page" | "limit") => "1부터 지정할 수 있습니다",
        (_, "usageStasNo") => "점검 번호가 아닙니다. 'kcsec ssc summary'에서 볼 수 있습니다",
        (_, "instanceNo" | "instanceId" | "MasterInstanceNo") => {
            "작업 번호가 아닙니다. 'kcsec wsc jobs'에서 볼 수 있습니다"
        }
        (_, "targetDate") => "90일 전부터 어제까지의 날짜(한국 시간)여야 합니다",
        (_, "statusCode") => "숫자여야 합니다. 문서에 있는 값은 2~5, 12~15, 91~93입니다",
        (_, "StartUrl") => {
            "사용자 이름이 없는 http 또는 https URL이어야 하고, 인터넷에 있는 호스트여야 합니다(내부 호스트는 --allow-private-target)"
        }
        (_, "ExcludeUrl") => "사용자 이름이 없는 http 또는 https URL이어야 합니다",
        (_, "VulnItems") => {
            "ALL 또는 점검 항목 이름이어야 합니다. 대소문자를 구분합니다(예: XSS, SSI Injection)"
        }
        (_, "UserAgent") => "Android, iPhone, PC Chrome, PC IE 중 하나로, 대소문자를 구분합니다",
        (_, "Speed") => "1(보통), 2(조금 빠르게), 3(빠르게) 중 하나여야 합니다",
        (_, "Headers") => "한 줄에 '이름: 값' 하나씩이어야 합니다",
        (_, "Memo") => {
            "이 멱등성 키나 메모는 사용할 수 없습니다. 생성된 것은 없습니다. 콘솔에서 같은 키의 작업을 확인하세요"
        }
        ("token-info", "appId") => {
            "비어 있거나 사용할 수 없는 앱 ID입니다. 콘솔에 등록된 값을 지정하세요"
        }
        ("token-info", _) => "앱이 보낸 토큰을 'Bearer ' 없이 그대로 지정하세요",
        _ => "값을 사용할 수 없습니다(영어 원문: -v)",
    };
    if field.is_empty() {
        rule.to_owned()
    } else {
        format!("{field}: {rule}")
    }
}
