//! Options of Server Security Check.

pub(super) const TEXTS: &[(&str, &str)] = &[
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
    (
        "The region, such as KR1 [default: KCSEC_REGION, or the profile's]",
        "리전(예: KR1) [기본값: KCSEC_REGION 또는 프로필의 리전]",
    ),
    (
        "The region of --from and --to [default: KCSEC_REGION, or the profile's]",
        "--from과 --to로 조회할 리전 [기본값: KCSEC_REGION 또는 프로필의 리전]",
    ),
    (
        "Every inspection from this day in Korea, or this time, instead of ids",
        "번호 대신 이 날(한국 시간) 또는 이 시각부터의 모든 점검",
    ),
    (
        "Do not ask before a range that takes more than 200 calls",
        "호출이 200회를 넘는 기간도 확인 없이 조회",
    ),
    (
        "From this day in Korea, or this time [default: 366 days before the end]",
        "시작일(한국 시간) 또는 시각 [기본값: 종료일의 366일 전]",
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
    (
        "Inspections per page, 1 to 1000 [default: 10, with --all 1000]",
        "페이지당 점검 수, 1~1000 [기본값: 10, --all은 1000]",
    ),
    (
        "Every page, and a range of any length (without it, over 31 days are rejected)",
        "모든 페이지와 임의 길이의 기간(없으면 31일을 넘을 수 없음)",
    ),
    (
        "Numbers of inspections (usageStasNo), as `ssc summary` shows them; - reads them from standard input",
        "점검 번호(usageStasNo). `ssc summary`에서 볼 수 있으며, -는 표준 입력에서 읽습니다",
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
];
