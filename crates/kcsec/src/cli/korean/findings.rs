//! Options of the commands that read snapshots.

pub(super) const TEXTS: &[(&str, &str)] = &[
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
];
