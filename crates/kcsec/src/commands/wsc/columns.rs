use crate::lang::words;
use crate::output::{Column, Kind};

/// The fields of a job in a list.
pub(crate) const JOB: &[Column] = &[
    Column::new(
        "instanceNo",
        words("작업 번호", "Job", "ジョブ番号"),
        Kind::Number,
    ),
    Column::new("status", words("상태", "Status", "状態"), Kind::Word),
    Column::new(
        "progress",
        words("진행률", "Progress", "進行率"),
        Kind::Percent,
    )
    .if_room(1),
    Column::new(
        "start_url",
        words("대상 URL", "Start URL", "対象URL"),
        Kind::Text,
    ),
    Column::new(
        "crawl_cnt",
        words("수집 URL", "URLs", "収集URL"),
        Kind::Number,
    )
    .if_room(5),
    Column::new("scan_cnt", words("취약점", "Findings", "脆弱性"), Kind::Bad),
    Column::new("start_date", words("시작", "Started", "開始"), Kind::Word).if_room(2),
    Column::new("end_date", words("종료", "Ended", "終了"), Kind::Word).if_room(4),
    Column::new("memo", words("메모", "Memo", "メモ"), Kind::Text).if_room(3),
    Column::new(
        "result_button",
        words("가능한 동작", "Next", "操作"),
        Kind::Word,
    )
    .if_room(6),
];

/// What cancel and stop answer.
pub(crate) const ACKNOWLEDGEMENT: &[Column] = &[
    Column::new("returnCode", words("코드", "Code", "コード"), Kind::Word),
    Column::new(
        "returnDesc",
        words("설명", "Description", "説明"),
        Kind::Text,
    ),
    Column::new(
        "returnMessage",
        words("메시지", "Message", "メッセージ"),
        Kind::Text,
    ),
];

/// What a created job is known by.
pub(crate) const CREATED: &[Column] = &[
    Column::new(
        "instanceNo",
        words("작업 번호", "Job", "ジョブ番号"),
        Kind::Number,
    ),
    Column::new(
        "reconcileTag",
        words("재조회 태그", "Reconcile tag", "照合タグ"),
        Kind::Word,
    ),
    Column::new(
        "joined",
        words("기존 작업", "Joined", "既存ジョブ"),
        Kind::Word,
    ),
    Column::new("resources", words("응답", "Response", "応答"), Kind::Text).data_only(),
];

/// What would be sent.
pub(crate) const DRY_RUN: &[Column] = &[
    Column::new("method", words("메서드", "Method", "メソッド"), Kind::Word),
    Column::new("url", words("URL", "URL", "URL"), Kind::Text),
    Column::new(
        "scansBilled",
        words("과금 건수", "Scans billed", "課金件数"),
        Kind::Text,
    ),
    Column::new("body", words("본문", "Body", "本文"), Kind::Text),
];

/// The fields of a report whose form is documented; the others follow a table as an outline.
pub(crate) const REPORT: &[Column] = &[
    Column::new(
        "report_date",
        words("보고서 일시", "Report date", "レポート日時"),
        Kind::Text,
    ),
    Column::new("Target_Info", words("대상", "Target", "対象"), Kind::Text),
    Column::new(
        "Crawl_Time",
        words("URL 수집 시간", "Crawl time", "URL収集時間"),
        Kind::Text,
    ),
    Column::new(
        "Scan_Time",
        words("점검 시간", "Scan time", "スキャン時間"),
        Kind::Text,
    ),
    Column::new(
        "Excluded_Url",
        words("제외 URL", "Excluded", "除外URL"),
        Kind::Text,
    ),
    Column::new(
        "Login_Info",
        words("로그인 정보", "Login", "ログイン情報"),
        Kind::Text,
    ),
    Column::new(
        "Vulnerability_Category",
        words("점검 항목", "Looked for", "項目"),
        Kind::Text,
    ),
    Column::new(
        "User_Agent",
        words("브라우저", "User agent", "ブラウザー"),
        Kind::Text,
    ),
    Column::new("Memo", words("메모", "Memo", "メモ"), Kind::Text),
    Column::new(
        "Classify_byRisk_Level.Total",
        words("취약점 합계", "Findings", "脆弱性合計"),
        Kind::Bad,
    ),
    Column::new(
        "Classify_byRisk_Level.High",
        words("└ 상", "└ high", "└ 高"),
        Kind::Bad,
    ),
    Column::new(
        "Classify_byRisk_Level.Medium",
        words("└ 중", "└ medium", "└ 中"),
        Kind::Number,
    ),
    Column::new(
        "Classify_byRisk_Level.Low",
        words("└ 하", "└ low", "└ 低"),
        Kind::Number,
    ),
    Column::new(
        "Scanned_Domain_List",
        words("점검 도메인", "Scanned", "スキャン済み"),
        Kind::Text,
    ),
    Column::new(
        "Not_Scanned_Domain_List",
        words("미점검 도메인", "Not scanned", "未スキャン"),
        Kind::Text,
    ),
    Column::new(
        "Classify_byRisk_Domain",
        words("도메인별", "By domain", "ドメイン別"),
        Kind::Text,
    )
    .data_only(),
    Column::new(
        "Classify_byRisk_Vulnerability",
        words("취약점별", "By vulnerability", "脆弱性別"),
        Kind::Text,
    )
    .data_only(),
    Column::new("Details", words("상세", "Details", "詳細"), Kind::Text).data_only(),
    Column::new(
        "Recommendation",
        words("권고", "Recommendation", "推奨対策"),
        Kind::Text,
    )
    .data_only(),
];

/// The fields of a report whose inside the vendor leaves open.
pub(crate) const OUTLINED: &[&str] = &[
    "Classify_byRisk_Domain",
    "Classify_byRisk_Vulnerability",
    "Details",
    "Recommendation",
];

/// What matters of a report at a glance.
pub(crate) const SHORT_REPORT: &[Column] = &[
    Column::new("Target_Info", words("대상", "Target", "対象"), Kind::Text),
    Column::new(
        "Scan_Time",
        words("점검 시간", "Scan time", "スキャン時間"),
        Kind::Text,
    ),
    Column::new(
        "Classify_byRisk_Level.Total",
        words("취약점 합계", "Findings", "脆弱性合計"),
        Kind::Bad,
    ),
    Column::new(
        "Classify_byRisk_Level.High",
        words("└ 상", "└ high", "└ 高"),
        Kind::Bad,
    ),
    Column::new(
        "Classify_byRisk_Level.Medium",
        words("└ 중", "└ medium", "└ 中"),
        Kind::Number,
    ),
    Column::new(
        "Classify_byRisk_Level.Low",
        words("└ 하", "└ low", "└ 低"),
        Kind::Number,
    ),
];
