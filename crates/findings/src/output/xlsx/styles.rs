use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// How a cell looks. Colour never stands alone: the word is always there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Text,
    Wrap,
    Fail,
    Unknown,
    Muted,
    Number,
    Percent,
    Day,
    Time,
    Header,
    Title,
    Label,
    Banner,
    Box,
}

const ALL: [Style; 14] = [
    Style::Text,
    Style::Wrap,
    Style::Fail,
    Style::Unknown,
    Style::Muted,
    Style::Number,
    Style::Percent,
    Style::Day,
    Style::Time,
    Style::Header,
    Style::Title,
    Style::Label,
    Style::Banner,
    Style::Box,
];

pub(super) struct Styles([Format; ALL.len()]);

impl Styles {
    /// Cells of a page have lines around them. Those of a table have none: its gridlines are shown
    /// and printed, and empty cells need not be written.
    pub(super) fn new(font: &str, has_lines: bool) -> Self {
        Self(ALL.map(|style| format(style, has_lines).set_font_name(font)))
    }

    pub(super) fn of(&self, style: Style) -> &Format {
        &self.0[style as usize]
    }
}

fn format(style: Style, has_lines: bool) -> Format {
    let line = Color::RGB(0xD5DAE1);
    let base = Format::new().set_font_size(10).set_align(FormatAlign::Top);
    let cell = || match has_lines {
        true => base
            .clone()
            .set_border(FormatBorder::Thin)
            .set_border_color(line),
        false => base.clone(),
    };
    match style {
        Style::Text => cell(),
        Style::Wrap => cell().set_text_wrap(),
        Style::Fail => cell()
            .set_bold()
            .set_font_color(Color::RGB(0x9B1C1C))
            .set_background_color(Color::RGB(0xFDE8E8)),
        Style::Unknown => cell()
            .set_font_color(Color::RGB(0x7A4B00))
            .set_background_color(Color::RGB(0xFFF4DB)),
        Style::Muted => cell().set_font_color(Color::RGB(0x5B6472)),
        Style::Number => cell().set_num_format("#,##0"),
        Style::Percent => cell().set_num_format("0.0%"),
        Style::Day => cell()
            .set_num_format("yyyy-mm-dd")
            .set_align(FormatAlign::Left),
        Style::Time => cell()
            .set_num_format("yyyy-mm-dd hh:mm")
            .set_align(FormatAlign::Left),
        Style::Header => cell()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::VerticalCenter)
            .set_align(FormatAlign::Center)
            .set_background_color(Color::RGB(0xE8EDF4)),
        Style::Title => base.clone().set_bold().set_font_size(18),
        Style::Label => cell().set_bold().set_background_color(Color::RGB(0xF4F6F9)),
        Style::Banner => base
            .clone()
            .set_bold()
            .set_font_color(Color::RGB(0x9B1C1C))
            .set_background_color(Color::RGB(0xFDE8E8)),
        Style::Box => cell()
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter),
    }
}
