//! Walks the Markdown tree of a page.

use std::ops::Range;
use std::sync::LazyLock;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use regex_lite::Regex;

use super::model::{Block, Cell, Page, Section, Table};
use super::repair::{repair, split_front_matter};

/// Reads a page.
pub fn page(text: &str) -> Page {
    let (front, body) = split_front_matter(text);
    let body = repair(&body);
    let mut walker = Walker {
        sections: vec![Section::default()],
        starts: vec![0],
        ..Walker::default()
    };
    for (event, range) in Parser::new_ext(&body, Options::ENABLE_TABLES).into_offset_iter() {
        walker.take(event, range);
    }
    walker.end_text();
    let ends = walker.starts.iter().skip(1).copied().chain([body.len()]);
    let ranges = walker.starts.iter().zip(ends);
    for (section, (start, end)) in walker.sections.iter_mut().zip(ranges) {
        section.source = normal(&body[*start..end]);
    }
    let sections = walker.sections;
    Page { front, sections }
}

#[derive(Default)]
struct Walker {
    sections: Vec<Section>,
    /// Where each section starts.
    starts: Vec<usize>,
    text: String,
    table: Option<Table>,
    cell: Option<Cell>,
    html: String,
    /// How many lists are open, and the items so far.
    depth: usize,
    items: Vec<String>,
}

impl Walker {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.push(&text),
            Event::Code(code) => match &mut self.cell {
                Some(cell) => {
                    cell.codes.push(code.to_string());
                    cell.text.push_str(&code);
                }
                None => self.push(&format!("`{code}`")),
            },
            Event::InlineHtml(tag) if LINE.is_match(&tag) => self.push("\n"),
            Event::Html(html) => self.html.push_str(&html),
            Event::SoftBreak | Event::HardBreak => self.push("\n"),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.end_list();
                let level = level as u8;
                let parent = self.sections.iter().rposition(|above| above.level < level);
                self.starts.push(range.start);
                self.sections.push(Section {
                    level,
                    parent: parent.filter(|above| self.sections[*above].level > 0),
                    ..Section::default()
                });
            }
            Tag::Paragraph | Tag::Item => self.end_text(),
            Tag::List(_) => {
                self.end_text();
                self.depth += 1;
            }
            Tag::CodeBlock(kind) => {
                self.end_list();
                // An indented block is a paragraph that the page's author indented too far.
                if let CodeBlockKind::Fenced(info) = kind {
                    self.block(Block::Code(info.to_string(), String::new()));
                }
            }
            Tag::Table(_) => {
                self.end_list();
                self.table = Some(Table::default());
            }
            Tag::TableRow => {
                let table = self.table.iter_mut();
                table.for_each(|table| table.rows.push(Vec::new()));
            }
            Tag::TableCell => self.cell = Some(Cell::default()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                let text = std::mem::take(&mut self.text);
                if let Some(section) = self.sections.last_mut() {
                    section.heading = ANCHOR.replace_all(&text, "").trim().to_owned();
                }
            }
            TagEnd::CodeBlock => {
                let blocks = self.sections.last_mut().map(|section| &mut section.blocks);
                let last = blocks.and_then(|blocks| blocks.last_mut());
                if let Some(Block::Code(_, text)) = last
                    && text.is_empty()
                {
                    *text = std::mem::take(&mut self.text);
                }
            }
            TagEnd::Table => {
                let table = self.table.take().unwrap_or_default();
                self.block(Block::Table(table));
            }
            TagEnd::TableCell => self.end_cell(),
            TagEnd::HtmlBlock => {
                let html = std::mem::take(&mut self.html);
                self.text.push_str(&TAG.replace_all(&html, ""));
                self.end_text();
            }
            TagEnd::Paragraph | TagEnd::Item => self.end_text(),
            TagEnd::List(_) => {
                self.end_text();
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    self.end_list();
                }
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        let cell = self.cell.as_mut().map(|cell| &mut cell.text);
        cell.unwrap_or(&mut self.text).push_str(text);
    }

    fn end_cell(&mut self) {
        let mut cell = self.cell.take().unwrap_or_default();
        let lines = cell.text.lines().map(str::trim);
        let lines = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>();
        cell.text = lines.join("\n");
        if let Some(table) = &mut self.table {
            match table.rows.last_mut() {
                Some(row) => row.push(cell),
                None => table.head.push(cell.text),
            }
        }
    }

    fn end_text(&mut self) {
        let text = std::mem::take(&mut self.text).trim().to_owned();
        if text.is_empty() {
        } else if self.depth > 0 {
            self.items.push(text);
        } else {
            self.block(Block::Text(text));
        }
    }

    fn end_list(&mut self) {
        self.end_text();
        let items = std::mem::take(&mut self.items);
        if !items.is_empty() {
            self.block(Block::List(items));
        }
    }

    fn block(&mut self, block: Block) {
        if let Some(section) = self.sections.last_mut() {
            section.blocks.push(block);
        }
    }
}

