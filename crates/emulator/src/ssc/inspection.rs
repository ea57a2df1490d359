//! Inspections by arithmetic: every server once a night, none of them stored.
//!
//! An inspection's number is `day × servers + server + 1`, and within a night the servers follow
//! one another, so that numbers and times have the same order and a window of time is a range of
//! numbers.

use super::items::{Item, LINUX, WINDOWS};
use crate::calendar::{DAY, KOREA, SECOND, korean_day};
use crate::rng::{mix, pick};

/// The first night, as days since 1970-01-01: 2020-01-01.
const FIRST_DAY: i64 = 18_262;
/// The nightly run starts at one o'clock in Korea and takes four hours.
const NIGHT_START: i64 = 3_600 * SECOND;
const NIGHT_LENGTH: i64 = 4 * 3_600;

const PLACES: [&str; 8] = [
    "web",
    "was",
    "db",
    "batch",
    "api",
    "결제-web",
    "회원-db",
    "log",
];
const STAGES: [&str; 4] = ["prod", "prod", "stage", "dev"];
const LINUX_VERSIONS: [&str; 5] = [
    "ubuntu Server 22.04 LTS",
    "ubuntu Server 24.04 LTS",
    "Rocky Linux 8.10",
    "Rocky Linux 9.5",
    "CentOS 7.9",
];
const WINDOWS_VERSIONS: [&str; 2] = ["Windows Server 2019 STD", "Windows Server 2022 STD"];

/// The inspections of one project.
#[derive(Clone, Copy, Debug)]
pub(super) struct Inspections {
    pub(super) seed: u64,
    pub(super) servers: i64,
}

/// The standard against which a server is inspected: every third is a financial one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standard {
    Main,
    Financial,
}

impl Inspections {
    /// The first inspection at or after a moment, as an index counted from 0.
    fn first_from(self, ms: i64) -> i64 {
        let day = korean_day(ms);
        if day < FIRST_DAY {
            return 0;
        }
        let in_day = ms + KOREA - day * DAY - NIGHT_START;
        // The smallest server whose slot is not before this moment.
        let wanted = in_day.div_euclid(SECOND) + i64::from(in_day.rem_euclid(SECOND) > 0);
        let server = if wanted <= 0 {
            0
        } else if wanted >= NIGHT_LENGTH {
            self.servers
        } else {
            (wanted * self.servers + NIGHT_LENGTH - 1) / NIGHT_LENGTH
        };
        (day - FIRST_DAY) * self.servers + server.min(self.servers)
    }

    /// The inspections from one moment up to and including another, as a range of indices.
    pub(super) fn between(self, from_ms: i64, to_ms: i64) -> (i64, i64) {
        let first = self.first_from(from_ms);
        (first, self.first_from(to_ms.saturating_add(1)).max(first))
    }

    /// The inspection with this number, if it was made by now.
    pub(super) fn numbered(self, number: i64, now_ms: i64) -> Option<Inspection> {
        let inspection = self.at(number.checked_sub(1).filter(|index| *index >= 0)?);
        let exists = number <= i64::MAX / 1_000 && inspection.time_ms() <= now_ms;
        exists.then_some(inspection)
    }

    pub(super) const fn at(self, index: i64) -> Inspection {
        let server = index % self.servers;
        // One draw for all that a server is: its bits are spent from the lowest up.
        let chance = pick(self.seed, 1, server as u64);
        Inspection {
            all: self,
            day: index / self.servers,
            server,
            chance,
            number: index + 1,
        }
    }

    /// How many inspections below an index were made against a standard.
    pub(super) const fn rank(self, standard: Standard, index: i64) -> i64 {
        let (nights, rest) = (index / self.servers, index % self.servers);
        let financial = nights * (self.servers / 3) + rest / 3;
        match standard {
            Standard::Financial => financial,
            Standard::Main => index - financial,
        }
    }

    /// The index of the inspection with this rank among those of a standard.
    pub(super) const fn ranked(self, standard: Standard, rank: i64) -> i64 {
        let financial = self.servers / 3;
        match standard {
            Standard::Financial => (rank / financial) * self.servers + (rank % financial) * 3 + 2,
            Standard::Main => {
                let main = self.servers - financial;
                let rest = rank % main;
                (rank / main) * self.servers + rest / 2 * 3 + rest % 2
            }
        }
    }
}

