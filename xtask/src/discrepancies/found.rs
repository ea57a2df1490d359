//! Where the pages disagree with each other or with themselves.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One disagreement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Discrepancy {
    /// Stable: `service/call/name/kind`.
    pub id: String,
    /// What the pages say: one text, or one a language.
    pub says: BTreeMap<String, String>,
}

impl Discrepancy {
    /// What is said, in one line.
    pub fn text(&self) -> String {
        let say = |(language, text): (&String, &String)| match language.as_str() {
            "all" => text.clone(),
            language => format!("{language}: {text}"),
        };
        self.says.iter().map(say).collect::<Vec<_>>().join(" · ")
    }
}

/// The disagreements of a service, one an id.
#[derive(Clone, Debug, Default)]
pub struct Discrepancies(BTreeMap<String, BTreeMap<String, Vec<String>>>);

impl Discrepancies {
    /// Notes what the page of one language says.
    pub fn note(&mut self, id: &[&str], language: &str, says: impl Into<String>) {
        let parts = id.iter().filter(|part| !part.is_empty()).copied();
        let id = parts.collect::<Vec<_>>().join("/");
        let says = says.into();
        let list = self
            .0
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
        for (id, languages) in other.0 {
            for (language, list) in languages {
                list.into_iter()
                    .for_each(|says| self.note(&[&id], &language, says));
            }
        }
    }

    /// The disagreements, by id. What all `languages` say alike is said once, under `all`.
    pub fn finish(self, languages: &[&str]) -> Vec<Discrepancy> {
        let finish = |(id, says): (String, BTreeMap<String, Vec<String>>)| {
            let says = says
                .into_iter()
                .map(|(language, list)| (language, list.join("; ")));
            let says = says.collect::<BTreeMap<_, _>>();
            let first = says.values().next().cloned().unwrap_or_default();
            let alike = says.values().all(|text| *text == first)
                && languages.iter().all(|l| says.contains_key(*l));
            let says = if alike {
                BTreeMap::from([("all".to_owned(), first)])
            } else {
                says
            };
            Discrepancy { id, says }
        };
        self.0.into_iter().map(finish).collect()
    }
}
