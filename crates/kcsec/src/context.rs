//! What every command has at hand: the options of every command, output, notes, the clock.

use std::fmt::Display;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use korea_cloud_security::auth::{Clock, Environment, SystemClock, SystemEnvironment};

use crate::cli::{Format, Global};
use crate::exit::{Failure, Outcome, unwritten};
use crate::interrupt::Stage;
use crate::lang::{Lang, Words};
use crate::output::{Output, clean};
use crate::settings::Session;

#[derive(Debug)]
pub(crate) struct Context {
    pub(crate) global: Global,
    pub(crate) environment: Arc<dyn Environment>,
    pub(crate) output: Output,
    pub(crate) lang: Lang,
    clock: SystemClock,
    stage: Mutex<Stage>,
}

impl Context {
    pub(crate) fn new(global: Global) -> Self {
        let environment: Arc<dyn Environment> = Arc::new(SystemEnvironment);
        let lang = global
            .lang
            .unwrap_or_else(|| Lang::of_locale(&*environment));
        Self {
            output: Output::new(&global, lang, &*environment),
            lang,
            environment,
            global,
            clock: SystemClock,
            stage: Mutex::new(Stage::Harmless),
        }
    }

    /// The settings of this call, and the emulator that it asked for.
    pub(crate) async fn session(&self) -> Result<Session, Failure> {
        Session::open(&self.global, Arc::clone(&self.environment)).await
    }

    /// The same with tables, whatever the format, and with nothing to lose by Ctrl-C.
    pub(crate) fn for_people(&self) -> Self {
        Self {
            global: self.global.clone(),
            environment: Arc::clone(&self.environment),
            output: Output {
                format: Format::Table,
                ..self.output
            },
            lang: self.lang,
            clock: self.clock,
            stage: Mutex::new(Stage::Harmless),
        }
    }

    pub(crate) fn now(&self) -> SystemTime {
        self.clock.now()
    }

    /// Says something that is no data, unless `--quiet`.
    pub(crate) fn note(&self, text: &str) {
        if !self.global.quiet {
            print_error_line(text);
        }
    }

    /// Says that something went wrong, also with `--quiet`.
    pub(crate) fn error(&self, text: &str) {
        print_error_line(&format!("kcsec: {text}"));
    }

    pub(crate) fn word(&self, words: Words) -> &'static str {
        words.of(self.lang)
    }

    pub(crate) fn fill(&self, words: Words, values: &[&dyn Display]) -> String {
        words.fill(self.lang, values)
    }

    /// Whether there is a person who can be asked.
    pub(crate) fn can_ask(&self) -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Says how far the command is, for the case that Ctrl-C ends it there.
    pub(crate) fn enter(&self, stage: Stage) {
        *self.stage.lock().unwrap_or_else(PoisonError::into_inner) = stage;
    }

    /// How the command ends if Ctrl-C ends it now; a job that is watched is written first.
    pub(crate) fn interrupted(&self) -> Outcome {
        let stage = self.stage.lock().unwrap_or_else(PoisonError::into_inner);
        if let Stage::Waiting(watched) = &*stage {
            watched
                .write(&self.output)
                .map_err(|error| unwritten(&format!("interrupted; {}", watched.named()), &error))?;
        }
        Err(stage.failure())
    }
}

/// Writes a line to standard error. If that is closed there is nobody left to tell.
pub(crate) fn print_error_line(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", clean(text));
}
