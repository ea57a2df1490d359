//! The items of an inspection: ours, in the manner of the real ones.

mod linux;
mod windows;

pub(super) use linux::LINUX;
pub(super) use windows::WINDOWS;

/// How bad a weakness is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ssc) enum Level {
    High,
    Medium,
    Low,
}

impl Level {
    pub(in crate::ssc) const fn code(self) -> &'static str {
        match self {
            Self::High => "H",
            Self::Medium => "M",
            Self::Low => "L",
        }
    }
}

/// What an item is about.
#[derive(Clone, Copy, Debug)]
pub(in crate::ssc) enum Category {
    Accounts,
    Files,
    Services,
    Patches,
    Logs,
}

/// One thing that is looked at.
#[derive(Debug)]
pub(in crate::ssc) struct Item {
    pub(in crate::ssc) id: &'static str,
    pub(in crate::ssc) category: Category,
    pub(in crate::ssc) level: Level,
    /// In Korean, English, Japanese.
    pub(in crate::ssc) names: [&'static str; 3],
    /// The command that shows the present setting.
    pub(in crate::ssc) look: &'static str,
    /// What mends it.
    pub(in crate::ssc) mend: &'static str,
}