/// A regular expression.
#[expect(
    clippy::expect_used,
    reason = "the tests compile every pattern in the source"
)]
pub(crate) fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern compiles")
}

static ANCHOR: LazyLock<Regex> = LazyLock::new(|| pattern(r"\{ *#[^}]*\}"));
static TAG: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?s)<!--.*?-->|</?[A-Za-z][^>]*>"));
static LAYOUT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r#"(?s)<!--.*?-->|</?span[^>]*>|<a id="[^"]*">|</a>|\{ *#[^}]*\}|</?p>|<br ?/?>"#)
});
/// An HTML tag that ends a line.
static LINE: LazyLock<Regex> = LazyLock::new(|| pattern("^(?i)</?(br|p|li|ul|ol|div)[ />]"));
static RULE: LazyLock<Regex> = LazyLock::new(|| pattern(r":?-{2,}:?"));

/// A section's text without what only lays it out: spans, anchors, spaces, widths of columns.
fn normal(source: &str) -> String {
    let text = LAYOUT.replace_all(source, " ");
    let text = RULE.replace_all(&text, "--").replace('|', " | ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_lose_their_markup_and_keep_their_lines() {
        let found = page(
            "| a |\n| - |\n| <span style=\"x\">Date</span>`f`<ul><li>next \\| one</li></ul> |\n",
        );
        let [Block::Table(table)] = found.sections[0].blocks.as_slice() else {
            panic!("{found:?}")
        };
        assert_eq!(table.head, ["a"]);
        assert_eq!(table.rows[0][0].text, "Datef\nnext | one");
        assert_eq!(table.rows[0][0].codes, ["f"]);
    }

    #[test]
    fn sections_know_what_they_are_part_of() {
        let found = page(
            "<a id=\"x\"></a>\n## Name { #x }\n<details><summary>Case (a=1)</summary>\n<p>\n```json\n{}\n```\n### In\n* a\n    * b\n## Next\n",
        );
        let sections = &found.sections;
        assert_eq!(
            sections[1].blocks,
            [
                Block::Text("Case (a=1)".into()),
                Block::Code("json".into(), "{}\n".into()),
            ]
        );
        assert_eq!(sections[1].heading, "Name");
        assert_eq!(
            sections[2].blocks,
            [Block::List(vec!["a".into(), "b".into()])]
        );
        assert_eq!((sections[2].parent, sections[3].parent), (Some(1), None));
    }

    #[test]
    fn layout_is_no_text_and_every_word_is() {
        let source = |text: &str| page(text).sections.remove(1).source;
        let one = source("# a\n\n|x|y|\n|---|---|\n| 1 | <span style=\"a\">2</span> |\n");
        assert_eq!(
            one,
            source("# a {#b}\n| x | y |\n| :-------- | -- |\n|1|2   |\n")
        );
        assert_ne!(one, source("# a\n\n|x|y|\n|---|---|\n| 1 | ~~2~~ |\n"));
    }
}
