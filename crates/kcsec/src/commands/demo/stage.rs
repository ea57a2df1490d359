use std::io;

use clap::ValueEnum as _;

use crate::context::Context;
use crate::lang::{Words, words};
use crate::output::{clean, emphasised, faint};

/// Where the demo plays: standard output, in the user's language.
pub(super) struct Stage<'c> {
    pub(super) context: &'c Context,
}

impl<'c> Stage<'c> {
    pub(super) fn new(context: &'c Context) -> Self {
        Self { context }
    }

    pub(super) fn open(&self, url: &str) -> io::Result<()> {
        let title = self.context.word(words(
            "한국 클라우드 보안 API 네 가지",
            "Four Korean cloud security APIs",
            "韓国クラウドのセキュリティAPI 4種",
        ));
        let place = self
            .context
            .word(words("에뮬레이터", "on an emulator at", "エミュレーター"));
        let look = self.context.output.look;
        self.print(&format!("{}  {place} {url}\n", emphasised(title, look)))
    }

    /// A heading, and the command that does the same.
    pub(super) fn act(&self, number: u8, title: Words, command: &str) -> io::Result<()> {
        let title = format!("{number}/6  {}", self.context.word(title));
        self.heading(&title, command)
    }

    /// A heading within an act.
    pub(super) fn scene(&self, title: Words, command: &str) -> io::Result<()> {
        self.heading(self.context.word(title), command)
    }

    fn heading(&self, title: &str, command: &str) -> io::Result<()> {
        let look = self.context.output.look;
        let command = match self
            .context
            .global
            .lang
            .and_then(|lang| lang.to_possible_value())
        {
            // So that it shows the same as here.
            Some(lang) => {
                command.replacen("kcsec", &format!("kcsec --lang {}", lang.get_name()), 1)
            }
            None => command.to_owned(),
        };
        let command = faint(&format!("$ {command}"), look);
        self.print(&format!("\n{}\n{command}\n", emphasised(title, look)))
    }

    pub(super) fn say(&self, text: Words) -> io::Result<()> {
        self.print(&format!("\n{}\n", self.context.word(text)))
    }

    /// A line with what the services said in it.
    pub(super) fn line(&self, text: &str) -> io::Result<()> {
        self.print(&format!("{}\n", clean(text)))
    }

    /// A line that says so where not all is shown.
    pub(super) fn excerpt(&self, shown: usize, all: usize) -> io::Result<()> {
        if shown >= all {
            return Ok(());
        }
        let text = words(
            "… {1}건 중 처음 {0}건",
            "… first {0} of {1}",
            "… {1}件中、最初の{0}件",
        );
        self.line(&self.context.fill(text, &[&shown, &all]))
    }

    fn print(&self, text: &str) -> io::Result<()> {
        self.context.output.text(text)
    }
}
