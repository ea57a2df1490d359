//! How what is written may look where it goes.

use std::borrow::Cow;

use auth_core::Environment;
use comfy_table::Table;

use super::column::Column;
use super::text::clean;
use crate::cli::Color;
use crate::lang::Lang;

/// The language, the room and the colours.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RenderContext {
    pub(crate) lang: Lang,
    /// The terminal's width; `None` off a terminal, where nothing is wrapped or cut.
    pub(crate) width: Option<u16>,
    pub(crate) colour: bool,
    /// Whether rules are drawn in ASCII.
    pub(crate) ascii: bool,
}

impl RenderContext {
    /// The width and colours of a terminal, if that is where the data goes. Colours can be asked
    /// for elsewhere too.
    pub(super) fn of(
        is_terminal: bool,
        lang: Lang,
        color: Option<Color>,
        environment: &dyn Environment,
    ) -> Self {
        let is_set = |name| environment.var(name) != Ok(None);
        let is_dumb = environment.var("TERM") == Ok(Some("dumb".to_owned()));
        Self {
            lang,
            width: is_terminal.then(|| width(environment)),
            colour: match color {
                Some(Color::Always) => true,
                Some(Color::Never) => false,
                Some(Color::Auto) | None => is_terminal && !is_set("NO_COLOR") && !is_dumb,
            },
            ascii: !can_draw(environment),
        }
    }
}

/// What `COLUMNS` says, else what the terminal says; some say 0.
fn width(environment: &dyn Environment) -> u16 {
    const USUAL: u16 = 80;

    let said = environment
        .var("COLUMNS")
        .ok()
        .flatten()
        .and_then(|columns| columns.trim().parse().ok());
    said.filter(|columns| *columns > 0)
        .or_else(|| Table::new().width().filter(|columns| *columns > 0))
        .unwrap_or(USUAL)
}

/// Whether the terminal can be expected to show lines and dashes beyond ASCII.
fn can_draw(environment: &dyn Environment) -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| environment.var(name).ok()?);
    let is_plain_terminal = matches!(
        environment.var("TERM").ok().flatten().as_deref(),
        Some("dumb" | "linux" | "vt100" | "vt220")
    );
    // Without any locale, as in containers, nothing says that it cannot.
    let is_plain_locale = locale.is_some_and(|locale| {
        let locale = locale.to_ascii_lowercase();
        matches!(locale.as_str(), "c" | "posix")
            || locale.contains("euc")
            || locale.contains("8859")
    });
    !(is_plain_terminal || is_plain_locale)
}

/// What a column is called.
pub(super) fn name_of(column: &Column, look: RenderContext) -> Cow<'_, str> {
    match &column.heading {
        Some(words) if column.kind.is_korean_time() => {
            Cow::Owned(format!("{} (KST)", words.of(look.lang)))
        }
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
