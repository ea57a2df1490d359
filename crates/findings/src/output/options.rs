use super::language::Language;

/// The names in the first row of a CSV file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum HeaderNames {
    /// The words of the language.
    #[default]
    Words,
    /// The names of the fields of a finding, for programs: `standard`, `server`, `checked_at`.
    Fields,
}

/// How outputs are written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct OutputOptions {
    /// The language of headings and words.
    pub language: Language,
    /// The header of CSV.
    pub header_names: HeaderNames,
    /// The greatest number of rows (a check of a server) in an HTML report; the default is 2,000.
    pub html_rows: usize,
}

impl Default for OutputOptions {
    fn default() -> Self {
        Self {
            language: Language::default(),
            header_names: HeaderNames::default(),
            html_rows: 2_000,
        }
    }
}

impl OutputOptions {
    /// The default options in a language.
    pub fn new(language: Language) -> Self {
        Self {
            language,
            ..Self::default()
        }
    }
}
