use std::ops::Range;

use super::normalise::Normalised;

/// Where user and password of URLs stand: they are not the request's own, but a proxy's, say.
pub(super) fn find(text: &Normalised) -> Vec<Range<usize>> {
    let starts = text.text.match_indices("://").map(|(at, _)| at + 3);
    starts
        .filter_map(|start| {
            let rest = &text.text[start..];
            let ends =
                |c: char| c.is_whitespace() || matches!(c, '/' | '?' | '#' | '<' | '>' | '"');
            let authority = &rest[..rest.find(ends).unwrap_or(rest.len())];
            let at = authority.rfind('@').filter(|at| *at > 0)?;
            Some(text.origin(start..start + at))
        })
        .collect()
}
