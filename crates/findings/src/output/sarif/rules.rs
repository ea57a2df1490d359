use std::collections::HashMap;

use super::model::{Configuration, Help, Message, Rule, RuleProperties};
use super::runs::{RunKey, rows};
use crate::judged::Judged;
use crate::model::{Item, Service, Severity};
use crate::output::ids::{CheckIds, CheckKey};
use crate::output::text::{cut, line};
use crate::output::{markdown, words};

/// A rule's short description holds no more characters at GitHub.
const LONGEST: usize = 1024;

/// The rules of a run: one for each check that has a result.
pub(super) struct Rules<'a> {
    pub(super) key: RunKey<'a>,
    pub(super) rules: Vec<Rule>,
    places: HashMap<CheckKey, usize>,
}

impl<'a> Rules<'a> {
    pub(super) fn new(key: RunKey<'a>, judged: &'a Judged) -> Self {
        let mut ids = CheckIds::default();
        let mut rules = Vec::new();
        let mut places = HashMap::new();
        let mut last: Option<&Item> = None;
        for row in rows(judged, key) {
            if last.is_some_and(|last| std::ptr::eq(last, row.item)) {
                continue;
            }
            last = Some(row.item);
            let (place, id) = ids.place(key.0, row.item);
            if let Some(id) = id {
                rules.push(rule(key.0, row.item, id));
                places.insert(CheckKey::of(key.0, row.item), place);
            }
        }
        Self { key, rules, places }
    }

    /// The place and id of a check's rule.
    pub(super) fn of(&self, item: &Item) -> (usize, &str) {
        let place = self
            .places
            .get(&CheckKey::of(self.key.0, item))
            .copied()
            .unwrap_or_default();
        (place, self.rules.get(place).map_or("", |rule| &rule.id))
    }
}

pub(super) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "error",
        Severity::Medium | Severity::Unknown => "warning",
        Severity::Low => "note",
    }
}

fn rule(service: Service, item: &Item, id: String) -> Rule {
    let text = words::text(item);
    let help = words::how(item).unwrap_or_else(|| words::title(item));
    let mut tags = vec!["security".to_owned()];
    match service {
        Service::Wsc => tags.push("web-security-check".to_owned()),
        _ => tags.push("server-security-check".to_owned()),
    }
    if !item.standard.is_empty() {
        tags.push(format!("standard-{}", line(&item.standard)));
    }
    if let Some(cwe) = crate::output::cwe::cwe(&item.check).filter(|_| service == Service::Wsc) {
        // How GitHub spells the tag of a weakness.
        tags.push(format!("external/cwe/cwe-{cwe:03}"));
    }
    Rule {
        id,
        name: item.check.chars().filter(|c| c.is_alphanumeric()).collect(),
        short_description: Message {
            text: cut(&text, LONGEST).into_owned(),
        },
        full_description: Message {
            text: cut(&words::description(item), LONGEST).into_owned(),
        },
        help: Help {
            markdown: markdown::escape_block(&help),
            text: help.into_owned(),
        },
        help_uri: match service {
            Service::Wsc => "https://guide.ncloud-docs.com/docs/webseccheck-overview",
            _ => "https://docs.nhncloud.com/ko/Security/Server%20Security%20Check/ko/overview/",
        },
        default_configuration: Configuration {
            level: level(item.severity),
        },
        properties: RuleProperties {
            tags,
            precision: "high",
            security_severity: match item.severity {
                Severity::High => "8.0",
                Severity::Medium | Severity::Unknown => "5.0",
                Severity::Low => "2.0",
            },
        },
    }
}
