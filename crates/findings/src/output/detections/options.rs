use crate::output::language::Language;

/// How a report of detections is written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DetectionOptions {
    /// The language of headings and words.
    pub language: Language,
    /// Whether ids show their first four characters only. They are personal data.
    pub mask_ids: bool,
    /// The number of ids in each list; the default is 20.
    pub top: usize,
    /// The days of a ban: an id that is seen more than this many days after its first day came
    /// back. The default is 30.
    pub ban_days: u32,
}

impl Default for DetectionOptions {
    fn default() -> Self {
        Self {
            language: Language::default(),
            mask_ids: false,
            top: 20,
            ban_days: 30,
        }
    }
}

impl DetectionOptions {
    /// The default options in a language.
    pub fn new(language: Language) -> Self {
        Self {
            language,
            ..Self::default()
        }
    }
}
