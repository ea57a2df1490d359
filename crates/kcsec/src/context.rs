//! What every command has at hand: the options of every command, output, notes, the clock.

use std::fmt;
use std::fmt::Display;
use std::io::{self, IsTerminal as _};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use korea_cloud_security::auth::{Clock, Environment, SystemClock, SystemEnvironment};

use crate::cli::Global;
use crate::exit::{Failure, Outcome, Status};
use crate::lang::{Lang, Words};
use crate::output::{Output, print_error_line};
use crate::profile::{Profile, ProfileEnvironment};
use crate::settings::Session;

/// What an interrupt leaves to be said and done.
type OnInterrupt = Box<dyn Fn(&Output) -> Outcome + Send>;

pub(crate) struct Context {
    pub(crate) global: Global,
    pub(crate) environment: Arc<dyn Environment>,
    /// The profile of `~/.ncloud/configure`, if one is to be taken.
    ncloud_profile: Option<String>,
    /// The profile of the profile file, if there is one.
    profile: Option<ProfileEnvironment>,
    pub(crate) output: Output,
    pub(crate) lang: Lang,
    clock: SystemClock,
    on_interrupt: Mutex<Option<OnInterrupt>>,
}

impl Context {
    /// # Errors
    ///
    /// When the file of `--out` cannot be created.
    pub(crate) fn new(global: Global, needs_profile: bool) -> Result<Self, Failure> {
        let name = global.profile.as_deref().filter(|_| needs_profile);
        let profile = Profile::find(Arc::new(SystemEnvironment), name)?;
        let environment = profile.environment;
        let lang = match global.lang {
            Some(lang) => lang,
            None => Lang::of_environment(&*environment)?,
        };
        let output = Output::new(&global, lang, &*environment).map_err(|error| {
            Failure::usage(format!("--out: the file cannot be created: {error}"))
        })?;
        Ok(Self {
            output,
            lang,
            environment,
            ncloud_profile: profile.ncloud_profile,
            profile: profile.profile,
            global,
            clock: SystemClock,
            on_interrupt: Mutex::new(None),
        })
    }

    /// The environment without any profile.
    pub(crate) fn system_environment(&self) -> Arc<dyn Environment> {
        Arc::new(SystemEnvironment)
    }

    /// Where a setting that is set comes from.
    ///
    /// # Errors
    ///
    /// When a variable cannot be read.
    pub(crate) fn source_of(&self, variable: &str) -> Result<String, Failure> {
        match &self.profile {
            Some(profile) => profile.source_of(variable),
            None => Ok(format!("environment ({variable})")),
        }
    }

    /// The settings of this call, and the emulator that it asked for.
    pub(crate) async fn session(&self) -> Result<Session, Failure> {
        Session::open(
            &self.global,
            Arc::clone(&self.environment),
            self.ncloud_profile.as_deref(),
        )
        .await
    }

    /// The same with tables, whatever the format, and with nothing to lose by Ctrl-C.
    pub(crate) fn for_people(&self) -> Self {
        Self {
            global: self.global.clone(),
            environment: Arc::clone(&self.environment),
            ncloud_profile: self.ncloud_profile.clone(),
            profile: self.profile.clone(),
            output: self.output.as_table(),
            lang: self.lang,
            clock: self.clock,
            on_interrupt: Mutex::new(None),
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

    /// What is to be done and said if an interrupt ends the command from here on.
    pub(crate) fn on_interrupt(&self, action: impl Fn(&Output) -> Outcome + Send + 'static) {
        self.set_on_interrupt(Some(Box::new(action)));
    }

    /// From here on an interrupt loses nothing.
    pub(crate) fn interrupts_lose_nothing(&self) {
        self.set_on_interrupt(None);
    }

    fn set_on_interrupt(&self, action: Option<OnInterrupt>) {
        *self
            .on_interrupt
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = action;
    }

    /// How the command ends if an interrupt ends it now.
    pub(crate) fn interrupted(&self) -> Outcome {
        let action = self
            .on_interrupt
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        match &*action {
            Some(action) => action(&self.output),
            None => Err(Failure::new(Status::Interrupted, "interrupted")),
        }
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("global", &self.global)
            .field("output", &self.output)
            .field("lang", &self.lang)
            .finish_non_exhaustive()
    }
}
