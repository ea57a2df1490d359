use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use toml::Spanned;

use super::files::DetectionScope;
use super::reason::ReasonText;
use crate::globs::{Globs, is_odd};
use crate::input::{InputError, Lines, Message, Problem, message, text_of};
use crate::model::COUNTERS;

/// The schema that a rules file states.
const SCHEMA: &str = "kcsec.banrules/1";

/// Counters that suspect an id, or repeat that it is banned already.
const SUSPECTS: [&str; 2] = ["blackCount", "macroSuspectCount"];

/// Whom to ban: rules, and ids that no rule bans.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct BanRules {
    /// The rules, in the order of the file.
    pub rules: Vec<BanRule>,
    /// Ids that are never banned.
    pub exclude: IdGlobs,
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct BanRule {
    /// Its name.
    pub name: String,
    /// `android` or `ios`; `None` is both.
    pub os: Option<String>,
    /// `device` or `user`.
    pub id_type: String,
    /// Every one of these counters is at least so high on one day.
    pub when: BTreeMap<String, u64>,
    /// On so many days at least.
    pub days_seen: u32,
    /// How many days the ban lasts.
    pub ban_days: u32,
    pub(super) reason: ReasonText,
}

/// Ids and patterns of ids: `*` is any text, `?` one character.
#[derive(Debug, Clone, Default)]
pub struct IdGlobs {
    globs: Vec<String>,
    compiled: Globs,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRules {
    schema: Spanned<String>,
    #[serde(default)]
    exclude: Vec<Spanned<String>>,
    #[serde(default)]
    rule: Vec<Spanned<RawRule>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    name: Spanned<String>,
    os: RawOs,
    id: RawIdType,
    when: Spanned<BTreeMap<String, Spanned<i64>>>,
    days_seen: Option<Spanned<i64>>,
    ban_days: Spanned<i64>,
    reason: Spanned<String>,
    #[serde(default)]
    allow_suspects: bool,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum RawOs {
    Android,
    Ios,
    Both,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum RawIdType {
    Device,
    User,
}

impl BanRules {
    /// Reads a rules file (TOML); `file` is the name that problems say.
    ///
    /// ```
    /// use korea_cloud_security_findings::BanRules;
    ///
    /// let text = r#"
    /// schema = "kcsec.banrules/1"
    /// exclude = ["TEST-DEVICE-1", "qa-*"]
    /// [[rule]]
    /// name = "변조"
    /// os = "android"
    /// id = "device"
    /// when = { modificationCount = 3 }
    /// days_seen = 2
    /// ban_days = 30
    /// reason = "변조 {modificationCount}회 이상, {days_seen}일 ({first}~{last})"
    /// "#;
    /// let rules = BanRules::parse("rules.toml", text.as_bytes())?;
    /// assert_eq!(rules.rules[0].days_seen, 2);
    ///
    /// let text = text.replace("modificationCount = 3", "blackCount = 3");
    /// let error = BanRules::parse("rules.toml", text.as_bytes()).unwrap_err();
    /// assert!(error.to_string().contains("allow_suspects = true"));
    /// # Ok::<(), korea_cloud_security_findings::InputError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When the file is not UTF-8 or no TOML, has an unknown key, no rule, two rules of one name, a
    /// threshold below 1, a suspecting counter that the rule does not allow, an unknown placeholder
    /// or a bad glob. Every problem is named, with its line.
    pub fn parse(file: &str, bytes: &[u8]) -> Result<Self, InputError> {
        let fail = |problems| InputError::new(file, problems);
        let text = text_of(bytes).map_err(|problem| fail(vec![problem]))?;
        let lines = Lines::of(text);
        let raw: RawRules = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| lines.number(span.start));
            let message = error.message().lines().collect::<Vec<_>>().join(" ");
            fail(vec![(line, message!("{0}", message))])
        })?;
        let mut reader = Reader {
            lines,
            problems: Vec::new(),
        };
        let rules = reader.rules(raw);
        match reader.problems.is_empty() {
            true => Ok(rules),
            false => Err(fail(reader.problems)),
        }
    }
}

impl BanRule {
    /// Whether the rule is about these days.
    pub fn covers(&self, scope: &DetectionScope) -> bool {
        self.id_type == scope.id_type && self.os.as_ref().is_none_or(|os| *os == scope.os)
    }

    /// Whether a day's counters are high enough.
    pub(super) fn holds(&self, counts: &BTreeMap<String, u64>) -> bool {
        self.when
            .iter()
            .all(|(name, least)| counts.get(name).is_some_and(|count| count >= least))
    }
}

