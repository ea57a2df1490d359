//! Names, and patterns of names.

use std::collections::HashSet;

use wildmatch::WildMatch;

/// Names and patterns of names: `*` is any text, `?` one character.
#[derive(Debug, Clone, Default)]
pub(crate) struct Globs {
    names: HashSet<String>,
    patterns: Vec<WildMatch>,
}

impl Globs {
    pub(crate) fn new(globs: &[String]) -> Self {
        let (patterns, names): (Vec<&String>, Vec<&String>) =
            globs.iter().partition(|glob| glob.contains(['*', '?']));
        Self {
            names: names.into_iter().cloned().collect(),
            patterns: patterns
                .into_iter()
                .map(|glob| WildMatch::new(glob))
                .collect(),
        }
    }

    pub(crate) fn matches(&self, name: &str) -> bool {
        self.names.contains(name) || self.patterns.iter().any(|pattern| pattern.matches(name))
    }
}

/// Whether a glob has brackets, braces or a backslash, which people take for special ones.
pub(crate) fn is_odd(glob: &str) -> bool {
    glob.contains(['[', ']', '{', '}', '\\'])
}
