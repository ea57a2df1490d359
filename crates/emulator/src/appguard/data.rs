//! Who cheated on a day, by seed.

use std::collections::HashSet;

use crate::json::push_number;
use crate::rng::{Rng, pick};

/// The opening of every success of this service, whose code is 1.
const SUCCESS: &[u8] =
    br#"{"header":{"isSuccessful":true,"resultCode":1,"resultMessage":"Request success"},"data":["#;

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
pub(super) enum Os {
    Android,
    Ios,
}

/// One day of one operating system.
#[derive(Clone, Copy, Debug)]
pub(super) struct Day {
    pub(super) seed: u64,
    /// How many devices are found on a usual day.
    pub(super) usual: u64,
    pub(super) day: i64,
    pub(super) os: Os,
    pub(super) by_user: bool,
}

impl Day {
    pub(super) fn write(self) -> Vec<u8> {
        let purpose = if self.os == Os::Android { 31 } else { 32 };
        let mut rng = Rng::new(pick(self.seed, purpose, self.day.unsigned_abs()));
        // A usual day, or up to a quarter more or less.
        let spread = self.usual / 4;
        let devices = self.usual - spread + rng.below(spread * 2 + 1);
        let mut out = Vec::with_capacity(SUCCESS.len() + 320 * devices as usize);
        out.extend_from_slice(SUCCESS);
        let mut listed = HashSet::with_capacity(devices as usize);
        for place in 0..devices {
            if place > 0 {
                out.push(b',');
            }
            let chance = rng.next();
            self.push_row(&mut out, chance, self.newcomer(chance, &mut listed));
        }
        out.extend_from_slice(b"]}");
        out
    }

    /// Who of all is found, whom the day does not list yet: each has one row a day.
    ///
    /// The same come again on other days. There are more of them than rows in any day.
    fn newcomer(self, chance: u64, listed: &mut HashSet<u64>) -> u64 {
        let all = self.usual * 5 + 1;
        let mut who = chance % all;
        while !listed.insert(who) {
            who = (who + 1) % all;
        }
        who
    }

    fn push_row(self, out: &mut Vec<u8>, chance: u64, who: u64) {
        let own: &[&str] = if self.os == Os::Android {
            &ANDROID
        } else {
            &IOS
        };
        let names = BOTH.iter().chain(own);
        // Most detections are few and far between.
        let count = |place: usize| {
            let draw = pick(chance, 33, place as u64);
            if draw.is_multiple_of(3) {
                (draw / 3 % 9) as i64
            } else {
                0
            }
        };
        let sum: i64 = (0..BOTH.len() + own.len()).map(count).sum();
        // Detections that have no column of their own count in the total alone.
        let total = (sum + if chance.is_multiple_of(7) { 2 } else { 0 }).max(1);
        out.extend_from_slice(br#"{"abnormalId":""#);
        if self.by_user {
            out.extend_from_slice(format!("player-{who:05}").as_bytes());
        } else {
            out.extend_from_slice(format!("{:016x}", pick(self.seed, 34, who)).as_bytes());
        }
        out.extend_from_slice(br#"","total":"#);
        push_number(out, total);
        for (place, name) in names.enumerate() {
            out.extend_from_slice(b",\"");
            out.extend_from_slice(name.as_bytes());
            out.extend_from_slice(b"\":");
            push_number(out, count(place));
        }
        out.push(b'}');
    }
}
