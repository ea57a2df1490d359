use korea_cloud_security::findings::output::OutputError;
use korea_cloud_security::findings::{CompareError, SnapshotError, StateError, WriteError};

use super::config_error::keep_english;
use super::{Lang, current, io_error};

/// The line of a snapshot that cannot be used.
pub(crate) fn snapshot_error(error: &SnapshotError) -> String {
    if current() != Lang::Ko {
        return error.to_string();
    }
    keep_english(error);
    match error {
        SnapshotError::Read { file, .. } => format!("{file}: 읽을 수 없습니다"),
        SnapshotError::Cut { file } => {
            format!("{file}: 스냅샷이 중간에 끊겼습니다. 다시 수집하거나 다시 복사하세요")
        }
        SnapshotError::Damaged { file, line, .. } => {
            format!("{file}: {line}행: 스냅샷이 손상되었습니다. 다시 수집하세요")
        }
        SnapshotError::Schema { file, schema } => {
            format!("{file}: 스키마 {schema:?}: 더 새로운 kcsec이 필요합니다")
        }
        _ => "스냅샷을 사용할 수 없습니다(영어 원문: -v)".to_owned(),
    }
}

/// The line of a state that cannot be read.
pub(crate) fn state_error(error: &StateError) -> String {
    match (current(), error) {
        (_, StateError::Snapshot(error)) => snapshot_error(error),
        (Lang::Ko, StateError::SeveralServices(one, other)) => format!(
            "스냅샷에 여러 서비스({one}, {other})가 있습니다. --service로 하나를 선택하세요"
        ),
        (_, StateError::SeveralServices(..)) => format!("{error} with --service"),
        (Lang::Ko, StateError::NoFindings(service)) => {
            format!(
                "{service} 스냅샷에는 점검 결과가 없습니다. 'kcsec report --service appguard'나 'kcsec appguard trend'로 보세요"
            )
        }
        (_, StateError::NoFindings(_)) => format!(
            "{error}; 'kcsec report --service appguard' and 'kcsec appguard trend' read them"
        ),
        (Lang::Ko, StateError::Nothing { chosen, found }) => {
            let found: Vec<&str> = found.iter().map(|service| service.as_str()).collect();
            match (chosen, found.join(", ")) {
                (None, _) => "스냅샷이 없습니다. 경로를 확인하세요".to_owned(),
                (Some(chosen), none) if none.is_empty() => {
                    format!("{chosen} 스냅샷도 다른 서비스의 스냅샷도 없습니다. 경로를 확인하세요")
                }
                (Some(chosen), found) => format!(
                    "{chosen} 스냅샷이 없습니다({found} 스냅샷은 있음). --service나 경로를 확인하세요"
                ),
            }
        }
        (
            _,
            StateError::Nothing {
                chosen: Some(_),
                found,
            },
        ) if !found.is_empty() => {
            format!("{error}; check --service and the path")
        }
        (_, StateError::Nothing { .. }) => format!("{error}; check the path"),
        _ => error.to_string(),
    }
}

/// The line of two states that cannot be compared.
pub(crate) fn compare_error(error: &CompareError) -> String {
    match (current(), error) {
        (Lang::Ko, CompareError::NothingInCommon) => {
            "비교할 공통 부분이 없습니다: 양쪽 모두에 있는 프로젝트, 리전, 기준, 종류가 없습니다"
                .to_owned()
        }
        (Lang::Ko, CompareError::Languages(languages)) => {
            format!("스냅샷의 언어가 다릅니다({languages}). 같은 --text-language로 수집하세요")
        }
        _ => error.to_string(),
    }
}

/// The line of a report that cannot be written.
pub(crate) fn output_error(error: &OutputError) -> String {
    match (current(), error) {
        (Lang::Ko, OutputError::Io(error)) => {
            format!("보고서를 쓸 수 없습니다: {}", io_error(error))
        }
        (
            Lang::Ko,
            OutputError::TooManyResults {
                format,
                found,
                limit,
            },
        ) => format!(
            "{format}: 결과 {found}건은 한도 {limit}건을 넘습니다. --severity나 --server로 줄이세요"
        ),
        (Lang::Ko, OutputError::TooManyRuns { found, limit }) => {
            format!("SARIF: 실행 {found}개는 한도 {limit}개를 넘습니다. 리전을 나누어 보고하세요")
        }
        (Lang::Ko, OutputError::Workbook(_)) => {
            "통합 문서를 만들 수 없습니다. 임시 폴더에 쓸 수 있는지 확인하세요".to_owned()
        }
        _ => error.to_string(),
    }
}

/// The line of a snapshot that cannot be written.
pub(crate) fn write_error(error: &WriteError) -> String {
    match (current(), error) {
        (Lang::Ko, WriteError::Locked { file }) => {
            format!("{file}: 다른 실행이 같은 것을 수집하고 있습니다. 끝날 때까지 기다리세요")
        }
        (Lang::Ko, WriteError::Write { file, .. }) => format!("{file}: 쓸 수 없습니다"),
        _ => error.to_string(),
    }
}
