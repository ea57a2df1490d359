//! Inspections by arithmetic: none of them is stored.
//!
//! Every server is inspected once a night, or once in each round of a history. An inspection's number
//! is `night × servers + server + 1`, and within a night the servers follow one another, so that
//! numbers and times have the same order and a window of time is a range of numbers.

use super::checklist::{Checklist, Items};
use crate::rng::{mix, pick};
use crate::time_text::{DAY, KOREA, SECOND, korean_day};

/// The first night, as days since 1970-01-01: 2020-01-01.
const FIRST_DAY: i64 = 18_262;
/// The nightly run starts at one o'clock in Korea and takes four hours.
const NIGHT_START: i64 = 3_600 * SECOND;
const NIGHT_LENGTH: i64 = 4 * 3_600;
/// Days from one round of a history to the next.
const ROUND_STEP: i64 = 30;

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
pub(crate) struct Inspections {
    pub(crate) seed: u64,
    pub(crate) servers: i64,
    /// The checklist of all nights; without one it is that of 2021, and the last round of a history
    /// that of 2026.
    pub(crate) checklist: Option<Checklist>,
    /// Rounds instead of nights.
    pub(crate) history: Option<History>,
}

/// Rounds of inspections, thirty days apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct History {
    pub(crate) rounds: i64,
    /// The day of the last round, as days since 1970-01-01.
    pub(crate) last_day: i64,
}

impl History {
    /// So many rounds, the last in the night before a moment.
    pub(crate) const fn before(rounds: i64, now_ms: i64) -> Self {
        Self {
            rounds,
            last_day: korean_day(now_ms) - 1,
        }
    }

    /// The day of a round, counted from 0.
    pub(crate) const fn day(self, round: i64) -> i64 {
        self.last_day - (self.rounds - 1 - round) * ROUND_STEP
    }
}

/// The standard against which a server is inspected: every third is a financial one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standard {
    Main,
    Financial,
}

impl Inspections {
    /// The day of the first night, and how many days lie between two nights.
    const fn nights(self) -> (i64, i64) {
        match self.history {
            Some(history) => (history.day(0), ROUND_STEP),
            None => (FIRST_DAY, 1),
        }
    }

    /// The first inspection at or after a moment, as an index counted from 0.
    fn first_from(self, ms: i64) -> i64 {
        let (first_day, step) = self.nights();
        let day = korean_day(ms);
        if day < first_day {
            return 0;
        }
        let (night, between) = ((day - first_day) / step, (day - first_day) % step);
        let in_day = (ms + KOREA).rem_euclid(DAY) - NIGHT_START;
        // The smallest server whose slot is not before this moment.
        let wanted = in_day.div_euclid(SECOND) + i64::from(in_day.rem_euclid(SECOND) > 0);
        let server = if between > 0 || wanted >= NIGHT_LENGTH {
            self.servers
        } else if wanted <= 0 {
            0
        } else {
            (wanted * self.servers + NIGHT_LENGTH - 1) / NIGHT_LENGTH
        };
        let index = night * self.servers + server.min(self.servers);
        self.history
            .map_or(index, |history| index.min(history.rounds * self.servers))
    }

    /// The inspections from one moment up to and including another, as a range of indices.
    pub(crate) fn between(self, from_ms: i64, to_ms: i64) -> (i64, i64) {
        let first = self.first_from(from_ms);
        (first, self.first_from(to_ms + 1).max(first))
    }

    /// The inspection with this number, if it was made by now.
    pub(crate) fn numbered(self, number: i64, now_ms: i64) -> Option<Inspection> {
        let index = number.checked_sub(1).filter(|index| *index >= 0)?;
        (index < self.first_from(now_ms + 1)).then(|| self.at(index))
    }

    pub(crate) const fn at(self, index: i64) -> Inspection {
        let (night, server) = (index / self.servers, index % self.servers);
        let replaced = self.is_replaced(server, night);
        // One draw for all that a server is: its bits are spent from the lowest up.
        let chance = pick(self.seed, 1, server as u64 | (replaced as u64) << 40);
        Inspection {
            all: self,
            night,
            server,
            replaced,
            chance,
            number: index + 1,
        }
    }

