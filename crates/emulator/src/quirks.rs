//! How lists and new jobs behave oddly for one request, as faults have it.

use serde::{Deserialize, Serialize};

use crate::rng::{Rng, pick};

/// What a service does to the memo of a scan that it creates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum MemoChange {
    /// Only the first so many characters are kept.
    Cut(usize),
    /// Letters become capitals.
    Uppercase,
    /// ASCII punctuation becomes numeric entities: `-` is `&#45;`.
    Entities,
    /// Blanks at both ends are removed.
    Trim,
    /// The memo is lost.
    Drop,
}

impl MemoChange {
    fn apply(self, memo: &str) -> String {
        match self {
            Self::Cut(length) => memo.chars().take(length).collect(),
            Self::Uppercase => memo.to_uppercase(),
            Self::Entities => memo
                .chars()
                .map(|character| {
                    if character.is_ascii_punctuation() {
                        format!("&#{};", u32::from(character))
                    } else {
                        character.to_string()
                    }
                })
                .collect(),
            Self::Trim => memo.trim().to_owned(),
            Self::Drop => String::new(),
        }
    }
}

/// The order of a list's rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum RowOrder {
    #[default]
    NewestFirst,
    OldestFirst,
    /// Another order for every number.
    Shuffled(u64),
}

/// What is odd about the handling of one request; nothing by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Quirks {
    /// A page holds at most so many rows, whatever is asked.
    pub(crate) page_size_cap: Option<u64>,
    pub(crate) order: RowOrder,
    /// So many of the newest rows are missing.
    pub(crate) missing: u64,
    /// Whether the announced total counts the missing rows.
    pub(crate) counts_missing: bool,
    /// A search finds every job.
    pub(crate) finds_all: bool,
    pub(crate) memo: Vec<MemoChange>,
    /// A new job appears in lists so many milliseconds after its creation.
    pub(crate) listed_after_ms: u64,
}

impl Quirks {
    pub(crate) fn page_size(&self, asked: u64) -> u64 {
        self.page_size_cap.map_or(asked, |cap| cap.min(asked))
    }

    pub(crate) fn memo(&self, memo: &str) -> String {
        let changes = self.memo.iter();
        changes.fold(memo.to_owned(), |memo, change| change.apply(&memo))
    }

    /// The order of so many rows.
    pub(crate) fn places(&self, count: u64, seed: u64) -> Places {
        let shuffled = match self.order {
            RowOrder::Shuffled(number) => {
                let mut rng = Rng::new(pick(seed, 12, number));
                Some(rng.shuffled(u32::try_from(count).unwrap_or(u32::MAX)))
            }
            RowOrder::NewestFirst | RowOrder::OldestFirst => None,
        };
        Places {
            count,
            newest_first: self.order == RowOrder::NewestFirst,
            shuffled,
        }
    }

    /// How many of so many rows are there, and the total to announce.
    pub(crate) fn rows(&self, total: u64) -> (u64, u64) {
        let rows = total.saturating_sub(self.missing);
        (rows, if self.counts_missing { total } else { rows })
    }
}

/// Which row stands where in a list, as places counted from the oldest row.
pub(crate) struct Places {
    count: u64,
    newest_first: bool,
    shuffled: Option<Vec<u32>>,
}

impl Places {
    pub(crate) fn of(&self, row: u64) -> u64 {
        match &self.shuffled {
            Some(places) => usize::try_from(row)
                .ok()
                .and_then(|row| places.get(row))
                .map_or(row, |place| u64::from(*place)),
            None if self.newest_first => self.count - 1 - row,
            None => row,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memos_are_changed_in_turn() {
        for (changes, changed) in [
            (vec![MemoChange::Cut(5)], " 배포-a"),
            (vec![MemoChange::Uppercase], " 배포-AB "),
            (vec![MemoChange::Entities], " 배포&#45;ab "),
            (vec![MemoChange::Trim, MemoChange::Cut(2)], "배포"),
            (vec![MemoChange::Drop], ""),
        ] {
            let quirks = Quirks {
                memo: changes,
                ..Quirks::default()
            };
            assert_eq!(quirks.memo(" 배포-ab "), changed);
        }
    }
}
