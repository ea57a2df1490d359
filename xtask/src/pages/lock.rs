//! `fixtures/pages.lock`: a hash of every section of every page, so that no change of prose passes
//! unnoticed and no sentence of a vendor's is copied.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use sha2::{Digest, Sha256};

use super::model::Page;

/// The file, under the workspace's root.
pub(crate) const FILE: &str = "fixtures/pages.lock";

const HEAD: &str =
    "# A hash of each section of the vendors' pages, written by `cargo xtask fixtures`.\n";

/// Page → its sections in their order: path of headings → hash.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Lock(pub(crate) BTreeMap<String, IndexMap<String, String>>);

impl Lock {
    /// Reads a lock file.
    pub(crate) fn parse(text: &str) -> Self {
        let mut lock = Self::default();
        let mut page = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            match line
                .strip_prefix("  ")
                .and_then(|rest| rest.split_once(' '))
            {
                Some((hash, path)) => {
                    let sections = lock.0.entry(page.clone()).or_default();
                    sections.insert(path.to_owned(), hash.to_owned());
                }
                None => page = line.to_owned(),
            }
        }
        lock
    }

    /// The text of the file.
    pub(crate) fn text(&self) -> String {
        let mut text = HEAD.to_owned();
        for (page, sections) in &self.0 {
            text.push_str(&format!("{page}\n"));
            let lines = sections
                .iter()
                .map(|(path, hash)| format!("  {hash} {path}\n"));
            text.extend(lines);
        }
        text
    }

    /// Adds the sections of a page.
    pub(crate) fn add(&mut self, file: &str, page: &Page) {
        let mut sections = IndexMap::new();
        // When the page was written is a fact of its own.
        let is_kept = |key: &str| !matches!(key, "updated" | "published");
        let front = page.front.iter().filter(|(key, _)| is_kept(key));
        let front = front.map(|(key, value)| format!("{key}: {value}\n"));
        let front = front.collect::<String>();
        if !front.is_empty() {
            sections.insert("(front matter)".to_owned(), hash(&front));
        }
        for (at, section) in page.sections.iter().enumerate() {
            if section.source.is_empty() {
                continue;
            }
            let names = page.above(at).map(|at| page.sections[at].heading.as_str());
            let mut names = names.collect::<Vec<_>>();
            names.reverse();
            let path = match names.join(" / ") {
                path if path.is_empty() => "(before the first heading)".to_owned(),
                path => path,
            };
            let numbered = (2..).map(|number| format!("{path} ({number})"));
            let mut paths = std::iter::once(path.clone()).chain(numbered);
            let free = paths.find(|path| !sections.contains_key(path));
            sections.insert(free.unwrap_or_default(), hash(&section.source));
        }
        self.0.insert(file.to_owned(), sections);
    }

    /// What differs from an older lock: page, and one line a difference.
    pub(crate) fn changes(&self, old: &Self) -> Vec<(String, String)> {
        let mut changes = Vec::new();
        let gone = old.0.keys().filter(|page| !self.0.contains_key(*page));
        changes.extend(gone.map(|page| (page.clone(), format!("- {page}: the page is gone"))));
        for (page, sections) in &self.0 {
            let Some(before) = old.0.get(page) else {
                changes.push((page.clone(), format!("+ {page}: the page is new")));
                continue;
            };
            let change = |mark, path: &str, what| {
                let line = format!("{mark} {page}: section \"{path}\" {what}");
                (page.clone(), line)
            };
            let count = changes.len();
            changes.extend(
                sections
                    .iter()
                    .filter_map(|(path, hash)| match before.get(path) {
                        None => Some(change('+', path, "is new")),
                        Some(old) if old != hash => Some(change('~', path, "changed its text")),
                        Some(_) => None,
                    }),
            );
            let gone = before.keys().filter(|path| !sections.contains_key(*path));
            changes.extend(gone.map(|path| change('-', path, "is gone")));
            let mut moved = sections.keys().zip(before.keys());
            if let (true, Some((path, _))) =
                (changes.len() == count, moved.find(|(new, old)| new != old))
            {
                let what = format!("the sections stand in another order, from \"{path}\" on");
                changes.push((page.clone(), format!("~ {page}: {what}")));
            }
        }
        changes
    }
}

fn hash(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let bytes = digest.iter().take(8);
    bytes.map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock(text: &str) -> Lock {
        let mut lock = Lock::default();
        lock.add("p.md", &crate::pages::page(text));
        assert_eq!(Lock::parse(&lock.text()), lock);
        lock
    }

    fn lines(old: &str, new: &str) -> Vec<String> {
        let changes = lock(new).changes(&lock(old));
        changes.into_iter().map(|(_, line)| line).collect()
    }

    #[test]
    fn every_change_of_a_section_is_named() {
        assert_eq!(lines("# a\nx\n", "# a\n\n x\n"), [""; 0]);
        assert_eq!(
            lines("# a\nx\n## b\n", "# a\ny\n## b\n"),
            ["~ p.md: section \"a\" changed its text"]
        );
        assert_eq!(
            lines("# a\n# b\n", "# a\n# c\n"),
            [
                "+ p.md: section \"c\" is new",
                "- p.md: section \"b\" is gone"
            ]
        );
        assert_eq!(
            lines("# a\n# b\n", "# b\n# a\n"),
            ["~ p.md: the sections stand in another order, from \"b\" on"]
        );
        assert_eq!(
            lines("# a\n# a\n", "# a\n# a\nx\n"),
            ["~ p.md: section \"a (2)\" changed its text"]
        );
        assert_eq!(lines("x\n", "---\ndeprecated: true\n---\nx\n").len(), 1);
    }
}