impl IdGlobs {
    /// Reads a list: an id or pattern a line; `#` at the beginning of a line or behind a space
    /// begins a comment.
    ///
    /// # Errors
    ///
    /// When the file is not UTF-8, names no id, or has a bad pattern: then nobody would be spared.
    pub fn parse(file: &str, bytes: &[u8]) -> Result<Self, InputError> {
        let fail = |problems| InputError::new(file, problems);
        let text = text_of(bytes).map_err(|problem| fail(vec![problem]))?;
        let mut problems = Vec::new();
        let mut globs = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            let comment = line.char_indices().find(|(at, c)| {
                *c == '#'
                    && line[..*at]
                        .chars()
                        .next_back()
                        .is_none_or(char::is_whitespace)
            });
            let glob = line[..comment.map_or(line.len(), |(at, _)| at)].trim();
            if is_odd(glob) {
                problems.push((number, odd_glob(glob)));
            } else if !glob.is_empty() {
                globs.push(glob.to_owned());
            }
        }
        if globs.is_empty() && problems.is_empty() {
            problems.push((1, message!("it names no id; write one id per line")));
        }
        match problems.is_empty() {
            true => Ok(Self::new(globs)),
            false => Err(fail(problems)),
        }
    }

    fn new(globs: Vec<String>) -> Self {
        Self {
            compiled: Globs::new(&globs),
            globs,
        }
    }

    /// Adds those of another list.
    pub fn extend(&mut self, other: Self) {
        self.globs.extend(other.globs);
        self.compiled = Globs::new(&self.globs);
    }

    /// Whether an id is one of them.
    pub fn matches(&self, id: &str) -> bool {
        self.compiled.matches(id)
    }
}

fn odd_glob(glob: &str) -> Message {
    message!(
        "{0} is not a glob: only * and ? are special; write ? for such a character",
        format!("{glob:?}")
    )
}

struct Reader {
    lines: Lines,
    problems: Vec<Problem>,
}

impl Reader {
    fn rules(&mut self, raw: RawRules) -> BanRules {
        if raw.schema.get_ref() != SCHEMA {
            let found = format!("{:?}", raw.schema.get_ref());
            let message = message!("the schema {0} is not \"{1}\"", found, SCHEMA);
            self.problem(&raw.schema, message);
        }
        if raw.rule.is_empty() {
            let message = message!("there is no rule; write [[rule]]");
            self.problems.push((1, message));
        }
        for glob in &raw.exclude {
            if glob.get_ref().trim().is_empty() {
                self.problem(glob, message!("{0} has a blank value", "exclude"));
            } else if is_odd(glob.get_ref()) {
                self.problem(glob, odd_glob(glob.get_ref()));
            }
        }
        let globs = raw.exclude.into_iter().map(Spanned::into_inner).collect();
        let mut names = BTreeSet::new();
        let mut rules = Vec::new();
        for rule in raw.rule {
            let rule = rule.into_inner();
            if !names.insert(rule.name.get_ref().clone()) {
                let name = format!("{:?}", rule.name.get_ref());
                let message = message!("there are two rules of the name {0}", name);
                self.problem(&rule.name, message);
            }
            rules.extend(self.rule(rule));
        }
        BanRules {
            rules,
            exclude: IdGlobs::new(globs),
        }
    }

    /// A rule; `None` where its reason cannot be read.
    fn rule(&mut self, raw: RawRule) -> Option<BanRule> {
        self.text("name", &raw.name);
        self.text("reason", &raw.reason);
        let when = self.when(&raw);
        let is_counter = |name: &str| when.contains_key(name) || COUNTERS.contains(&name);
        let reason = ReasonText::parse(raw.reason.get_ref(), is_counter);
        let reason = reason.map_err(|message| self.problem(&raw.reason, message));
        let days_seen = raw.days_seen.as_ref();
        let days_seen = days_seen.map_or(1, |days| self.days("days_seen", days));
        Some(BanRule {
            ban_days: self.days("ban_days", &raw.ban_days),
            days_seen,
            os: match raw.os {
                RawOs::Android => Some("android".to_owned()),
                RawOs::Ios => Some("ios".to_owned()),
                RawOs::Both => None,
            },
            id_type: match raw.id {
                RawIdType::Device => "device".to_owned(),
                RawIdType::User => "user".to_owned(),
            },
            name: raw.name.into_inner(),
            when,
            reason: reason.ok()?,
        })
    }

    fn when(&mut self, raw: &RawRule) -> BTreeMap<String, u64> {
        if raw.when.get_ref().is_empty() {
            self.problem(&raw.when, message!("when names no counter"));
        }
        let mut when = BTreeMap::new();
        for (name, least) in raw.when.get_ref() {
            if SUSPECTS.contains(&name.as_str()) && !raw.allow_suspects {
                let message = message!(
                    "{0} only suspects, or repeats a ban; write allow_suspects = true where it may ban all the same",
                    name
                );
                self.problem(least, message);
            }
            match u64::try_from(*least.get_ref()) {
                Ok(number) if number > 0 => {
                    when.insert(name.clone(), number);
                }
                _ => self.problem(least, message!("{0} must be 1 or more", name)),
            }
        }
        when
    }

    fn days(&mut self, name: &str, days: &Spanned<i64>) -> u32 {
        match u32::try_from(*days.get_ref()) {
            Ok(days) if days > 0 => days,
            _ => {
                self.problem(days, message!("{0} must be 1 to {1}", name, u32::MAX));
                1
            }
        }
    }

    /// A text that goes into a cell: not blank, in one line, and nothing that would be calculated.
    fn text(&mut self, name: &str, text: &Spanned<String>) {
        let value = text.get_ref();
        if value.trim().is_empty() {
            self.problem(text, message!("{0} is blank", name));
        }
        if value.contains(crate::output::text::is_unsafe) {
            self.problem(
                text,
                message!("{0} must be one line without control characters", name),
            );
        }
        if super::ids::looks_like_formula(value) {
            self.problem(text, message!("{0} must not begin with =, +, - or @", name));
        }
    }

    fn problem<T>(&mut self, place: &Spanned<T>, message: Message) {
        let line = self.lines.number(place.span().start);
        self.problems.push((line, message));
    }
}
