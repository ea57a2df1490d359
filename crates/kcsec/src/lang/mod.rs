//! The languages of all that people read: headings, notes, help and errors.
//!
//! A text stands beside its translations, as [`Words`] or in [`say!`]. The lines of the library's
//! errors are built from what an error says of itself: [`call_error()`], [`config_error()`].

mod advice;
mod call_error;
mod config_error;
mod fields;
mod findings;
mod input;
mod system;

pub(crate) use call_error::{call_error, error_type, job_named, wait_error};
pub(crate) use config_error::{ENGLISH, config_error};
pub(crate) use findings::{compare_error, output_error, snapshot_error, state_error, write_error};
pub(crate) use input::input_problem;
pub(crate) use system::{cannot_be_read, cannot_be_written, io_error};

use std::fmt::Display;
use std::sync::{PoisonError, RwLock};

use auth_core::Environment;
use clap::ValueEnum;
use korea_cloud_security::findings::output::Language as ReportLanguage;
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

/// The language of this process: known before the arguments are understood, so that those who read
/// them can speak it too.
static CURRENT: RwLock<Lang> = RwLock::new(Lang::En);

/// The language that people are spoken to in.
pub(crate) fn current() -> Lang {
    *CURRENT.read().unwrap_or_else(PoisonError::into_inner)
}

/// Sets that language, for the whole process.
pub(crate) fn set_current(lang: Lang) {
    *CURRENT.write().unwrap_or_else(PoisonError::into_inner) = lang;
}

/// While it lives, texts of data are made in English, whatever people are spoken to in: what a program
/// reads is the same in every language. A table is for people.
#[must_use]
pub(crate) struct DataLanguage(Lang);

impl DataLanguage {
    pub(crate) fn unless(is_for_people: bool) -> Self {
        let of_people = current();
        if !is_for_people {
            set_current(Lang::En);
        }
        Self(of_people)
    }
}

impl Drop for DataLanguage {
    fn drop(&mut self) {
        set_current(self.0);
    }
}

/// A text in Korean and in English, which also stands for Japanese; both are formats of the same
/// arguments.
macro_rules! say {
    ($ko:literal, $en:literal $(, $value:expr)* $(,)?) => {
        match $crate::lang::current() {
            $crate::lang::Lang::Ko => format!($ko $(, $value)*),
            _ => format!($en $(, $value)*),
        }
    };
}
pub(crate) use say;

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

impl Words {
    /// The text with these in the places of `{0}`, `{1}` and so on; `{s0}` is the plural's s, unless
    /// `{0}` is 1.
    pub(crate) fn fill(&self, lang: Lang, values: &[&dyn Display]) -> String {
        let mut text = String::new();
        let mut rest = self.of(lang);
        // In one pass: a value that looks like a place is other people's text.
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let (place, behind) = after.split_once('}').unwrap_or((after, ""));
            let number = place.strip_prefix('s').unwrap_or(place);
            let value = number.parse::<usize>().ok().and_then(|at| values.get(at));
            rest = behind;
            match value.map(ToString::to_string) {
                Some(value) if number == place => text.push_str(&value),
                Some(value) if value == "1" => {}
                Some(_) => text.push('s'),
                None => {
                    text.push('{');
                    rest = after;
                }
            }
        }
        text + rest
    }
}

impl Lang {
    /// The language that is set (`KCSEC_LANG`), or else the locale's; English if that says nothing.
    ///
    /// # Errors
    ///
    /// The line that says so, when a language is set that there is none of.
    pub(crate) fn of_environment(environment: &dyn Environment) -> Result<Self, String> {
        let set = environment.var("KCSEC_LANG");
        if let Some(lang) = set.map_err(|error| config_error(&error.into()))? {
            return Self::from_str(lang.trim(), true).map_err(|_| {
                say!(
                    "KCSEC_LANG: ko, en, ja 중 하나여야 합니다",
                    "KCSEC_LANG must be one of ko, en, ja"
                )
            });
        }
        // A locale that cannot be read says nothing.
        let var = |name| environment.var(name).unwrap_or_default();
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(var);
        let locale = locale.unwrap_or_default();
        Ok(match locale.split(['_', '.', '-', '@']).next() {
            Some("ko") => Self::Ko,
            Some("ja") => Self::Ja,
            _ => Self::En,
        })
    }

    /// The same as the language of reports.
    pub(crate) fn of_reports(self) -> ReportLanguage {
        match self {
            Self::Ko => ReportLanguage::Ko,
            Self::En => ReportLanguage::En,
            Self::Ja => ReportLanguage::Ja,
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
    use auth_core::FixedEnvironment;

    #[test]
    fn values_take_their_places_in_any_order() {
        let of = words("{1}건 중 {0}건", "{0} of {1}", "{1}件中{0}件");
        assert_eq!(of.fill(Lang::Ko, &[&3, &10]), "10건 중 3건");
        assert_eq!(of.fill(Lang::En, &[&3, &10]), "3 of 10");
        let counted = words("{0}건", "{0} job{s0}", "{0}件");
        for (count, shown) in [(0, "0 jobs"), (1, "1 job"), (2, "2 jobs")] {
            assert_eq!(counted.fill(Lang::En, &[&count]), shown);
        }
        assert_eq!(of.fill(Lang::En, &[&"{1}", &"{s0}{0}"]), "{1} of {s0}{0}");
        let braces = words("", "{\"unread\": {0}} {9}", "");
        assert_eq!(braces.fill(Lang::En, &[&7]), "{\"unread\": 7} {9}");
    }

    #[test]
    fn the_locale_decides_in_the_usual_order() {
        let environment = FixedEnvironment::new()
            .with_var("LANG", "ja_JP.UTF-8")
            .with_var("LC_ALL", "ko_KR.UTF-8");
        assert_eq!(Lang::of_environment(&environment).unwrap(), Lang::Ko);
        // A language that was asked for, and cannot be read, is not another one's.
        #[cfg(unix)]
        {
            use std::os::unix::ffi::OsStringExt as _;

            let name = std::ffi::OsString::from_vec(b"ko\xff".to_vec());
            let environment = environment.with_var("KCSEC_LANG", name);
            assert!(Lang::of_environment(&environment).is_err());
        }
        let environment = FixedEnvironment::new().with_var("LANG", "ja");
        assert_eq!(Lang::of_environment(&environment).unwrap(), Lang::Ja);
        for other in ["C", "POSIX", "de_DE.UTF-8", "korea"] {
            let environment = FixedEnvironment::new().with_var("LANG", other);
            assert_eq!(
                Lang::of_environment(&environment).unwrap(),
                Lang::En,
                "{other}"
            );
        }
    }
}
