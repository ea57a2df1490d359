use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::input::{Message, message};

/// The reason of a rule with places that are filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ReasonText(Vec<Part>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    /// The largest value of a counter.
    Counter(String),
    DaysSeen,
    First,
    Last,
}

/// What a rule found of an id.
pub(super) struct Facts<'a> {
    pub(super) largest: &'a BTreeMap<String, u64>,
    pub(super) days_seen: usize,
    pub(super) first: Option<NaiveDate>,
    pub(super) last: Option<NaiveDate>,
}

impl ReasonText {
    /// Reads a reason; `is_counter` says which counters may stand in it.
    pub(super) fn parse(text: &str, is_counter: impl Fn(&str) -> bool) -> Result<Self, Message> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            parts.push(Part::Text(before.to_owned()));
            let (name, after) = after
                .split_once('}')
                .ok_or_else(|| message!("reason has a { without its }"))?;
            parts.push(match name {
                "days_seen" => Part::DaysSeen,
                "first" => Part::First,
                "last" => Part::Last,
                name if is_counter(name) => Part::Counter(name.to_owned()),
                name => {
                    return Err(message!(
                        "reason has an unknown placeholder {{0}}; write a counter, {days_seen}, {first} or {last}",
                        name
                    ));
                }
            });
            rest = after;
        }
        parts.push(Part::Text(rest.to_owned()));
        Ok(Self(parts))
    }

    pub(super) fn fill(&self, facts: &Facts<'_>) -> String {
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let parts = self.0.iter().map(|part| match part {
            Part::Text(text) => text.clone(),
            Part::Counter(name) => facts.largest.get(name).copied().unwrap_or(0).to_string(),
            Part::DaysSeen => facts.days_seen.to_string(),
            Part::First => day(facts.first),
            Part::Last => day(facts.last),
        });
        parts.collect()
    }
}
