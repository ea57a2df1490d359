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
    format!("{} {noun}{plural}", self::number(number))
}

/// `1,234`.
pub(crate) fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_are_grouped_by_thousands() {
        for (value, text) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(super::number(value), text);
        }
    }
}
