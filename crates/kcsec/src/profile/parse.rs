//! Reads the text of the profile file.

use std::collections::BTreeMap;

use super::keys::{KEYS, Key, name_of};
use crate::lang::say;

/// The values of a profile by the names of variables, or what is wrong with it: that matters only
/// to whoever takes this profile.
pub(super) type Table = Result<BTreeMap<&'static str, String>, String>;

/// Reads the tables; problems begin with the line, and never show a value.
pub(super) fn parse(text: &str) -> Result<BTreeMap<String, Table>, String> {
    let place = |span: Option<std::ops::Range<usize>>| {
        let line = span.map(|span| 1 + text[..span.start.min(text.len())].matches('\n').count());
        line.map_or_else(|| ": ".to_owned(), |line| format!(":{line}: "))
    };
    let tables: BTreeMap<String, BTreeMap<toml::Spanned<String>, toml::Spanned<toml::Value>>> =
        toml::from_str(text).map_err(|error| {
            let problem = match error.message().starts_with("duplicate key") {
                true => say!(
                    "두 번 있습니다. 하나만 남기세요",
                    "it is there twice; leave one of them"
                ),
                false => say!(
                    "프로필 파일이 아닙니다. [default]와 그 아래 '이름 = \"값\"' 줄을 쓰세요",
                    "it is not a file of profiles; write [default] and 'name = \"value\"' lines below it"
                ),
            };
            format!("{}{problem}", place(error.span()))
        })?;
    let read = |table: BTreeMap<toml::Spanned<String>, toml::Spanned<toml::Value>>| {
        let mut values = BTreeMap::new();
        for (name, value) in table {
            let Some(key) = KEYS.iter().find(|key| key.name == name.get_ref()) else {
                return Err(say!(
                    "{}{:?}: 설정 이름이 아닙니다{}",
                    "{}{:?} is not a setting{}",
                    place(Some(name.span())),
                    name.get_ref(),
                    did_you_mean(name.get_ref())
                ));
            };
            let at = place(Some(value.span()));
            let toml::Value::String(value) = value.into_inner() else {
                return Err(say!(
                    "{}{}: 따옴표 안의 텍스트여야 합니다",
                    "{}{} must be text in quotes",
                    at,
                    key.name
                ));
            };
            if value.contains(char::REPLACEMENT_CHARACTER) {
                return Err(say!(
                    "{at}{}: UTF-8이 아닌 바이트가 있습니다. 파일을 UTF-8로 저장하세요",
                    "{at}{} holds bytes that are not UTF-8; save the file as UTF-8",
                    key.name
                ));
            }
            if !value.is_empty() {
                values.insert(key.variable, value);
            }
        }
        Ok(values)
    };
    let mut profiles = BTreeMap::new();
    for (name, table) in tables {
        let name = name_of(name);
        let table = match profiles.contains_key(&name) {
            true => Err(format!(": [{name}] is there twice; leave one of them")),
            false => read(table),
        };
        profiles.insert(name, table);
    }
    Ok(profiles)
}

fn did_you_mean(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let distance = |key: &&Key| {
        let variable = key.variable.to_ascii_lowercase();
        strsim::damerau_levenshtein(key.name, &name)
            .min(strsim::damerau_levenshtein(&variable, &name))
    };
    match KEYS.iter().min_by_key(distance) {
        Some(key) if distance(&key) <= 3 => {
            say!("; 비슷한 이름: {}", "; did you mean {}?", key.name)
        }
        _ => say!(
            "; 'kcsec configure list'에서 볼 수 있습니다",
            "; 'kcsec configure list' shows them"
        ),
    }
}
