use std::fmt;

/// The language of headings and words. The vendor's texts stay as they were collected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Korean.
    #[default]
    Ko,
    /// English.
    En,
    /// Japanese.
    Ja,
}

impl Language {
    /// The language tag: `ko`, `en` or `ja`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ko => "ko",
            Self::En => "en",
            Self::Ja => "ja",
        }
    }

    /// The text of this language among the three.
    pub(crate) fn pick<T>(self, ko: T, en: T, ja: T) -> T {
        match self {
            Self::Ko => ko,
            Self::En => en,
            Self::Ja => ja,
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// `1 server`, `2 servers`: an English count.
pub(crate) fn english(number: u64, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", super::cover::number(number))
}