    /// Whether, in a history, another server has come in the place of this one: to one in eight
    /// that happens once, so that some servers vanish and others are new.
    const fn is_replaced(self, server: i64, round: i64) -> bool {
        match self.history {
            Some(history) if history.rounds > 1 => {
                let chance = pick(self.seed, 2, server as u64);
                let from = 1 + (chance / 8 % (history.rounds as u64 - 1)) as i64;
                (chance.is_multiple_of(8) || server == 1) && round >= from
            }
            _ => false,
        }
    }

    const fn edition(self, night: i64) -> Checklist {
        match (self.checklist, self.history) {
            (Some(checklist), _) => checklist,
            (None, Some(history)) if history.rounds > 1 && night == history.rounds - 1 => {
                Checklist::Edition2026
            }
            (None, _) => Checklist::Edition2021,
        }
    }

    /// How many inspections below an index were made against a standard.
    pub(crate) const fn rank(self, standard: Standard, index: i64) -> i64 {
        let (nights, rest) = (index / self.servers, index % self.servers);
        let financial = nights * (self.servers / 3) + rest / 3;
        match standard {
            Standard::Financial => financial,
            Standard::Main => index - financial,
        }
    }

    /// The index of the inspection with this rank among those of a standard.
    pub(crate) const fn ranked(self, standard: Standard, rank: i64) -> i64 {
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
pub(crate) struct Inspection {
    all: Inspections,
    night: i64,
    server: i64,
    replaced: bool,
    chance: u64,
    pub(crate) number: i64,
}

/// Which items, by their keys, were found weak, and which could not be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Findings {
    pub(crate) weak: u128,
    pub(crate) not_judged: u128,
}

impl Inspection {
    pub(crate) const fn time_ms(&self) -> i64 {
        let (first_day, step) = self.all.nights();
        let second = self.server * NIGHT_LENGTH / self.all.servers;
        (first_day + self.night * step) * DAY - KOREA + NIGHT_START + second * SECOND
    }

    pub(crate) fn name(&self) -> String {
        let place = PLACES[(self.chance & 7) as usize];
        let stage = STAGES[(self.chance >> 3 & 3) as usize];
        // A server that came later has a number after all others.
        let number = self.server + 1 + if self.replaced { self.all.servers } else { 0 };
        format!("{place}-{stage}-{number:02}")
    }

    pub(crate) const fn is_windows(&self) -> bool {
        (self.chance >> 8 & 0xff) < 51
    }

    pub(crate) const fn os(&self) -> &'static str {
        if self.is_windows() {
            "Windows"
        } else {
            "Linux"
        }
    }

