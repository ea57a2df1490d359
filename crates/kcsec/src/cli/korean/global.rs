//! Global options.

pub(super) const TEXTS: &[(&str, &str)] = &[
    ("Global options", "공통 옵션"),
    (
        "Output format [default: table]",
        "출력 형식 [기본값: table]",
    ),
    ("Short for --output json", "--output json과 같습니다"),
    (
        "Write the data to this file, whole or not at all, instead of standard output",
        "표준 출력 대신 이 파일에 씁니다. 전부 쓰거나 전혀 쓰지 않습니다",
    ),
    (
        "Write CSV for spreadsheets: with a byte order mark and CRLF, and no cell that is calculated",
        "스프레드시트용 CSV: BOM과 CRLF, 수식으로 계산되는 셀 없음",
    ),
    (
        "Start an emulator for this call and use its credentials",
        "이 명령을 위해 에뮬레이터를 띄우고 그 자격 증명을 사용",
    ),
    (
        "Override the endpoint URL of every service",
        "모든 서비스의 엔드포인트 URL을 바꿉니다",
    ),
    (
        "The cloud zone: public, gov or fin [default: KCSEC_ZONE or public]",
        "클라우드 존: public, gov, fin [기본값: KCSEC_ZONE 또는 public]",
    ),
    (
        "The profile to take settings and keys from",
        "설정과 키를 가져올 프로필",
    ),
    (
        "Language of Server Security Check's texts, headings and notes [default: the locale's, or en]",
        "점검 텍스트, 표 제목, 알림의 언어 [기본값: 로캘 또는 en]",
    ),
    (
        "When to use colours [default: auto]",
        "색상 사용 [기본값: auto]",
    ),
    (
        "Overall timeout per API call, including its retries, and per settings file [default: 150]",
        "재시도를 포함한 API 호출당, 그리고 설정 파일당 제한 시간 [기본값: 150]",
    ),
    (
        "Time to reach a host: name, TCP and TLS [default: KCSEC_CONNECT_TIMEOUT or 10]",
        "호스트 연결 제한 시간(이름 조회, TCP, TLS) [기본값: KCSEC_CONNECT_TIMEOUT 또는 10]",
    ),
    (
        "Allow plain http to this host; keys then travel in the clear [default: KCSEC_ALLOW_HTTP]",
        "이 호스트에 평문 http 허용. 키가 암호화되지 않고 전송됨 [기본값: KCSEC_ALLOW_HTTP]",
    ),
    (
        "Send calls through this proxy, or none [default: KCSEC_PROXY, HTTPS_PROXY]",
        "이 프록시를 사용, none 이면 사용 안 함 [기본값: KCSEC_PROXY, HTTPS_PROXY]",
    ),
    (
        "Trust these certificates (PEM or DER) besides the platform's [default: KCSEC_CA_FILE]",
        "시스템 인증서 외에 이 인증서(PEM 또는 DER)도 신뢰 [기본값: KCSEC_CA_FILE]",
    ),
    (
        "Maximum attempts per request, plus one after a clock or token correction [default: 3]",
        "요청당 최대 시도 횟수(시계나 토큰 보정 후 1회 추가) [기본값: 3]",
    ),
    (
        "No progress and no notes",
        "진행 상황과 알림을 표시하지 않음",
    ),
    (
        "A line per API call on standard error; -vv a line per attempt",
        "API 호출마다 표준 오류에 한 줄, -vv는 시도마다 한 줄",
    ),
];
