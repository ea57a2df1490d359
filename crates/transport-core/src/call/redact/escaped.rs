use std::ops::Range;

use super::{HOLE, HOLE_TEXT, SHORTEST};

/// How many bytes one character may have become when it was escaped: four times `%25ED`.
const LONGEST_ESCAPE: usize = 20;

/// Whether a mark stands in a text, escaped or not.
pub(super) fn holds(text: &str, mark: &str) -> bool {
    text.contains(mark) || find_escaped(text, mark, 0).is_some()
}

/// Takes every occurrence of a mark out of a text, also where its special characters are escaped
/// for a URL, JSON or HTML, once or twice.
pub(super) fn redact(text: &mut String, mark: &str) {
    if text.contains(mark) {
        *text = text.replace(mark, HOLE_TEXT);
    }
    let mut from = 0;
    while let Some(found) = find_escaped(text, mark, from) {
        text.replace_range(found.clone(), HOLE_TEXT);
        from = found.start + HOLE.len_utf8();
    }
}

/// Where the runs of plain characters of `mark` stand in `text` in their order, with no more
/// between them than the special characters of `mark` may have become.
fn find_escaped(text: &str, mark: &str, from: usize) -> Option<Range<usize>> {
    if plain_len(mark) < SHORTEST {
        return None;
    }
    let mark = mark.trim_start_matches(|c| !is_plain(c));
    let first = mark.split(|c| !is_plain(c)).next()?;
    text[from..]
        .match_indices(first)
        .map(|(at, _)| from + at)
        .find_map(|start| {
            let end = end_of_runs(text, start + first.len(), &mark[first.len()..])?;
            Some(start..end)
        })
}

fn end_of_runs(text: &str, mut end: usize, mut rest: &str) -> Option<usize> {
    loop {
        let run_starts = match rest.find(is_plain) {
            Some(at) => at,
            None => return Some(end),
        };
        let specials = rest[..run_starts].chars().count();
        rest = &rest[run_starts..];
        let run = &rest[..rest.find(|c| !is_plain(c)).unwrap_or(rest.len())];
        let reach = (end + specials * LONGEST_ESCAPE + run.len()).min(text.len());
        let at = text.as_bytes()[end..reach]
            .windows(run.len())
            .position(|window| window == run.as_bytes())?;
        end += at + run.len();
        rest = &rest[run.len()..];
    }
}

/// Characters that no escaping changes.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_')
}

/// How much of a mark stays as it is however it is escaped.
pub(super) fn plain_len(mark: &str) -> usize {
    mark.chars().filter(|c| is_plain(*c)).count()
}
