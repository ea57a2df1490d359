//! The help in Korean: each English text of the command line beside its translation.

/// The translation of a text of the help.
pub(super) fn korean(english: &str) -> Option<&'static str> {
    TEXTS
        .iter()
        .find_map(|(text, korean)| (*text == english).then_some(*korean))
}

const TEXTS: &[(&str, &str)] = &[
    // Commands
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
    (
        "Write the manual pages into a folder",
        "매뉴얼 페이지를 폴더에 씁니다",
    ),
    ("The folder", "폴더"),
    ("The shell", "셸"),
    // ssc
    (
        "List inspections with their counts of weak items",
        "점검 목록과 취약 항목 수를 보여 줍니다",
    ),
    (
        "List inspections with their counts of failed checks",
        "점검 목록과 취약 항목 수를 보여 줍니다",
    ),
    (
        "Show the checked items of inspections",
        "점검 항목별 결과를 보여 줍니다",
    ),
    (
        "Read every check of every server, and keep it for reports, comparisons and gates",
        "모든 서버의 모든 항목을 읽어 보고서, 비교, 게이트용으로 저장합니다",
    ),
    ("The region, such as KR1", "리전(예: KR1)"),
    (
        "From this day in Korea (2025-06-17, yesterday), or this time (2025-06-17T09:00:00+09:00)",
        "시작일(한국 시간, 2025-06-17 또는 yesterday) 또는 시각(2025-06-17T09:00:00+09:00)",
    ),
    (
        "From this day in Korea, or this time [default: 366 days before the end]",
        "시작일(한국 시간) 또는 시각 [기본값: 종료일의 366일 전]",
    ),
    (
        "Until the end of this day in Korea, or this time; today is allowed",
        "종료일(한국 시간, 그날 포함) 또는 시각. 오늘도 가능합니다",
    ),
    (
        "Until the end of this day in Korea, or this time [default: now]",
        "종료일(한국 시간, 그날 포함) 또는 시각 [기본값: 지금]",
    ),
    (
        "The state at the end of this day in Korea",
        "이 날(한국 시간) 끝 시점의 상태",
    ),
    (
        "Only inspections by this standard: M main information and communication facilities, F electronic financial infrastructure",
        "이 기준의 점검만: M 주요정보통신기반시설, F 전자금융기반시설",
    ),
    ("Only inspections by this standard", "이 기준의 점검만"),
    (
        "Only inspections of this kind (the service has only OS today)",
        "이 종류의 점검만(현재 서비스는 OS만 제공)",
    ),
    ("Only inspections of this kind", "이 종류의 점검만"),
    (
        "The page, counted from 1 [default: 1]",
        "페이지(1부터) [기본값: 1]",
    ),
    ("The page, counted from 1", "페이지(1부터)"),
    (
        "Inspections a page, 1 to 1000 [default: 10, with --all 1000]",
        "페이지당 점검 수, 1~1000 [기본값: 10, --all은 1000]",
    ),
    (
        "Inspections per page, 1 to 1000 [default: 10, with --all 1000]",
        "페이지당 점검 수, 1~1000 [기본값: 10, --all은 1000]",
    ),
    (
        "Every page, and a range of any length (without it, over 31 days are refused)",
        "모든 페이지와 임의 길이의 기간(없으면 31일을 넘을 수 없음)",
    ),
    (
        "Every page, and a range of any length (without it, over 31 days are rejected)",
        "모든 페이지와 임의 길이의 기간(없으면 31일을 넘을 수 없음)",
    ),
    (
        "Numbers of inspections (usageStasNo), as `ssc summary` shows them",
        "점검 번호(usageStasNo). `ssc summary`에서 볼 수 있습니다",
    ),
    (
        "Numbers of inspections (usageStasNo), as `ssc summary` shows them; - reads them from standard input",
        "점검 번호(usageStasNo). `ssc summary`에서 볼 수 있으며, -는 표준 입력에서 읽습니다",
    ),
    (
        "Every inspection of this region instead of ids, with --from and --to",
        "번호 대신 이 리전의 모든 점검(--from, --to와 함께)",
    ),
    (
        "From this day in Korea, or this time",
        "시작일(한국 시간) 또는 시각",
    ),
    (
        "From this day in Korea (2025-06-17, yesterday, 7d, 2025-06), or this time (2025-06-17T09:00:00+09:00)",
        "시작일(한국 시간, 2025-06-17, yesterday, 7d, 2025-06) 또는 시각(2025-06-17T09:00:00+09:00)",
    ),
    ("Leave out what passed", "양호한 항목은 제외"),
    (
        "Keep every inspection, not only the latest one of each server",
        "서버별 최근 점검만이 아니라 모든 점검을 남깁니다",
    ),
    (
        "The language of the service's texts, whatever --lang says [default: ko]",
        "--lang과 무관한 서비스 텍스트의 언어 [기본값: ko]",
    ),
    (
        "Start over instead of taking up a run that was cut off",
        "중단된 수집을 잇지 않고 처음부터 시작합니다",
    ),
    (
        "A list that the service leaves incomplete is a note, not an error",
        "목록이 불완전해도 오류 대신 알림으로 처리합니다",
    ),
    (
        "Keep the snapshot in this folder",
        "스냅샷을 이 폴더에 저장",
    ),
    (
        "The name that tells accounts and Appkeys apart [default: the profile's name, or default]",
        "계정과 Appkey를 구분하는 이름 [기본값: 프로필 이름 또는 default]",
    ),
    // report, diff, gate
    (
        "Write a report: xlsx, csv, html, junit, sarif, defectdojo, md or ocsf; repeatable, - is standard output",
        "보고서 쓰기: xlsx, csv, html, junit, sarif, defectdojo, md, ocsf. 여러 번 지정 가능, -는 표준 출력",
    ),
    (
        "Decisions about failed checks (TOML or CSV)",
        "취약 항목에 대한 결정 대장(TOML 또는 CSV)",
    ),
    (
        "Names of servers that must be there, one per line",
        "반드시 점검되어야 하는 서버 이름 목록(한 줄에 하나)",
    ),
    (
        "The day by which expiry and age are judged [default: today in Korea]",
        "만료와 경과일을 판단할 기준일 [기본값: 한국의 오늘]",
    ),
    (
        "The day by which expiry is judged [default: today in Korea]",
        "만료를 판단할 기준일 [기본값: 한국의 오늘]",
    ),
    ("A snapshot, or a folder of them", "스냅샷 또는 스냅샷 폴더"),
    ("A folder of snapshots", "스냅샷 폴더"),
    ("Snapshots", "스냅샷"),
    (
        "The service, where a folder holds several",
        "폴더에 여러 서비스가 있을 때의 서비스",
    ),
    (
        "Compare with this snapshot, or with the state at the end of this day",
        "이 스냅샷 또는 이 날 끝 시점과 비교",
    ),
    (
        "Count only what is new since this snapshot, or since the end of this day",
        "이 스냅샷 또는 이 날 이후 새로 생긴 것만 셉니다",
    ),
    ("Show the security score", "보안수준 점수를 표시"),
    (
        "Titles of the approval box, separated by commas",
        "결재란 직함(쉼표로 구분)",
    ),
    ("Only this standard", "이 기준만"),
    (
        "Only servers of this name; * and ? stand for others",
        "이 이름의 서버만(* 와 ? 사용 가능)",
    ),
    ("Only this severity and above", "이 위험도 이상만"),
    (
        "Which results are shown [default: all]",
        "표시할 결과 [기본값: all]",
    ),
    (
        "The older snapshot; or a folder, with --from and --to",
        "이전 스냅샷, 또는 --from과 --to를 함께 쓰는 폴더",
    ),
    ("The newer snapshot", "이후 스냅샷"),
    (
        "The state at the end of this day in Korea is the older one",
        "이 날(한국 시간) 끝 시점을 이전 상태로",
    ),
    (
        "The state at the end of this day in Korea is the newer one",
        "이 날(한국 시간) 끝 시점을 이후 상태로",
    ),
    (
        "Judge the finished scan: fail where its report counts anything of this severity or above",
        "끝난 점검을 판정: 보고서 집계에 이 위험도 이상이 있으면 실패",
    ),
    (
        "Fail from this severity on [default: high]",
        "이 위험도부터 실패 [기본값: high]",
    ),
    ("So many may fail", "허용하는 취약 항목 수"),
    (
        "At least so many servers must have been inspected",
        "최소 점검 서버 수",
    ),
    (
        "The latest inspection of a server may be so many days old",
        "최근 점검의 최대 경과일",
    ),
    (
        "Judge a snapshot that is incomplete",
        "불완전한 스냅샷도 판정",
    ),
    (
        "Count what was not judged as failed",
        "확인 필요 항목도 취약으로 셉니다",
    ),
    ("What the columns count", "집계 기준"),
    ("From this day in Korea", "시작일(한국 시간)"),
    ("Until this day in Korea", "종료일(한국 시간)"),
    (
        "Print an entry for each failed check, to be filled in by a person",
        "취약 항목마다 사람이 채울 항목을 출력합니다",
    ),
    (
        "Check a register, alone or against a snapshot",
        "대장을 단독으로 또는 스냅샷과 함께 검사합니다",
    ),
    ("The register (TOML or CSV)", "대장(TOML 또는 CSV)"),
    (
        "How far ahead an acceptance may end",
        "위험수용 만료일의 최대 기간(일)",
    ),
    (
        "Check that snapshots are whole and complete, and show their counts and SHA-256",
        "스냅샷이 온전하고 완전한지 확인하고 건수와 SHA-256을 보여 줍니다",
    ),
    // wsc
    (
        "Keep the reports of finished jobs for reports, comparisons and gates",
        "끝난 작업의 보고서를 보고서, 비교, 게이트용으로 저장합니다",
    ),
    (
        "Ids of finished jobs, as `wsc jobs` shows them",
        "끝난 작업 번호. `wsc jobs`에서 볼 수 있습니다",
    ),
    (
        "A text to find the job by; a tag of its own, such as kcs7f3k9q2m1xzcb, is prepended",
        "작업을 찾기 위한 메모. 앞에 자체 태그(예: kcs7f3k9q2m1xzcb)가 붙습니다",
    ),
    (
        "Create at most one billed scan for this key, which names one deployment: a scan that has it already is joined",
        "이 키(배포 하나를 가리킴)로 과금되는 점검을 최대 하나만 생성합니다. 이미 있으면 그 점검을 이어받습니다",
    ),
    (
        "Create a new scan if that of the key failed, was cancelled or stopped",
        "이 키의 점검이 실패, 취소, 중지되었으면 새로 생성",
    ),
    (
        "Join no scan of the key that started longer ago than this [default: 86400, a day]",
        "이보다 오래전에 시작된 점검은 이어받지 않음 [기본값: 86400, 하루]",
    ),
    (
        "Accept a URL whose host is not on the internet, such as localhost or 10.0.0.1",
        "localhost 나 10.0.0.1 처럼 인터넷에 없는 호스트도 허용",
    ),
    (
        "Show the request and what it would bill; send nothing",
        "요청과 과금 내용을 보여 주고 아무것도 보내지 않음",
    ),
    ("List scan jobs", "점검 작업 목록을 보여 줍니다"),
    (
        "Search scan jobs by URL, memo or status",
        "URL, 메모, 상태로 점검 작업을 찾습니다",
    ),
    (
        "Create a scan: it is billed and starts at once",
        "점검을 생성합니다. 과금되며 즉시 시작됩니다",
    ),
    (
        "Cancel a job that has not started",
        "시작 전인 작업을 취소합니다",
    ),
    ("Stop a job that is running", "실행 중인 작업을 중지합니다"),
    (
        "Show the report of a finished job",
        "끝난 작업의 보고서를 보여 줍니다",
    ),
    (
        "Wait until a job has ended",
        "작업이 끝날 때까지 기다립니다",
    ),
    (
        "Wait until a job has finished",
        "작업이 끝날 때까지 기다립니다",
    ),
    ("The job's number (instanceNo)", "작업 번호(instanceNo)"),
    ("Jobs a page", "페이지당 작업 수"),
    (
        "Jobs per page [default: 20]",
        "페이지당 작업 수 [기본값: 20]",
    ),
    ("Every page", "모든 페이지"),
    (
        "Jobs whose start URL contains this",
        "시작 URL에 이 문자열이 있는 작업",
    ),
    (
        "Jobs whose memo contains this",
        "메모에 이 문자열이 있는 작업",
    ),
    (
        "Jobs of this status: waiting, running, completed or failed; collection-waiting, -running, -completed or -failed; cancelled, stopping or stopped; or a code (2)",
        "이 상태의 작업: waiting(대기), running(점검 중), completed(완료), failed(실패), URL 수집은 collection-waiting, -running, -completed, -failed, 그 밖에 cancelled(취소), stopping(중지 중), stopped(중지), 또는 코드(2)",
    ),
    (
        "Where the scan starts: an http or https URL on a NAVER Cloud server of yours",
        "점검 시작 URL(http, https). 본인 소유의 네이버 클라우드 서버여야 합니다",
    ),
    (
        "A URL that the scan leaves out; may be given more than once",
        "점검에서 제외할 URL. 여러 번 지정 가능",
    ),
    (
        "A kind of vulnerability to look for, such as XSS; may be given more than once [default: ALL]",
        "점검할 취약점 종류(예: XSS). 여러 번 지정 가능 [기본값: ALL]",
    ),
    (
        "The browser to scan as: Android, iPhone, PC Chrome or PC IE",
        "점검에 쓸 브라우저: Android, iPhone, PC Chrome, PC IE",
    ),
    (
        "1 normal, 2 a bit faster, 3 fast",
        "1 보통, 2 조금 빠르게, 3 빠르게",
    ),
    (
        "A text to find the job by; a marker of its own, such as kcs-7f3k9q2m1xzc, is put behind it",
        "작업을 찾기 위한 메모",
    ),
    (
        "Headers of an authenticated scan, a line 'Name: value' each; - reads standard input",
        "인증 점검용 헤더 파일('이름: 값' 한 줄씩). -는 표준 입력",
    ),
    (
        "The completed job that this scan repeats",
        "재점검할 완료된 작업",
    ),
    (
        "Do not ask before the billed scan is created",
        "과금되는 점검을 확인 없이 생성",
    ),
    (
        "Follow the scan to its end",
        "점검이 끝날 때까지 기다립니다",
    ),
    (
        "Bound the wait [default: 21600, six hours]",
        "대기 제한 시간 [기본값: 21600, 6시간]",
    ),
    (
        "Also show Login_Info, which holds session cookies",
        "세션 쿠키가 든 Login_Info 도 표시",
    ),
    // appguard, integrity, token
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
        "Read what an integrity token says: it is single-use and is consumed by the read",
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
    // emulator
    (
        "The port on loopback; 0 takes a free one",
        "포트. 0 이면 빈 포트를 사용",
    ),
    (
        "The port to listen on; 0 takes a free one",
        "수신 포트. 0 이면 빈 포트를 사용",
    ),
    (
        "The address to listen on; other machines reach any but loopback",
        "수신 주소. 루프백이 아니면 다른 컴퓨터에서 접근할 수 있습니다",
    ),
    (
        "A host name by which the controls may be asked for, such as a container's; repeatable",
        "제어 기능을 요청할 수 있는 호스트 이름(예: 컨테이너 이름). 여러 번 지정 가능",
    ),
    (
        "Inspect in N rounds, thirty days apart, instead of every night",
        "매일 대신 30일 간격으로 N 회 점검",
    ),
    (
        "The edition of the checklist; by default 2021, and 2026 in the last round of a history",
        "점검 항목 판. 기본은 2021, 이력의 마지막 회차는 2026",
    ),
    (
        "Accept the User Access Key token without the word Bearer too",
        "Bearer 없는 User Access Key 토큰도 허용",
    ),
    (
        "Print the settings and go on in the background: eval \"$(kcsec emulator --background)\"",
        "설정을 출력하고 백그라운드에서 계속 실행: eval \"$(kcsec emulator --background)\"",
    ),
    ("The seed of the generated data", "생성 데이터의 시드"),
    (
        "How many servers Server Security Check has, 1 to 100000",
        "Server Security Check 의 서버 수, 1~100000",
    ),
    // global
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

/// What stands below the help of the whole command line.
pub(super) const AFTER_HELP: &str = "\
설정 우선순위: 옵션, 환경 변수, 프로필 파일, 기본값.
  NHN_CLOUD_USER_ACCESS_KEY_ID, NHN_CLOUD_SECRET_ACCESS_KEY   ssc, appguard, token 용
  NHN_CLOUD_SSC_APPKEY, NHN_CLOUD_APPGUARD_APPKEY             서비스별 Appkey
  NCLOUD_ACCESS_KEY_ID, NCLOUD_SECRET_ACCESS_KEY              wsc 용. 없으면
                                  ~/.ncloud/configure(--profile), 서버의 역할 순
  KCSEC_ZONE                      public, gov, fin
  KCSEC_ENDPOINT_URL              모든 서비스의 엔드포인트. 하나만 바꾸려면
                                  KCSEC_ENDPOINT_URL_NHN_OAUTH, _NHN_SSC, _NHN_APPGUARD,
                                  _NHN_INTEGRITY, _NCP_WSC
  KCSEC_PROXY, KCSEC_CA_FILE, KCSEC_CONNECT_TIMEOUT, KCSEC_ALLOW_HTTP   같은 이름의 옵션과 같음
  KCSEC_NHN_TOKEN_FORM            bearer 또는 raw(Bearer 없이 토큰만 전송)
  KCSEC_UNSIGNED_PATH_PREFIX      true: 게이트웨이가 엔드포인트의 경로를 제거하는 경우
  KCSEC_CONFIG                    프로필 파일(기본 ~/.config/kcsec/config.toml)
민감 정보는 프로세스 목록에 남으므로 인자로 받지 않습니다.

데이터는 표준 출력으로, 나머지는 모두 표준 오류로 나갑니다.

종료 코드:
  0  완료
  1  검사 실패(게이트, 판정, doctor)
  2  잘못된 사용법이나 설정, 또는 과금 호출을 확인하지 않음
  3  서비스가 호출을 거부(코드와 메시지 출력), 또는 작업 없음
  4  네트워크, 시간 초과, 읽을 수 없거나 너무 크거나 불완전한 응답, 리디렉션
  5  과금되거나 소진되는 호출의 결과를 알 수 없음
  6  대기 제한 시간 안에 끝나지 않음(작업은 계속됨)
130  Ctrl-C, SIGTERM, SIGHUP으로 종료. 점검 생성이나 토큰 조회 중이면 5";
