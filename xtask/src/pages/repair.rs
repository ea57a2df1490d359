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
    let lines = head.lines().filter_map(|line| line.split_once(':'));
    let owned = |text: &str| text.trim().trim_matches('"').to_owned();
    let front = lines.map(|(key, value)| (owned(key), owned(value)));
    (front.collect(), body.to_owned())
}

/// Returns the page's body with its tables and fences where a parser finds them.
pub(super) fn repair(body: &str) -> String {
    let lines = body.lines().collect::<Vec<_>>();
    let mut out: Vec<String> = Vec::with_capacity(lines.len() * 2);
    let mut fence: Option<(char, usize)> = None;
    for (index, line) in lines.iter().enumerate() {
        let trimmed = line.trim();
        let spaces = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some((mark, indent)) = fence {
            if trimmed.len() >= 3 && trimmed.chars().all(|c| c == mark) {
                fence = None;
                out.extend([trimmed.to_owned(), String::new()]);
            } else {
                out.push(line[spaces.min(indent)..].to_owned());
            }
        } else if let Some(mark) = fence_start(trimmed) {
            fence = Some((mark, spaces));
            out.extend([String::new(), trimmed.to_owned()]);
        } else if is_row(trimmed) {
            let mut below = lines[index + 1..].iter().map(|line| line.trim());
            let below = below.find(|line| !line.is_empty());
            let above = out.iter().rposition(|line| !line.is_empty());
            if let Some(above) = above.filter(|at| is_row(&out[*at]))
                && !below.is_some_and(is_delimiter)
            {
                // A blank line inside a table would end it.
                out.truncate(above + 1);
            }
            let header = out.last().map(String::as_str).unwrap_or_default();
            let row = widen_delimiter(&plain(trimmed), header);
            if !is_row(header) {
                out.push(String::new());
            }
            out.push(row);
        } else if trimmed.is_empty() || trimmed.starts_with('<') {
            out.push(plain(trimmed));
            if trimmed.ends_with('>') {
                out.push(String::new());
            }
        } else {
            out.push(plain(line.trim_end()));
        }
    }
    out.join("\n") + "\n"
}

fn plain(line: &str) -> String {
    line.replace('\u{a0}', " ").replace('\u{200b}', "")
}

fn fence_start(line: &str) -> Option<char> {
    ['`', '~'].into_iter().find(|mark| {
        let body = line.trim_start_matches(*mark);
        line.len() - body.len() >= 3 && !body.contains('`')
    })
}

fn is_row(line: &str) -> bool {
    line.len() > 1 && line.starts_with('|')
}

fn is_delimiter(line: &str) -> bool {
    is_row(line) && line.contains("--") && line.chars().all(|c| "|-: \t".contains(c))
}

/// A delimiter row that does not match its header's columns is no table: give it as many.
fn widen_delimiter(line: &str, header: &str) -> String {
    let columns = |row: &str| {
        let row = row.trim_matches('|').replace("\\|", "");
        row.matches('|').count() + 1
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
