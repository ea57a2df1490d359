//! A page as a flat list of blocks: headings, texts, tables and code, in reading order.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::prepare::repair;

/// One block of a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading, its level from 1 to 6.
    Heading(u8, String),
    /// A paragraph, list item, quoted line or summary of a fold.
    Text(String),
    /// A table.
    Table(Table),
    /// A fenced block: its info word and its text.
    Code(String, String),
}

/// A table: its head and its rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The texts of the head.
    pub head: Vec<String>,
    /// The rows, each as wide as the head.
    pub rows: Vec<Vec<Cell>>,
}

/// One cell: its text without mark-up, and the code spans in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// The text; `<br>` and list items are line ends.
    pub text: String,
    /// The inline code.
    pub codes: Vec<String>,
}

/// Walks the Markdown tree of a page's body.
pub fn blocks(body: &str) -> Vec<Block> {
    let text = repair(body);
    let mut walker = Walker::default();
    for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
        walker.take(event);
    }
    walker.end_text();
    walker.blocks
}

#[derive(Default)]
struct Walker {
    blocks: Vec<Block>,
    text: String,
    heading: Option<u8>,
    code: Option<String>,
    table: Option<Table>,
    cell: Option<Cell>,
    html: String,
}

impl Walker {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.push(&text),
            Event::Code(code) => {
                if let Some(cell) = &mut self.cell {
                    cell.codes.push(code.to_string());
                    self.push(&code);
                } else {
                    self.push(&format!("`{code}`"));
                }
            }
            Event::InlineHtml(tag) => self.push(if breaks_line(&tag) { "\n" } else { "" }),
            Event::Html(html) => self.html.push_str(&html),
            Event::SoftBreak | Event::HardBreak => self.push("\n"),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.end_text();
                self.heading = Some(level as u8);
            }
            Tag::Paragraph | Tag::Item => self.end_text(),
            Tag::CodeBlock(kind) => {
                self.end_text();
                // An indented block is a paragraph that the page's author indented too far.
                self.code = match kind {
                    CodeBlockKind::Fenced(info) => Some(info.to_string()),
                    CodeBlockKind::Indented => None,
                };
            }
            Tag::Table(_) => {
                self.end_text();
                self.table = Some(Table::default());
            }
            Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.rows.push(Vec::new());
                }
            }
            Tag::TableCell => self.cell = Some(Cell::default()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                let text = std::mem::take(&mut self.text);
                let level = self.heading.take().unwrap_or(1);
                self.blocks.push(Block::Heading(level, heading_text(&text)));
            }
            TagEnd::CodeBlock => {
                if let Some(info) = self.code.take() {
                    let text = std::mem::take(&mut self.text);
                    self.blocks.push(Block::Code(info, text));
                }
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.blocks.push(Block::Table(table));
                }
            }
            TagEnd::TableCell => self.end_cell(),
            TagEnd::HtmlBlock => {
                let html = std::mem::take(&mut self.html);
                self.text.push_str(&strip_tags(&html));
                self.end_text();
            }
            TagEnd::Paragraph | TagEnd::Item => self.end_text(),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        match &mut self.cell {
            Some(cell) => cell.text.push_str(text),
            None => self.text.push_str(text),
        }
    }

    fn end_cell(&mut self) {
        let (Some(mut cell), Some(table)) = (self.cell.take(), &mut self.table) else {
            return;
        };
        cell.text = cell.text.trim().to_owned();
        match table.rows.last_mut() {
            Some(row) => row.push(cell),
            None => table.head.push(cell.text),
        }
    }

    fn end_text(&mut self) {
        let text = std::mem::take(&mut self.text);
        let text = text.trim();
        if !text.is_empty() {
            self.blocks.push(Block::Text(text.to_owned()));
        }
    }
}

fn breaks_line(tag: &str) -> bool {
    let tag = tag.to_ascii_lowercase();
    tag.starts_with("<br") || tag.starts_with("</li") || tag.starts_with("</p")
}

/// The text between the tags of an HTML block.
fn strip_tags(html: &str) -> String {
    let mut text = String::new();
    let mut depth = 0_usize;
    for c in html.chars() {
        match c {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            _ if depth == 0 => text.push(c),
            _ => {}
        }
    }
    text
}

/// A heading without its `{ #anchor }`.
fn heading_text(text: &str) -> String {
    text.split("{ #")
        .next()
        .unwrap_or_default()
        .split("{#")
        .next()
        .unwrap_or_default()
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_lose_their_markup_and_keep_their_lines() {
        let found = blocks("| a |\n| - |\n| <span style=\"x\">Date</span>`f`<br>next \\| one |\n");
        let Some(Block::Table(table)) = found.first() else {
            panic!("{found:?}")
        };
        assert_eq!(table.head, ["a"]);
        assert_eq!(table.rows[0][0].text, "Datef\nnext | one");
        assert_eq!(table.rows[0][0].codes, ["f"]);
    }

    #[test]
    fn folds_headings_and_fences_are_blocks() {
        let page = "<a id=\"x\"></a>\n## Name { #x }\n<details><summary>Case (a=1)</summary>\n<p>\n```json\n{}\n```\n";
        assert_eq!(
            blocks(page),
            [
                Block::Heading(2, "Name".into()),
                Block::Text("Case (a=1)".into()),
                Block::Code("json".into(), "{}\n".into()),
            ]
        );
    }
}
