use crate::output::language::Language;

macro_rules! labels {
    ($($name:ident: $ko:literal, $en:literal, $ja:literal;)*) => {
        /// The fixed texts of the report.
        pub(super) struct Labels {
            $(pub(super) $name: &'static str,)*
        }

        impl Labels {
            pub(super) fn new(language: Language) -> Self {
                Self { $($name: language.pick($ko, $en, $ja),)* }
            }
        }
    };
}

labels! {
    approval: "결재", "Approval", "決裁";
    contents: "목차", "Contents", "目次";
    summary: "요약", "Summary", "要約";
    changes: "변화", "Changes", "変化";
    failed: "취약 항목", "Failed checks", "脆弱項目";
    unknown: "확인 필요 항목", "Checks without a result", "要確認項目";
    servers: "서버", "Servers", "サーバー";
    register: "위험수용과 조치계획", "Accepted risks and planned fixes", "リスク受容と対応計画";
    coverage: "점검 범위와 누락", "Coverage and gaps", "点検範囲と欠落";
    appendix: "부록", "Appendix", "付録";
    totals: "기준·위험도별 집계", "Counts by standard and severity", "基準・危険度別の集計";
    standard: "점검 기준", "Standard", "点検基準";
    kind: "점검 종류", "Kind", "点検種別";
    severity: "위험도", "Severity", "危険度";
    checks: "항목 수", "Checks", "項目数";
    passed: "양호", "Pass", "良好";
    failed_short: "취약", "Fail", "脆弱";
    accepted: "위험수용", "Accepted", "リスク受容";
    unknown_short: "확인 필요", "Unknown", "要確認";
    not_applicable: "해당없음", "Not applicable", "該当なし";
    total: "합계", "Total", "合計";
    class: "구분", "Change", "区分";
    changes_note:
        "점검에서 빠진 서버와 항목은 조치완료로 보지 않습니다. 조치율 = 조치완료 ÷ (조치완료 + 미조치 + 위험도 변경).",
        "Servers and checks that are not there any more do not count as fixed. Fix rate = fixed ÷ (fixed + still open + severity changed).",
        "点検から外れたサーバーと項目は対応済みとみなしません。対応率 = 対応済み ÷（対応済み + 未対応 + 危険度変更）。";
    failed_lead:
        "위험도가 높고 취약 서버가 많은 항목부터 표시합니다.",
        "High severity first, then the checks that fail on most servers.",
        "危険度が高く、脆弱なサーバーが多い項目から表示します。";
    how: "조치 방법", "Remediation", "対応方法";
    unknown_lead:
        "결과를 판정할 수 없는 항목입니다. 양호로 보지 않습니다.",
        "These checks gave no result that can be read. They do not count as passed.",
        "結果を判定できない項目です。良好とはみなしません。";
    server: "자산명", "Server", "資産名";
    check: "항목", "Check", "項目";
    reason: "사유", "Reason", "理由";
    no_servers: "점검된 서버가 없습니다.", "No server was inspected.", "点検されたサーバーがありません。";
    high: "상", "High", "高";
    medium: "중", "Medium", "中";
    low: "하", "Low", "低";
    score: "보안수준", "Score", "水準";
    checked_at: "점검 일시", "Checked at", "点検日時";
    decision: "결정", "Decision", "決定";
    approver: "승인자", "Approver", "承認者";
    until: "기한", "Until", "期限";
    state: "상태", "State", "状態";
    rows: "적용", "Rows", "適用";
    no_gaps:
        "요청한 점검을 모두 읽었으며 누락이 없습니다.",
        "Everything that was asked for was read; nothing is missing.",
        "要求した点検をすべて読み取り、欠落はありません。";
    gap: "구분", "What", "区分";
    remark: "비고", "Remark", "備考";
    terms: "용어와 산식", "Terms and formulas", "用語と計算式";
    evidence: "근거 파일", "Evidence", "根拠ファイル";
    file: "스냅샷", "Snapshot", "スナップショット";
    collected_at: "수집 시각", "Collected at", "収集日時";
}
