use std::fmt::Display;

use auth_core::InvalidKey;
use korea_cloud_security::ConfigError;
use transport_core::ConfigProblem;

use super::{Lang, current};

/// The line of a setting that is missing or cannot be used.
pub(crate) fn config_error(error: &ConfigError) -> String {
    if current() != Lang::Ko {
        return error.to_string();
    }
    keep_english(error);
    let Some(setting) = error.setting() else {
        return "설정을 사용할 수 없습니다. 'kcsec doctor'로 확인하세요(영어 원문: -v)".to_owned();
    };
    match error.problem() {
        ConfigProblem::Missing => format!("설정되지 않음: {setting}"),
        ConfigProblem::Key(problem) => format!("{setting}: {}", invalid_key(problem)),
        ConfigProblem::Endpoint => format!(
            "{setting}: 사용할 수 없는 URL입니다. https://host 또는 http://127.0.0.1:8080 형식으로 지정하세요. 다른 호스트의 평문 http는 --allow-http HOST로 허용합니다"
        ),
        ConfigProblem::Word => format!("{setting}: 알 수 없는 값입니다. 값은 --help에 있습니다"),
        ConfigProblem::NoHost => {
            format!("이 존의 호스트는 클라우드 벤더 문서에 없습니다. {setting}에 URL을 지정하세요")
        }
        _ => format!("{setting}: 사용할 수 없는 값입니다(영어 원문: -v)"),
    }
}

/// The name of the event with a line in English.
pub(crate) const ENGLISH: &str = "english";

/// The line as the library has it, for `-v`: it can be searched for, and says all.
pub(super) fn keep_english(error: &dyn Display) {
    tracing::debug!(%error, "{ENGLISH}");
}

fn invalid_key(problem: InvalidKey) -> &'static str {
    match problem {
        InvalidKey::Blank => "비어 있습니다. 키를 지정하세요",
        InvalidKey::Quoted => {
            "따옴표가 값에 포함되어 있습니다(docker --env-file은 따옴표를 남깁니다). 따옴표를 지우세요"
        }
        InvalidKey::Placeholder => "예시 값입니다. 실제 키를 지정하세요",
        InvalidKey::NotReplaced => {
            "치환되지 않은 변수입니다. 템플릿, 셸 또는 CI 시크릿을 확인하세요"
        }
        InvalidKey::Invisible => {
            "보이지 않는 문자(BOM, 폭 없는 공백 등)가 있습니다. 키를 다시 입력하거나 일반 텍스트로 복사하세요"
        }
        InvalidKey::LineBreak => "줄바꿈이 있습니다. 키만 지정하세요",
        InvalidKey::WhiteSpace => "공백이 있습니다. 키만 지정하세요",
        InvalidKey::Control => "제어 문자가 있습니다. 키만 지정하세요",
        InvalidKey::NotAscii => "ASCII가 아닌 문자가 있습니다. 키를 다시 복사하세요",
        _ => "키로 사용할 수 없는 값입니다",
    }
}