    pub(crate) const fn system_version(&self) -> &'static str {
        let chance = (self.chance >> 16) as u16;
        if self.is_windows() {
            WINDOWS_VERSIONS[(chance % 2) as usize]
        } else {
            LINUX_VERSIONS[(chance % 5) as usize]
        }
    }

    pub(crate) const fn standard(&self) -> Standard {
        if self.server % 3 == 2 {
            Standard::Financial
        } else {
            Standard::Main
        }
    }

    pub(crate) fn items(&self) -> &'static Items {
        let edition = self.all.edition(self.night);
        match self.standard() {
            Standard::Main => Items::of_os(self.is_windows(), edition),
            Standard::Financial => Items::financial(edition),
        }
    }

    pub(crate) fn findings(&self) -> Findings {
        let all = self.items().all();
        match self.all.history {
            Some(history) => self.findings_in_round(history.rounds as u64, all),
            None => {
                // A server is mended, or not, from week to week.
                let week = self.chance.wrapping_add((self.night / 7) as u64);
                let draw = |number: u64| {
                    let draw = mix(week ^ number);
                    u128::from(draw & mix(draw))
                };
                Findings {
                    weak: (draw(0) | draw(1 << 63) << 64) & all,
                    not_judged: 0,
                }
            }
        }
    }

    /// Each item has a story of its own: always good, always weak, mended, newly weak, weak again
    /// after a while, never judged, or judged only later.
    fn findings_in_round(&self, rounds: u64, all: u128) -> Findings {
        let round = self.night as u64;
        let mut findings = Findings {
            weak: 0,
            not_judged: 0,
        };
        let mut rest = all;
        while rest != 0 {
            let key = rest.trailing_zeros();
            rest &= rest - 1;
            let draw = pick(self.chance, 7, u64::from(key));
            let turn = 1 + draw / 128 % rounds.saturating_sub(1).max(1);
            let back = turn + 1 + draw / 65_536 % (rounds.saturating_sub(turn + 1)).max(1);
            let (weak, judged) = match draw % 100 {
                0..62 => (false, true),
                62..74 => (true, true),
                74..81 => (round < turn, true),
                81..88 => (round >= turn, true),
                88..95 => (round < turn || round >= back, true),
                95..97 => (false, false),
                _ => (true, round >= turn),
            };
            findings.weak |= u128::from(weak && judged) << key;
            findings.not_judged |= u128::from(!judged) << key;
        }
        findings
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time_text::parse_day;

    fn nightly(servers: i64) -> Inspections {
        Inspections {
            seed: 1,
            servers,
            checklist: None,
            history: None,
        }
    }

    #[test]
    fn the_first_day_is_what_it_says() {
        assert_eq!(parse_day("2020-01-01"), Some(FIRST_DAY));
    }

    #[test]
    fn windows_are_ranges_and_nothing_is_lost_between_them() {
        for servers in [1, 2, 3, 7, 20, 1_000, 100_000] {
            let all = nightly(servers);
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
            let all = nightly(servers);
            for index in 0..servers * 3 {
                let standard = all.at(index).standard();
                let rank = all.rank(standard, index);
                assert_eq!(all.ranked(standard, rank), index, "{index} of {servers}");
            }
        }
    }

    #[test]
    fn there_is_no_inspection_in_the_future_and_none_numbered_zero() {
        let all = nightly(20);
        let now = all.at(1_000).time_ms();
        assert!(all.numbered(0, now).is_none());
        assert!(all.numbered(-1, now).is_none());
        assert!(all.numbered(1_001, now).is_some());
        assert!(all.numbered(1_002, now).is_none());
        assert!(all.numbered(i64::MAX, now).is_none());
    }

    #[test]
    fn a_history_has_rounds_and_every_way_in_which_a_finding_can_change() {
        let noon = 20_000 * DAY + 3 * 3_600 * SECOND;
        let history = History::before(5, noon);
        let all = Inspections {
            history: Some(history),
            ..nightly(100)
        };
        let of_month = |round: i64| {
            let start = (history.day(round) - 15) * DAY;
            all.between(start, start + 30 * DAY - 1)
        };
        for round in 0..5 {
            assert_eq!(of_month(round), (round * 100, round * 100 + 100));
        }
        assert_eq!(all.between(0, noon + 1_000 * DAY), (0, 500));
        assert!(all.numbered(500, noon).is_some() && all.numbered(501, noon).is_none());

        let name = |index: i64| all.at(index).name();
        let replaced = (0..100)
            .filter(|server| name(*server) != name(400 + server))
            .count();
        assert!((5..25).contains(&replaced), "{replaced}");
        assert_eq!(name(0), name(400));
        assert_ne!(name(1), name(401));

        let mut stories = std::collections::BTreeSet::new();
        for server in 0..100 {
            for key in 0..20 {
                let of_round = |round: i64| {
                    let findings = all.at(round * 100 + server).findings();
                    let at = |mask: u128| mask >> key & 1 == 1;
                    match (at(findings.weak), at(findings.not_judged)) {
                        (true, _) => 'X',
                        (_, true) => '?',
                        _ => 'O',
                    }
                };
                stories.insert((0..4).map(of_round).collect::<String>());
            }
        }
        for story in ["OOOO", "XXXX", "XXOO", "OOXX", "XOXX", "????", "??XX"] {
            assert!(stories.contains(story), "{story} of {stories:?}");
        }
        let edition = |index: i64| all.at(index).items().items.len();
        assert_eq!(edition(2), 21);
        let linux = (0..100).find(|index| edition(*index) == 72).unwrap();
        assert_eq!(
            edition(400 + linux),
            if all.at(400 + linux).is_windows() {
                33
            } else {
                67
            }
        );
    }
}
