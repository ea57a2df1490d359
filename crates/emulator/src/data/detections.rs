//! Who cheated on a day: more at weekends, many more on a day in 45, and some come again and again.

use std::collections::HashSet;

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use crate::rng::{Rng, pick};

const BOTH: [&str; 4] = [
    "cheatCount",
    "emulatorCount",
    "modificationCount",
    "debuggerCount",
];
const ANDROID: [&str; 8] = [
    "rootingCount",
    "speedHackCount",
    "networkCount",
    "virtualCount",
    "remoteCount",
    "macroCount",
    "blackCount",
    "macroSuspectCount",
];
const IOS: [&str; 2] = ["jailbreakCount", "hookCount"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Os {
    Android,
    Ios,
}

/// One day of one operating system.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Day {
    pub(crate) seed: u64,
    /// How many devices are found on a usual day.
    pub(crate) usual: u64,
    pub(crate) day: i64,
    pub(crate) os: Os,
    pub(crate) by_user: bool,
}

impl Day {
    /// Who was found, with how much.
    pub(crate) fn rows(self) -> Vec<Row> {
        let mut rng = Rng::new(pick(self.seed, self.purpose(31), self.day.unsigned_abs()));
        let devices = self.devices(&mut rng);
        let mut listed = HashSet::with_capacity(devices as usize);
        (0..devices)
            .map(|place| {
                let chance = rng.next();
                self.row(chance, self.who(place, chance, &mut listed))
            })
            .collect()
    }

    const fn purpose(self, number: u64) -> u64 {
        match self.os {
            Os::Android => number,
            Os::Ios => number + 100,
        }
    }

    /// How many devices are found: the usual number, by the day of the week, a quarter more or less.
    const fn devices(self, rng: &mut Rng) -> u64 {
        // 1970-01-01 was a Thursday.
        let weekday = match (self.day + 4).rem_euclid(7) {
            0 | 6 => 16,
            5 => 12,
            _ => 10,
        };
        let spike = if self.is_spike() { 4 } else { 1 };
        let usual = self.usual * weekday * spike / 10;
        let spread = usual / 4;
        usual - spread + rng.below(spread * 2 + 1)
    }

    /// Once in 45 days there are four times as many.
    const fn is_spike(self) -> bool {
        self.day.rem_euclid(45) as u64 == self.seed % 45
    }

    /// Who of all stands in a row, whom the day does not list yet: each has one row a day.
    ///
    /// The first third of a usual day's rows are regulars, who are found day by day for a month,
    /// stay away for half a month, and come back. There are more people than rows in any day.
    fn who(self, place: u64, chance: u64, listed: &mut HashSet<u64>) -> u64 {
        let away = (self.day.div_euclid(15) as u64)
            .wrapping_add(place)
            .is_multiple_of(3);
        let all = self.usual * 15 + 1;
        let mut who = if place < self.usual / 3 && !away {
            place
        } else {
            self.usual / 3 + chance % (all - self.usual / 3)
        };
        while !listed.insert(who) {
            who = (who + 1) % all;
        }
        who
    }

    fn row(self, chance: u64, who: u64) -> Row {
        let own: &[&str] = match self.os {
            Os::Android => &ANDROID,
            Os::Ios => &IOS,
        };
        // Most detections are few and far between.
        let count = |place: usize| {
            let draw = pick(chance, 33, place as u64);
            if draw.is_multiple_of(3) {
                draw / 3 % 9
            } else {
                0
            }
        };
        let names = BOTH.iter().chain(own);
        let counts: Vec<_> = names
            .enumerate()
            .map(|(at, name)| (*name, count(at)))
            .collect();
        let sum: u64 = counts.iter().map(|(_, count)| count).sum();
        Row {
            id: if self.by_user {
                format!("player-{who:05}")
            } else {
                format!("{:016x}", pick(self.seed, self.purpose(34), who))
            },
            // Detections that have no column of their own count in the total alone.
            total: (sum + if chance.is_multiple_of(7) { 2 } else { 0 }).max(1),
            counts,
        }
    }
}

/// One device or user of a day.
pub(crate) struct Row {
    id: String,
    total: u64,
    counts: Vec<(&'static str, u64)>,
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut row = serializer.serialize_map(Some(self.counts.len() + 2))?;
        row.serialize_entry("abnormalId", &self.id)?;
        row.serialize_entry("total", &self.total)?;
        for (name, count) in &self.counts {
            row.serialize_entry(name, count)?;
        }
        row.end()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn a_device_or_user_stands_in_a_day_once() {
        for usual in [1, 2, 14, 500] {
            for (os, by_user) in [(Os::Android, false), (Os::Ios, true)] {
                for day in 20_000..20_010 {
                    let day = Day {
                        seed: 1,
                        usual,
                        day,
                        os,
                        by_user,
                    };
                    let rows = day.rows();
                    let ids: HashSet<_> = rows.iter().map(|row| &row.id).collect();
                    assert_eq!(ids.len(), rows.len(), "{day:?}");
                }
            }
        }
    }

    #[test]
    fn weeks_spikes_and_regulars_show_in_ninety_days() {
        let first = 20_000;
        let mut by_weekday = [0; 7];
        let mut seen: HashMap<String, Vec<i64>> = HashMap::new();
        let mut spikes = Vec::new();
        for day in first..first + 90 {
            let day = Day {
                seed: 42,
                usual: 14,
                day,
                os: Os::Android,
                by_user: false,
            };
            let rows = day.rows();
            if day.is_spike() {
                spikes.push(rows.len());
            } else {
                by_weekday[(day.day + 4).rem_euclid(7) as usize] += rows.len();
            }
            let ids = rows.iter().map(|row| row.id.as_str());
            ids.for_each(|id| seen.entry(id.to_owned()).or_default().push(day.day));
        }
        assert_eq!(spikes.len(), 2);
        assert!(spikes.iter().all(|rows| *rows > 40), "{spikes:?}");
        let weekend = by_weekday[0] + by_weekday[6];
        let middle = by_weekday[2] + by_weekday[3];
        assert!(weekend > middle * 13 / 10, "{by_weekday:?}");
        let comes_back =
            |days: &Vec<i64>| days.len() > 40 && days.windows(2).any(|pair| pair[1] - pair[0] > 10);
        assert!(seen.values().filter(|days| comes_back(days)).count() >= 3);
    }
}
