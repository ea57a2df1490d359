//! Where the pages disagree with each other or with themselves.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One disagreement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Discrepancy {
    /// Stable: `service/call/name/kind`.
    pub(crate) id: String,
    /// What the pages say: one text, or one a language.
    pub(crate) says: BTreeMap<String, String>,
}

impl Discrepancy {
    /// What is said, in one line.
    pub(crate) fn text(&self) -> String {
        let says = self
            .says
            .iter()
            .map(|(language, text)| match language.as_str() {
                "all" => text.clone(),
                language => format!("{language}: {text}"),
            });
        says.collect::<Vec<_>>().join(" · ")
    }
}

/// The disagreements of a service: id → language → texts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Discrepancies(BTreeMap<String, BTreeMap<String, Vec<String>>>);

impl Discrepancies {
    /// Notes what the page of one language says.
    pub(crate) fn note(&mut self, language: &str, id: String, says: impl Into<String>) {
        let languages = self.0.entry(id).or_default();
        let list = languages.entry(language.to_owned()).or_default();
        let says = says.into();
        if !list.contains(&says) {
            list.push(says);
        }
    }

    /// Takes over what another collection noted.
    pub(crate) fn extend(&mut self, other: &Self) {
        for (id, languages) in &other.0 {
            for (language, list) in languages {
                let texts = list.iter();
                texts.for_each(|says| self.note(language, id.clone(), says.as_str()));
            }
        }
    }

    /// The disagreements, by id. What all `languages` say alike is said once, under `all`.
    pub(crate) fn finish(self, languages: &[&str]) -> Vec<Discrepancy> {
        let found = self.0.into_iter().map(|(id, says)| {
            let says = says
                .into_iter()
                .map(|(language, list)| (language, list.join("; ")));
            let mut says = says.collect::<BTreeMap<_, _>>();
            let first = says.values().next().cloned().unwrap_or_default();
            if languages
                .iter()
                .all(|language| says.get(*language) == Some(&first))
            {
                says = BTreeMap::from([("all".to_owned(), first)]);
            }
            Discrepancy { id, says }
        });
        found.collect()
    }
}