/// One inspection of one server.
#[derive(Clone, Copy, Debug)]
pub(super) struct Inspection {
    all: Inspections,
    day: i64,
    server: i64,
    chance: u64,
    pub(super) number: i64,
}

impl Inspection {
    /// The day in Korea, as days since 1970-01-01, and the second in it.
    pub(super) const fn time(&self) -> (i64, u32) {
        let second = NIGHT_START / SECOND + self.server * NIGHT_LENGTH / self.all.servers;
        (FIRST_DAY + self.day, second as u32)
    }

    const fn time_ms(&self) -> i64 {
        let (day, second) = self.time();
        day * DAY - KOREA + second as i64 * SECOND
    }

    pub(super) fn push_name(&self, out: &mut Vec<u8>) {
        let chance = self.chance;
        out.extend_from_slice(PLACES[(chance & 7) as usize].as_bytes());
        out.push(b'-');
        out.extend_from_slice(STAGES[(chance >> 3 & 3) as usize].as_bytes());
        out.push(b'-');
        if self.server < 9 {
            out.push(b'0');
        }
        crate::json::push_number(out, self.server + 1);
    }

    pub(super) const fn is_windows(&self) -> bool {
        (self.chance >> 8 & 0xff) < 51
    }

    pub(super) const fn os(&self) -> &'static str {
        if self.is_windows() {
            "Windows"
        } else {
            "Linux"
        }
    }

    pub(super) const fn system_version(&self) -> &'static str {
        let chance = (self.chance >> 16) as u16;
        if self.is_windows() {
            WINDOWS_VERSIONS[(chance % 2) as usize]
        } else {
            LINUX_VERSIONS[(chance % 5) as usize]
        }
    }

    pub(super) const fn standard(&self) -> Standard {
        if self.server % 3 == 2 {
            Standard::Financial
        } else {
            Standard::Main
        }
    }

    pub(super) const fn items(&self) -> &'static [Item] {
        if self.is_windows() { WINDOWS } else { LINUX }
    }

    /// Which items are weak, one bit each. A server is mended, or not, from week to week.
    pub(super) const fn weak(&self) -> u64 {
        let week = self.chance.wrapping_add((self.day / 7) as u64);
        let every = (1_u64 << self.items().len()) - 1;
        let draw = mix(week);
        draw & mix(draw) & every
    }
}

const _: () = assert!(LINUX.len() < 64 && WINDOWS.len() < 64);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::days;

    #[test]
    fn the_first_day_is_what_it_says() {
        assert_eq!(days(2020, 1, 1), Some(FIRST_DAY));
    }

    #[test]
    fn windows_are_ranges_and_nothing_is_lost_between_them() {
        for servers in [1, 2, 3, 7, 20, 1_000, 100_000] {
            let all = Inspections { seed: 1, servers };
            let start = (FIRST_DAY + 100) * DAY - KOREA;
            let (first, end) = all.between(start, start + DAY - 1);
            assert_eq!(end - first, servers, "{servers} servers");
            for index in [first, first + (servers - 1) / 2, end - 1] {
                let time = all.at(index).time_ms();
                let (low, high) = all.between(time, time);
                assert!(
                    low <= index && index < high,
                    "{index} of {servers} at {time}"
                );
                let before = all.between(start, time - 1);
                let after = all.between(time, start + DAY - 1);
                assert_eq!(before.1, after.0);
            }
        }
    }

    #[test]
    fn ranks_lead_back_to_their_inspection() {
        for servers in [1_i64, 2, 3, 4, 5, 20, 301] {
            let all = Inspections { seed: 1, servers };
            for index in 0..servers * 3 {
                let standard = all.at(index).standard();
                let rank = all.rank(standard, index);
                assert_eq!(all.ranked(standard, rank), index, "{index} of {servers}");
            }
        }
    }

    #[test]
    fn there_is_no_inspection_in_the_future_and_none_numbered_zero() {
        let all = Inspections {
            seed: 1,
            servers: 20,
        };
        let now = all.at(1_000).time_ms();
        assert!(all.numbered(0, now).is_none());
        assert!(all.numbered(-1, now).is_none());
        assert!(all.numbered(1_001, now).is_some());
        assert!(all.numbered(1_002, now).is_none());
        assert!(all.numbered(i64::MAX, now).is_none());
    }
}
