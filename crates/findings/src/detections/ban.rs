use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::days::DetectionDays;
use super::ids::IdProblem;
use super::reason::Facts;
use super::rules::{BanRule, BanRules};

/// One id that rules ban.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ban {
    /// The id, exactly as the service has it.
    pub id: String,
    /// `device` or `user`.
    pub id_type: String,
    /// The projects that it was seen in.
    pub projects: BTreeSet<String>,
    /// The rules that ban it, by name, in the order of the file.
    pub rules: Vec<String>,
    /// The days on which a rule held.
    pub days: BTreeSet<NaiveDate>,
    /// The largest value of each counter on one day of the range.
    pub counts: BTreeMap<String, u64>,
    /// How many days the ban lasts: the longest of its rules.
    pub ban_days: u32,
    /// The reasons of its rules.
    pub reasons: Vec<String>,
}

impl Ban {
    fn new(id: &str, id_type: &str) -> Self {
        Self {
            id: id.to_owned(),
            id_type: id_type.to_owned(),
            projects: BTreeSet::new(),
            rules: Vec::new(),
            days: BTreeSet::new(),
            counts: BTreeMap::new(),
            ban_days: 0,
            reasons: Vec::new(),
        }
    }

    /// The type of id as the console's template has it: `DEVICEID` or `USERID`.
    pub fn template_type(&self) -> &'static str {
        match self.id_type.as_str() {
            "user" => "USERID",
            _ => "DEVICEID",
        }
    }

    /// The reasons in one text.
    pub fn reason(&self) -> String {
        self.reasons.join("; ")
    }
}

/// Whom the rules ban, for a person to review. Nothing is banned by it: the service has no call
/// for that.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct BanList {
    /// One entry an id and type, by id.
    pub bans: Vec<Ban>,
    /// Those whose id is odd.
    pub left_out: Vec<LeftOut>,
    /// How many ids a rule would ban if they were not excluded.
    pub excluded: usize,
    /// What to know of the rules.
    pub notes: Vec<RuleNote>,
}

/// A ban that is not in the list because of its id.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct LeftOut {
    /// The ban.
    pub ban: Ban,
    /// What is wrong with its id.
    pub problem: IdProblem,
}

/// What a reader of the list should know of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RuleNote {
    /// No day that the rule covers has such a counter; its name may be wrong.
    NeverSeen {
        /// The rule.
        rule: String,
        /// The counter.
        counter: String,
    },
    /// Fewer days are there than the rule asks for, so that it can ban nobody.
    TooFewDays {
        /// The rule.
        rule: String,
        /// The days that it asks for.
        days_seen: u32,
        /// The days that are there.
        here: usize,
    },
}

impl BanList {
    /// Applies rules to days.
    ///
    /// An id counts once however many projects, operating systems and rules find it, but days of
    /// different projects are never added up.
    pub fn new(days: &DetectionDays, rules: &BanRules) -> Self {
        let mut list = Self::default();
        let mut bans = BTreeMap::new();
        let mut excluded = BTreeSet::new();
        for rule in &rules.rules {
            list.notes.extend(notes(rule, days));
            let mut found = found(rule, days);
            found.retain(|(_, id), _| {
                let is_excluded = rules.exclude.matches(id);
                if is_excluded {
                    excluded.insert((*id, rule.id_type.clone()));
                }
                !is_excluded
            });
            add_largest(rule, days, &mut found);
            for ((project, id), facts) in found {
                let key = (id, rule.id_type.as_str());
                let ban = bans
                    .entry(key)
                    .or_insert_with(|| Ban::new(id, &rule.id_type));
                add(ban, rule, project, facts);
            }
        }
        list.excluded = excluded.len();
        for ban in bans.into_values() {
            match IdProblem::of(&ban.id) {
                None => list.bans.push(ban),
                Some(problem) => list.left_out.push(LeftOut { ban, problem }),
            }
        }
        list
    }

