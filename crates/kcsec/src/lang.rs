//! The languages of headings and notes. Errors stay in English: one line, easy to search for.

use clap::ValueEnum;
use korea_cloud_security::auth::Environment;
use korea_cloud_security::nhn_ssc::Language;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// Korean
    Ko,
    /// English
    En,
    /// Japanese
    Ja,
}

/// A text in the three languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Words {
    ko: &'static str,
    en: &'static str,
    ja: &'static str,
}

/// A text in Korean, English and Japanese.
pub(crate) const fn words(ko: &'static str, en: &'static str, ja: &'static str) -> Words {
    Words { ko, en, ja }
}

impl Words {
    pub(crate) const fn of(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Ko => self.ko,
            Lang::En => self.en,
            Lang::Ja => self.ja,
        }
    }
}

impl Lang {
    /// The language of the user's locale, English if that says nothing.
    pub(crate) fn of_locale(environment: &dyn Environment) -> Self {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .find_map(|name| environment.var(name))
            .unwrap_or_default();
        match locale.split(['_', '.', '-', '@']).next() {
            Some("ko") => Self::Ko,
            Some("ja") => Self::Ja,
            _ => Self::En,
        }
    }

    /// The same as Server Security Check's parameter.
    pub(crate) fn of_service(self) -> Language {
        match self {
            Self::Ko => Language::Korean,
            Self::En => Language::English,
            Self::Ja => Language::Japanese,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use korea_cloud_security::auth::FixedEnvironment;

    #[test]
    fn the_locale_decides_in_the_usual_order() {
        let environment = FixedEnvironment::new()
            .with_var("LANG", "ja_JP.UTF-8")
            .with_var("LC_ALL", "ko_KR.UTF-8");
        assert_eq!(Lang::of_locale(&environment), Lang::Ko);
        let environment = FixedEnvironment::new().with_var("LANG", "ja");
        assert_eq!(Lang::of_locale(&environment), Lang::Ja);
        for other in ["C", "POSIX", "de_DE.UTF-8", "korea"] {
            let environment = FixedEnvironment::new().with_var("LANG", other);
            assert_eq!(Lang::of_locale(&environment), Lang::En, "{other}");
        }
    }
}
