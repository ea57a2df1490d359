//! A place where the pages disagree with each other or with themselves.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One disagreement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Stable: `service/call/name/kind`.
    pub id: String,
    /// What the pages say: one text, or one a language.
    pub says: BTreeMap<String, String>,
}

/// The disagreements of a service, one an id.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    found: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

impl Findings {
    /// Notes what the page of one language says.
    pub fn note(&mut self, parts: &[&str], language: &str, says: impl Into<String>) {
        let id = parts
            .iter()
            .filter(|part| !part.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join("/");
        let says = says.into();
        let list = self
            .found
            .entry(id)
            .or_default()
            .entry(language.to_owned())
            .or_default();
        if !list.contains(&says) {
            list.push(says);
        }
    }

    /// Takes over what another collection noted.
    pub fn extend(&mut self, other: Self) {
        for (id, languages) in other.found {
            for (language, list) in languages {
                let mine = self
                    .found
                    .entry(id.clone())
                    .or_default()
                    .entry(language)
                    .or_default();
                mine.extend(list);
            }
        }
    }

    /// The disagreements, by id. What all `languages` say alike is said once, under `all`.
    pub fn finish(self, languages: &[&str]) -> Vec<Finding> {
        let finish = |(id, says): (String, BTreeMap<String, Vec<String>>)| {
            let says = says
                .into_iter()
                .map(|(l, list)| (l, list.join("; ")))
                .collect();
            Finding {
                id,
                says: merge(says, languages),
            }
        };
        self.found.into_iter().map(finish).collect()
    }
}

fn merge(says: BTreeMap<String, String>, languages: &[&str]) -> BTreeMap<String, String> {
    let mut texts = says.values();
    let first = texts.next().cloned().unwrap_or_default();
    let alike = texts.all(|text| *text == first) && languages.iter().all(|l| says.contains_key(*l));
    if alike {
        BTreeMap::from([("all".to_owned(), first)])
    } else {
        says
    }
}

impl Finding {
    /// What is said, in one line.
    pub fn text(&self) -> String {
        let say = |(language, text): (&String, &String)| match language.as_str() {
            "all" => text.clone(),
            language => format!("{language}: {text}"),
        };
        self.says.iter().map(say).collect::<Vec<_>>().join(" · ")
    }
}
