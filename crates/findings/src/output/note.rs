use super::language::Language;

/// What a format could not hold, to be said aloud.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Note {
    /// JUnit holds failed rows only, because importers do not take more cases than this.
    OnlyFailures {
        /// The greatest number of cases.
        limit: usize,
        /// The rows that were left out.
        left_out: u64,
    },
    /// The report holds the first rows only; the workbook holds all.
    RowsLeftOut {
        /// The rows that were left out.
        left_out: u64,
    },
    /// The sheet of servers and checks holds the first checks only.
    ChecksLeftOut {
        /// The checks that were left out.
        left_out: u64,
    },
}

impl Note {
    /// The note as one line.
    pub fn text(&self, language: Language) -> String {
        match *self {
            Self::OnlyFailures { limit, left_out } => language.pick(
                format!("테스트 케이스가 {limit}건을 넘어 취약 항목만 기록했습니다(제외 {left_out}건)."),
                format!("More than {limit} test cases: only failed checks are written ({left_out} left out)."),
                format!("テストケースが{limit}件を超えたため、脆弱な項目のみ記録しました（{left_out}件を除外）。"),
            ),
            Self::RowsLeftOut { left_out } => language.pick(
                format!("외 {left_out}건은 이 보고서에 없습니다. 전체는 XLSX에 있습니다."),
                format!("{left_out} more rows are not in this report; the XLSX output holds all."),
                format!("ほか{left_out}件はこの報告書にありません。全件はXLSXにあります。"),
            ),
            Self::ChecksLeftOut { left_out } => language.pick(
                format!("점검 항목 {left_out}개는 서버×항목 시트에 들어가지 않았습니다."),
                format!("{left_out} checks did not fit into the sheet of servers and checks."),
                format!("点検項目{left_out}件はサーバー×項目シートに入りませんでした。"),
            ),
        }
    }
}