    /// Takes in those whose id has characters outside printable ASCII; blank and overlong ids stay
    /// out. Returns how many were taken in.
    pub fn keep_odd_ids(&mut self) -> usize {
        let odd = std::mem::take(&mut self.left_out);
        let before = self.bans.len();
        for one in odd {
            match one.problem {
                IdProblem::NotPrintable => self.bans.push(one.ban),
                _ => self.left_out.push(one),
            }
        }
        let key = |ban: &Ban| (ban.id.clone(), ban.id_type.clone());
        self.bans.sort_by_cached_key(key);
        self.bans.len() - before
    }
}

/// Project and id.
type Key<'a> = (&'a str, &'a str);

/// What a rule found of an id.
#[derive(Default)]
struct Found {
    days: BTreeSet<NaiveDate>,
    largest: BTreeMap<String, u64>,
}

/// The ids that a rule bans, with the days on which it held.
fn found<'a>(rule: &BanRule, days: &'a DetectionDays) -> BTreeMap<Key<'a>, Found> {
    let mut found: BTreeMap<Key<'a>, Found> = BTreeMap::new();
    for (scope, day) in days.iter().filter(|(scope, _)| rule.covers(scope)) {
        for one in day.detections.iter().filter(|one| rule.holds(&one.counts)) {
            let key = (scope.project.as_str(), one.id.as_str());
            found.entry(key).or_default().days.insert(day.date);
        }
    }
    found.retain(|_, found| found.days.len() as u64 >= u64::from(rule.days_seen));
    found
}

/// The largest counters of all days, also those on which the rule did not hold.
fn add_largest<'a>(rule: &BanRule, days: &'a DetectionDays, found: &mut BTreeMap<Key<'a>, Found>) {
    if found.is_empty() {
        return;
    }
    for (scope, day) in days.iter().filter(|(scope, _)| rule.covers(scope)) {
        for one in &day.detections {
            let key = (scope.project.as_str(), one.id.as_str());
            if let Some(found) = found.get_mut(&key) {
                raise(&mut found.largest, &one.counts);
            }
        }
    }
}

fn raise(largest: &mut BTreeMap<String, u64>, counts: &BTreeMap<String, u64>) {
    for (name, count) in counts {
        match largest.get_mut(name) {
            Some(known) => *known = (*known).max(*count),
            None => {
                largest.insert(name.clone(), *count);
            }
        }
    }
}

fn add(ban: &mut Ban, rule: &BanRule, project: &str, found: Found) {
    let reason = rule.reason.fill(&Facts {
        largest: &found.largest,
        days_seen: found.days.len(),
        first: found.days.first().copied(),
        last: found.days.last().copied(),
    });
    if !ban.reasons.contains(&reason) {
        ban.reasons.push(reason);
    }
    if !ban.rules.contains(&rule.name) {
        ban.rules.push(rule.name.clone());
    }
    ban.projects.insert(project.to_owned());
    ban.ban_days = ban.ban_days.max(rule.ban_days);
    raise(&mut ban.counts, &found.largest);
    ban.days.extend(found.days);
}

fn notes(rule: &BanRule, days: &DetectionDays) -> Vec<RuleNote> {
    let seen = |name: &str| {
        let covered = days.iter().filter(|(scope, _)| rule.covers(scope));
        let mut detections = covered.flat_map(|(_, day)| &day.detections);
        detections.any(|one| one.counts.contains_key(name))
    };
    let mut notes: Vec<RuleNote> = rule
        .when
        .keys()
        .filter(|counter| !seen(counter))
        .map(|counter| RuleNote::NeverSeen {
            rule: rule.name.clone(),
            counter: counter.clone(),
        })
        .collect();
    let mut dates: BTreeMap<&str, BTreeSet<NaiveDate>> = BTreeMap::new();
    for (scope, day) in days.iter().filter(|(scope, _)| rule.covers(scope)) {
        dates.entry(&scope.project).or_default().insert(day.date);
    }
    let here = dates.values().map(BTreeSet::len).max().unwrap_or(0);
    if (here as u64) < u64::from(rule.days_seen) {
        notes.push(RuleNote::TooFewDays {
            rule: rule.name.clone(),
            days_seen: rule.days_seen,
            here,
        });
    }
    notes
}
