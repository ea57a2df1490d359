//! Small searches in a description.

use std::sync::LazyLock;

use regex_lite::Regex;

/// The texts between brackets, outermost first.
pub(super) fn bracketed(text: &str) -> Vec<&str> {
    let mut groups = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('(') {
        let close = rest[open..]
            .rfind(')')
            .filter(|_| rest.matches('(').count() == 1);
        let close = close.or_else(|| rest[open..].find(')'));
        let Some(close) = close else { break };
        groups.push(&rest[open + 1..open + close]);
        rest = &rest[open + close..];
    }
    groups
}

/// A pattern, compiled once.
pub(super) type Pattern = LazyLock<Option<Regex>>;

/// A date's format, such as `YYYY-MM-DDTHH:mm:ss±hh:mm`.
pub(super) static FORMAT: Pattern =
    LazyLock::new(|| Regex::new(r"YYYY[-/]MM[-/]DD(?:[T ][HhMmSs:±]+(?:~\S+ [hms:]+)?)?").ok());
/// The platform that alone has a field.
pub(super) static PLATFORM: Pattern = LazyLock::new(|| Regex::new("(Android|iOS) Only").ok());
/// Quoted values.
pub(super) static QUOTED: Pattern = LazyLock::new(|| Regex::new(r#""([^"]+)""#).ok());
/// Keys before an equals sign.
pub(super) static KEYED: Pattern =
    LazyLock::new(|| Regex::new(r"(?:^|[\s,(])([A-Za-z0-9]+)=").ok());
/// The name behind "path parameter".
pub(super) static PARAMETER: Pattern =
    LazyLock::new(|| Regex::new(r"parameter`?\s+`?([A-Za-z]+)").ok());

/// The first text that fits.
pub(super) fn first_match(text: &str, pattern: &Pattern) -> Option<String> {
    pattern
        .as_ref()?
        .find(text)
        .map(|found| found.as_str().to_owned())
}

/// What the first group of a pattern caught first.
pub(super) fn first_group(text: &str, pattern: &Pattern) -> Option<String> {
    matches(text, pattern).into_iter().next()
}

/// Everything that the first group of a pattern caught.
pub(super) fn matches(text: &str, pattern: &Pattern) -> Vec<String> {
    let Some(regex) = pattern.as_ref() else {
        return Vec::new();
    };
    let caught = regex.captures_iter(text).filter_map(|found| found.get(1));
    caught.map(|group| group.as_str().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles() {
        for pattern in [&FORMAT, &PLATFORM, &QUOTED, &KEYED, &PARAMETER] {
            assert!(pattern.is_some());
        }
    }

    #[test]
    fn brackets_are_found_one_by_one() {
        assert_eq!(bracketed("a (b) c (d, e)"), ["b", "d, e"]);
        assert_eq!(bracketed("a (b"), [""; 0]);
    }
}
