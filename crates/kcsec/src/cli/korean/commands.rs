//! The commands.

pub(super) const TEXTS: &[(&str, &str)] = &[
    (
        "Command line for four Korean cloud security APIs",
        "한국 클라우드 보안 API 네 가지를 위한 명령줄 도구",
    ),
    (
        "Command line for four Korean cloud security APIs.\n\nNHN Cloud Server Security Check (ssc), NAVER Cloud Web Security Checker (wsc), NHN AppGuard (appguard) and its integrity verification (integrity). Without an account, everything works with --emulator; `kcsec demo` shows it all.",
        "한국 클라우드 보안 API 네 가지를 위한 명령줄 도구입니다.\n\nNHN Cloud Server Security Check(ssc), NAVER Cloud Web Security Checker(wsc), NHN AppGuard(appguard)와 앱 무결성 검증(integrity)을 다룹니다. 계정이 없어도 --emulator로 모두 사용할 수 있고, `kcsec demo` 가 전체를 보여 줍니다.",
    ),
    (
        "NHN Cloud Server Security Check: inspections of servers",
        "NHN Cloud Server Security Check: 서버 점검",
    ),
    (
        "NAVER Cloud Web Security Checker: scans of web sites",
        "NAVER Cloud Web Security Checker: 웹 사이트 점검",
    ),
    (
        "NHN AppGuard: devices and users that behaved abnormally",
        "NHN AppGuard: 이상 행위 기기와 사용자",
    ),
    (
        "NHN AppGuard integrity verification of one app",
        "NHN AppGuard 앱 무결성 검증(앱 증명)",
    ),
    (
        "The NHN Cloud User Access Key token",
        "NHN Cloud User Access Key 토큰",
    ),
    (
        "Report what was collected, in tables or in files",
        "수집한 결과를 표나 파일로 보고합니다",
    ),
    (
        "Compare two collections: what is new, fixed, gone",
        "두 수집 결과를 비교합니다: 신규, 조치완료, 점검 제외",
    ),
    (
        "Fail where a collection is not good enough",
        "수집 결과가 기준에 못 미치면 실패로 끝납니다",
    ),
    (
        "How the counts went, day by day",
        "날짜별 추이를 보여 줍니다",
    ),
    (
        "The register of decisions about failed checks",
        "취약 항목에 대한 결정(조치계획, 위험수용) 대장",
    ),
    (
        "Keep days of detections as snapshots, fit for cron: days that are there are left",
        "날짜별 탐지를 스냅샷으로 저장합니다. 이미 있는 날은 그대로 두므로 cron에 적합합니다",
    ),
    (
        "How detections went over the days that were kept, and an alarm",
        "저장한 날짜의 탐지 추이를 보여 주고 경보를 판정합니다",
    ),
    (
        "Make a ban list by rules, to be reviewed and registered in the console",
        "규칙으로 차단 목록을 만듭니다. 검토한 뒤 콘솔에 직접 등록하세요",
    ),
    ("The platform, or both", "플랫폼, 또는 both(둘 다)"),
    (
        "So many days until yesterday in Korea, at most 90",
        "한국 시간 어제까지의 일수, 최대 90",
    ),
    (
        "Keep the days in this folder, one file per day and platform",
        "이 폴더에 저장합니다. 날짜와 플랫폼마다 파일 하나",
    ),
    (
        "Only this project; repeatable",
        "이 프로젝트만. 여러 번 쓸 수 있습니다",
    ),
    ("What a row counts", "한 행의 기준"),
    (
        "Only so many rows of each platform, those with the most detections",
        "플랫폼마다 탐지가 많은 행 N개만",
    ),
    (
        "Fail where the newest day is at so many per cent of the median or above, as the console's alarm: 10 to 10000",
        "가장 최근 날이 중앙값의 이 비율(%) 이상이면 실패로 끝납니다. 콘솔 알림과 같은 방식, 10~10000",
    ),
    (
        "The alarm's median is that of so many days before the newest",
        "경보의 중앙값을 구할 이전 일수",
    ),
    (
        "Show the first four characters of ids only: they are personal data",
        "아이디의 앞 네 글자만 표시합니다. 아이디는 개인정보입니다",
    ),
    (
        "Write a report: html; - is standard output",
        "보고서를 씁니다: html. - 는 표준 출력",
    ),
    ("The rules (TOML)", "규칙 파일(TOML)"),
    (
        "Ids that are never banned, one per line; * and ? stand for others",
        "차단하지 않을 아이디, 한 줄에 하나. * 와 ? 사용 가능",
    ),
    (
        "Write the list: xlsx, csv or tsv, which has no header and is for pasting; repeatable, - is standard output",
        "목록을 씁니다: xlsx, csv, 또는 머리글이 없어 붙여 넣기 좋은 tsv. 여러 번 쓸 수 있고 - 는 표준 출력",
    ),
    (
        "Keep ids with characters outside printable ASCII, which are left out otherwise",
        "출력 가능한 ASCII가 아닌 문자가 있는 아이디도 유지합니다. 기본은 목록에서 뺍니다",
    ),
    (
        "Of appguard: show the first four characters of ids only, as they are personal data",
        "appguard: 아이디의 앞 네 글자만 표시합니다. 아이디는 개인정보입니다",
    ),
    ("Snapshots on the disk", "저장된 스냅샷"),
    (
        "Run an emulator of all four services until Ctrl-C",
        "네 서비스의 에뮬레이터를 Ctrl-C까지 실행합니다",
    ),
    (
        "A tour of all four services on an emulator of its own; needs nothing",
        "자체 에뮬레이터에서 네 서비스를 둘러봅니다. 준비할 것이 없습니다",
    ),
    (
        "Check keys, proxy, certificates, clock and hosts; bills nothing, shows no secret",
        "키, 프록시, 인증서, 시계, 호스트를 확인합니다. 과금이 없고 민감 정보를 표시하지 않습니다",
    ),
    (
        "Also try out the Appkey of AppGuard, by reading a day of its detections",
        "AppGuard Appkey 도 하루치 탐지를 조회해 확인",
    ),
    (
        "Write a profile of settings and keys; secrets are asked for without echo",
        "설정과 키를 프로필로 저장합니다. 민감 정보는 화면에 표시하지 않고 입력받습니다",
    ),
    (
        "Show which settings are set and where each comes from; no secret is shown",
        "설정된 항목과 출처를 보여 줍니다. 민감 정보는 표시하지 않습니다",
    ),
    (
        "Write the completion script of a shell",
        "셸 자동 완성 스크립트를 출력합니다",
    ),
    ("The shell", "셸"),
];
