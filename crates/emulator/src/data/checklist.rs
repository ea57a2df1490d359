//! The items that a server is inspected for, by edition of the checklists.
//!
//! The tables hold a line an item: category, id and level of 2021, id and level of 2026, Korean name
//! of 2021 and of 2026, English and Japanese name, the command that shows the present setting, and
//! what mends it.

use std::sync::LazyLock;

/// The edition of the checklist for critical infrastructure; most ids mean another item in each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Checklist {
    /// The edition of 2021: U-01 to U-72 and W-01 to W-82 (38 of these).
    Edition2021,
    /// The edition of 2026: U-01 to U-67 and W-01 to W-64 (33 of these).
    Edition2026,
}

/// How bad a weakness is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    High,
    Medium,
    Low,
}

impl Level {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::High => "H",
            Self::Medium => "M",
            Self::Low => "L",
        }
    }
}

/// What an item is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Category {
    Accounts,
    Files,
    Services,
    Patches,
    Logs,
}

/// One thing that is looked at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    pub(crate) id: &'static str,
    pub(crate) category: Category,
    pub(crate) level: Level,
    /// In Korean, English, Japanese.
    pub(crate) names: [&'static str; 3],
    /// The command that shows the present setting.
    pub(crate) look: &'static str,
    /// What mends it.
    pub(crate) mend: &'static str,
    /// The item's place in its table, which is the same in every edition; below 128.
    pub(crate) key: u32,
}

/// The items of one kind of server, in the order of their ids.
#[derive(Debug)]
pub(crate) struct Items {
    pub(crate) items: Vec<Item>,
    /// Which keys are of high, medium and low level.
    pub(crate) levels: [u128; 3],
}

impl Items {
    fn read(table: &'static str, edition: Checklist) -> Self {
        let lines = table.lines().zip(0..);
        let mut items: Vec<Item> = lines
            .filter_map(|(line, key)| item(line, key, edition))
            .collect();
        items.sort_by_key(|item| item.id);
        let of_level = |level| {
            let items = items.iter().filter(|item| item.level == level);
            items.fold(0, |mask, item| mask | 1 << item.key)
        };
        Self {
            levels: [Level::High, Level::Medium, Level::Low].map(of_level),
            items,
        }
    }

    /// All keys.
    pub(crate) const fn all(&self) -> u128 {
        self.levels[0] | self.levels[1] | self.levels[2]
    }

    /// The items of a Linux or Windows server.
    pub(crate) fn of_os(windows: bool, edition: Checklist) -> &'static Self {
        static TABLES: LazyLock<[[Items; 2]; 2]> = LazyLock::new(|| {
            let both = |table| {
                [Checklist::Edition2021, Checklist::Edition2026]
                    .map(|edition| Items::read(table, edition))
            };
            [
                both(include_str!("linux.tsv")),
                both(include_str!("windows.tsv")),
            ]
        });
        &TABLES[usize::from(windows)][usize::from(edition == Checklist::Edition2026)]
    }

    /// The items of the standard for electronic finance.
    pub(crate) fn financial(edition: Checklist) -> &'static Self {
        static TABLES: LazyLock<[Items; 2]> = LazyLock::new(|| {
            [Checklist::Edition2021, Checklist::Edition2026]
                .map(|edition| Items::read(include_str!("financial.tsv"), edition))
        });
        &TABLES[usize::from(edition == Checklist::Edition2026)]
    }
}

fn item(line: &'static str, key: u32, edition: Checklist) -> Option<Item> {
    let mut columns = line.split('\t');
    let category = match columns.next()? {
        "A" => Category::Accounts,
        "F" => Category::Files,
        "S" => Category::Services,
        "P" => Category::Patches,
        _ => Category::Logs,
    };
    let of_2021 = (columns.next()?, columns.next()?);
    let of_2026 = (columns.next()?, columns.next()?);
    let korean = (columns.next()?, columns.next()?);
    let (english, japanese) = (columns.next()?, columns.next()?);
    let ((id, level), korean) = match edition {
        Checklist::Edition2021 => (of_2021, korean.0),
        Checklist::Edition2026 => (of_2026, korean.1),
    };
    let level = match level {
        "H" => Level::High,
        "M" => Level::Medium,
        _ => Level::Low,
    };
    (id != "-").then_some(Item {
        id,
        category,
        level,
        names: [korean, english, japanese],
        look: columns.next()?,
        mend: columns.next()?,
        key,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_editions_have_their_numbers_and_mean_different_things() {
        let [old, new] = [Checklist::Edition2021, Checklist::Edition2026]
            .map(|edition| &Items::of_os(false, edition).items);
        assert_eq!((old.len(), new.len()), (72, 67));
        for (place, item) in new.iter().enumerate() {
            assert_eq!(item.id, format!("U-{:02}", place + 1));
            assert!(item.names.iter().all(|name| !name.is_empty()) && !item.mend.is_empty());
        }
        // Blanks aside, as one who compares would compare.
        let plain = |item: &Item| item.names[0].replace(' ', "");
        let kept = old.iter().zip(new).filter(|(a, b)| plain(a) == plain(b));
        assert_eq!(kept.count(), 2);
        assert_eq!(old[4].names[0], "root홈, 패스 디렉터리 권한 및 패스 설정");
        assert_eq!(new[4].names[0], "root 이외의 UID가 '0' 금지");
        for windows in [false, true] {
            for edition in [Checklist::Edition2021, Checklist::Edition2026] {
                let table = Items::of_os(windows, edition);
                assert!(table.items.iter().all(|item| item.key < 128));
                assert_eq!(table.all().count_ones() as usize, table.items.len());
            }
        }
        let financial = |edition| &Items::financial(edition).items;
        let (old, new) = (
            financial(Checklist::Edition2021),
            financial(Checklist::Edition2026),
        );
        assert_eq!((old.len(), old[0].id), (21, "SRV-001"));
        let changed = old.iter().zip(new).filter(|(a, b)| a.level != b.level);
        assert_eq!(changed.count(), 1);
    }
}
