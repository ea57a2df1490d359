//! Repairs what keeps a Markdown parser from seeing the pages' tables and fences.
//!
//! The pages indent tables at random, glue HTML to the next block and write delimiter rows with too
//! few columns. Each repair leaves a sound page as it is.

use std::collections::BTreeMap;

/// Splits the front matter off a page; line ends become LF and a byte order mark goes.
pub(super) fn split_front_matter(text: &str) -> (BTreeMap<String, String>, String) {
    let text = text
        .trim_start_matches('\u{feff}')
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    let Some((head, body)) = text
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
    else {
        return (BTreeMap::new(), text);
    };
    let front = head
        .lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(key, value)| {
            (
                key.trim().to_owned(),
                value.trim().trim_matches('"').to_owned(),
            )
        })
        .collect();
    (front, body.to_owned())
}

/// Returns the page's body with its tables and fences where a parser finds them.
pub(super) fn repair(body: &str) -> String {
    let lines = flatten(body);
    let mut out: Vec<String> = Vec::with_capacity(lines.len() * 2);
    let mut fence = None;
    for (index, line) in lines.iter().enumerate() {
        if let Some(mark) = fence {
            out.push(line.clone());
            if is_fence_end(line, mark) {
                fence = None;
                out.push(String::new());
            }
            continue;
        }
        let previous = index
            .checked_sub(1)
            .map_or("", |before| lines[before].as_str());
        if let Some(mark) = fence_start(line) {
            fence = Some(mark);
            out.push(String::new());
            out.push(line.clone());
        } else if is_row(line) {
            if !is_row(previous) && !continues_table(&lines[..index]) {
                out.push(String::new());
            }
            out.push(widen_delimiter(line, previous));
        } else if line.is_empty() && is_row(previous) && next_is_loose_row(&lines[index..]) {
            // A blank line inside a table would end it.
        } else {
            out.push(line.clone());
            if line.starts_with('<') && line.ends_with('>') {
                out.push(String::new());
            }
        }
    }
    out.join("\n") + "\n"
}

/// Takes the indent off table rows and off fences with what they hold; trims blank lines.
fn flatten(body: &str) -> Vec<String> {
    let mut fence: Option<(char, usize)> = None;
    body.lines()
        .map(|line| {
            let trimmed = line.trim();
            if let Some((mark, indent)) = fence {
                if is_fence_end(trimmed, mark) {
                    fence = None;
                    return trimmed.to_owned();
                }
                let spaces = line.len() - line.trim_start_matches([' ', '\t']).len();
                return line[spaces.min(indent)..].to_owned();
            }
            if let Some(mark) = fence_start(trimmed) {
                fence = Some((mark, line.len() - line.trim_start().len()));
                return trimmed.to_owned();
            }
            let at_margin = is_row(trimmed) || trimmed.is_empty() || trimmed.starts_with('<');
            let kept = if at_margin { trimmed } else { line.trim_end() };
            kept.replace('\u{a0}', " ").replace('\u{200b}', "")
        })
        .collect()
}

fn fence_start(line: &str) -> Option<char> {
    ['`', '~'].into_iter().find(|mark| {
        let body = line.trim_start_matches(*mark);
        line.len() - body.len() >= 3 && !body.contains('`')
    })
}

fn is_fence_end(line: &str, mark: char) -> bool {
    line.len() >= 3 && line.trim().chars().all(|c| c == mark)
}

fn is_row(line: &str) -> bool {
    line.len() > 1 && line.starts_with('|')
}

fn is_delimiter(line: &str) -> bool {
    is_row(line) && line.contains("--") && line.chars().all(|c| "|-: \t".contains(c))
}

/// True if the rows above were left open across blank lines that were dropped.
fn continues_table(before: &[String]) -> bool {
    let mut above = before.iter().rev().skip_while(|line| line.is_empty());
    before.last().is_some_and(|line| line.is_empty())
        && above.next().is_some_and(|line| is_row(line))
}

/// True if the next line that is not blank is a row that does not begin a table of its own.
fn next_is_loose_row(rest: &[String]) -> bool {
    let mut below = rest.iter().skip_while(|line| line.is_empty());
    below.next().is_some_and(|line| is_row(line))
        && !below.next().is_some_and(|line| is_delimiter(line))
}

/// A delimiter row that does not match its header's columns is no table: give it as many.
fn widen_delimiter(line: &str, header: &str) -> String {
    let columns = |row: &str| {
        row.trim_matches('|')
            .replace("\\|", "")
            .matches('|')
            .count()
            + 1
    };
    if is_delimiter(line) && is_row(header) && columns(line) != columns(header) {
        return format!("|{}", " --- |".repeat(columns(header)));
    }
    line.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_read_and_taken_off() {
        let (front, body) = split_front_matter("---\r\ntitle: \"getJobs\"\r\n---\r\n# x\r\n");
        assert_eq!(front["title"], "getJobs");
        assert_eq!(body, "# x\n");
    }

    #[test]
    fn an_indented_table_comes_to_the_margin() {
        assert_eq!(
            repair("* a\n\n    | x |\n      | - |\n"),
            "* a\n\n\n| x |\n| - |\n"
        );
    }

    #[test]
    fn a_blank_line_inside_a_table_goes_and_one_between_tables_stays() {
        assert_eq!(
            repair("| x |\n| --- |\n\n| 1 |\n"),
            "\n| x |\n| --- |\n| 1 |\n"
        );
        assert!(repair("| x |\n| --- |\n\n| y |\n| --- |\n").contains("\n\n| y |"));
    }

    #[test]
    fn a_short_delimiter_row_is_widened() {
        assert!(repair("| x | y |\n| --- |\n").contains("| --- | --- |"));
    }

    #[test]
    fn a_no_break_space_is_a_space_except_in_code() {
        assert_eq!(repair("| URL\u{a0}Path |\n"), "\n| URL Path |\n");
        assert!(repair("```\na\u{a0}b\n```\n").contains("a\u{a0}b"));
    }

    #[test]
    fn a_fence_after_html_and_an_indented_fence_are_seen() {
        assert_eq!(
            repair("<p>\n  ```json\n  {}\n  ```\n"),
            "<p>\n\n\n```json\n{}\n```\n\n"
        );
    }
}
