use std::borrow::Cow;

use serde_json::Value;

use crate::lang::Words;

/// A field of a record, as CSV and tables show it.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    /// The vendor's name; of an inner field the names from outside in, with dots between.
    pub(crate) name: Cow<'static, str>,
    /// The heading of a table; without one, the vendor's name.
    pub(crate) heading: Option<Words>,
    pub(crate) kind: Kind,
    pub(crate) place: Place,
    /// Whether the absence of a value is an answer too, so that a card never leaves the field out.
    pub(crate) always_show: bool,
}

/// What a field holds, which decides how a table shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    /// A word that is never wrapped.
    Word,
    /// A number or an id: to the right, never wrapped.
    Number,
    /// A number that is bad news unless it is 0.
    Bad,
    Percent,
    /// A date with an offset.
    Time,
    /// `H`, `M`, `L`.
    Severity,
    /// `fail`, `pass`, `unknown`.
    Status,
    /// What a registered decision does.
    EntryState,
    /// What became of a check between two collections.
    Class,
    /// `X` weak, `O` good.
    CheckResult,
    /// Text with `<br>` as its line break.
    Lines,
    /// Where a check failed: the parts of a place are apart by a control character.
    Location,
    /// `true` is good news.
    Good,
    /// `true` is bad news.
    Alarm,
    /// What came out of a check (`ok`, `failed`, `not-set`) or of a token (`allow`, `deny`,
    /// `indeterminate`).
    Verdict,
    /// Milliseconds since 1970.
    EpochMillis,
}

/// Which tables have room for a column; CSV has all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Always,
    /// Where there is room; those of the highest number go first.
    IfRoom(u8),
    /// In no table.
    Data,
}

impl Column {
    pub(crate) const fn new(name: &'static str, heading: Words, kind: Kind) -> Self {
        Self {
            name: Cow::Borrowed(name),
            heading: Some(heading),
            kind,
            place: Place::Always,
            always_show: false,
        }
    }

    /// A field that is shown under the vendor's name, whatever the language.
    pub(crate) fn named_by_vendor(name: String) -> Self {
        Self {
            name: Cow::Owned(name),
            heading: None,
            kind: Kind::Text,
            place: Place::Always,
            always_show: false,
        }
    }

    /// Left out of a table that is too wide for its terminal; the highest number first.
    pub(crate) const fn if_room(mut self, rank: u8) -> Self {
        self.place = Place::IfRoom(rank);
        self
    }

    /// Shown in a card also where there is no value: that the service did not tell is news.
    pub(crate) const fn always_shown(mut self) -> Self {
        self.always_show = true;
        self
    }

    pub(crate) const fn data_only(mut self) -> Self {
        self.place = Place::Data;
        self
    }

    /// This column's value in a record; `Null` where there is none.
    pub(crate) fn value<'a>(&self, record: &'a Value) -> &'a Value {
        self.name
            .split('.')
            .try_fold(record, |value, name| value.get(name))
            .unwrap_or(&Value::Null)
    }
}

impl Kind {
    /// Whether a value is shown in Korea's time.
    pub(crate) fn is_korean_time(self) -> bool {
        matches!(self, Self::Time | Self::EpochMillis)
    }

    /// A text of this kind as people read it.
    pub(crate) fn readable(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Location => text.replace('\u{1f}', " · ").into(),
            _ => Cow::Borrowed(text),
        }
    }

    /// Whether a value is so short that wrapping it would only hurt.
    pub(crate) fn is_compact(self) -> bool {
        !matches!(self, Self::Text | Self::Lines | Self::Location)
    }
}
