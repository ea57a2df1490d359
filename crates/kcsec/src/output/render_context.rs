//! How what is written may look where it goes.

use std::borrow::Cow;

use super::column::Column;
use super::text::clean;
use crate::lang::Lang;

/// The language, the room and the colours.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RenderContext {
    pub(crate) lang: Lang,
    /// The terminal's width; `None` off a terminal, where nothing is wrapped or cut.
    pub(crate) width: Option<u16>,
    pub(crate) colour: bool,
}

/// What a column is called.
pub(super) fn name_of(column: &Column, look: RenderContext) -> Cow<'_, str> {
    match &column.heading {
        Some(words) => Cow::Borrowed(words.of(look.lang)),
        None => clean(&column.name),
    }
}

/// A heading outside a table.
pub(super) fn heading_text(column: &Column, look: RenderContext) -> String {
    emphasised(&name_of(column, look), look)
}

/// Bold where there are colours.
pub(crate) fn emphasised(text: &str, look: RenderContext) -> String {
    painted("1", text, look)
}

/// Faint where there are colours.
pub(crate) fn faint(text: &str, look: RenderContext) -> String {
    painted("2", text, look)
}

fn painted(code: &str, text: &str, look: RenderContext) -> String {
    if look.colour {
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}
