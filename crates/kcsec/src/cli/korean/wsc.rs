//! Options of Web Security Checker.

pub(super) const TEXTS: &[(&str, &str)] = &[
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
    ("The job's number (instanceNo)", "작업 번호(instanceNo)"),
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
];
