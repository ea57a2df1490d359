//! Options of AppGuard, integrity verification and tokens.

pub(super) const TEXTS: &[(&str, &str)] = &[
    (
        "List the devices or users of a day that behaved abnormally",
        "하루 동안의 이상 행위 기기 또는 사용자를 보여 줍니다",
    ),
    (
        "The day in Korea, 1 to 90 days ago: 2025-06-17 or yesterday",
        "날짜(한국 시간, 1~90일 전): 2025-06-17 또는 yesterday",
    ),
    ("The platform", "플랫폼"),
    ("What to count by", "집계 기준"),
    (
        "Read what an integrity token says: it can be read once and is used up by it",
        "무결성 토큰의 내용을 조회합니다. 1회만 조회할 수 있으며 조회하면 소진됩니다",
    ),
    (
        "Read an integrity token and say whether the app is genuine",
        "무결성 토큰을 조회해 앱이 변조되지 않았는지 판정합니다",
    ),
    (
        "Deny an app whose code hash is not the registered one; for apps whose console is set to verify hashes",
        "코드 해시가 등록된 것과 다르면 거부. 콘솔에서 해시 검증을 켠 앱에 사용",
    ),
    ("A finding that does not count", "판정에서 제외할 탐지 항목"),
    (
        "What it means that something that counts is null or missing",
        "판정 항목의 값이 null이거나 없을 때의 판정",
    ),
    (
        "What it means that a flag which this version does not know is true",
        "이 버전이 모르는 플래그가 true일 때의 판정",
    ),
    (
        "The id of the app's build, as registered in the console",
        "콘솔에 등록된 앱 빌드 ID",
    ),
    (
        "The file that holds the token; without it, standard input does",
        "토큰이 든 파일. 없으면 표준 입력에서 읽습니다",
    ),
    (
        "Issue a token, which shows that the User Access Key works",
        "토큰을 발급해 User Access Key 가 유효한지 확인합니다",
    ),
    ("Print the token itself", "토큰 값을 출력합니다"),
    (
        "Revoke a token; standard input holds it",
        "토큰을 폐기합니다. 표준 입력에서 읽습니다",
    ),
];
