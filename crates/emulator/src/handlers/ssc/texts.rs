//! The words around the items, in three languages.

use crate::data::checklist::{Category, Item, Level};
use crate::request::Pairs;
use crate::response::ServiceResponse;

/// The language of a response, as an index into the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    Korean = 0,
    English = 1,
    Japanese = 2,
}

impl Language {
    pub(super) fn of(query: &Pairs<'_>) -> Result<Self, ServiceResponse> {
        match query.get("language") {
            None | Some("KO") => Ok(Self::Korean),
            Some("EN") => Ok(Self::English),
            Some("JA") => Ok(Self::Japanese),
            Some(_) => Err(ServiceResponse::nhn_validator("language")),
        }
    }
}

pub(super) const fn level_name(level: Level, language: Language) -> &'static str {
    match (level, language) {
        (Level::High, Language::Korean) => "상",
        (Level::High, Language::English) => "High",
        (Level::High, Language::Japanese) => "高",
        (Level::Medium, Language::Korean) => "중",
        (Level::Medium, Language::English) => "Medium",
        (Level::Medium, Language::Japanese) => "中",
        (Level::Low, Language::Korean) => "하",
        (Level::Low, Language::English) => "Low",
        (Level::Low, Language::Japanese) => "低",
    }
}

pub(super) const fn category(category: Category, language: Language) -> &'static str {
    let names = match category {
        Category::Accounts => ["1. 계정 관리", "1. Account management", "1. アカウント管理"],
        Category::Files => [
            "2. 파일 및 디렉터리 관리",
            "2. File and directory management",
            "2. ファイルおよびディレクトリ管理",
        ],
        Category::Services => ["3. 서비스 관리", "3. Service management", "3. サービス管理"],
        Category::Patches => ["4. 패치 관리", "4. Patch management", "4. パッチ管理"],
        Category::Logs => ["5. 로그 관리", "5. Log management", "5. ログ管理"],
    };
    names[language as usize]
}

/// What to look at and what to change, with the vendor's `<br>` for a line break.
pub(super) fn manage_method(item: &Item, language: Language) -> String {
    let (look, mend, then) = match language {
        Language::Korean => (
            "1. 현재 설정을 확인합니다.",
            "2. 내부 정책에 맞게 수정합니다.",
            "※ 적용 전에 서비스 영향도를 검토하십시오.",
        ),
        Language::English => (
            "1. Look at the present setting.",
            "2. Change it to what your policy asks for.",
            "* Consider the effect on running services first.",
        ),
        Language::Japanese => (
            "1. 現在の設定を確認します。",
            "2. 社内ポリシーに合わせて変更します。",
            "※ 適用前にサービスへの影響を検討してください。",
        ),
    };
    format!(
        "{look}<br># {}<br>{mend}<br>{}<br>{then}",
        item.look, item.mend
    )
}
