//! What every command has at hand: the options of every command, output, notes, the clock.

use std::fmt;
use std::fmt::Display;
use std::io::{self, IsTerminal as _};
use std::sync::Arc;
use std::time::SystemTime;

use korea_cloud_security::auth::{Clock, Environment, SystemClock, SystemEnvironment};

use crate::cli::Global;
use crate::exit::Failure;
use crate::files::TimedFiles;
use crate::interrupts::Interrupts;
use crate::lang::{Lang, Words};
use crate::output::{Output, print_error_line};
use crate::profile::{Profile, ProfileEnvironment};
use crate::settings::Session;

pub(crate) struct Context {
    pub(crate) global: Global,
    pub(crate) environment: Arc<dyn Environment>,
    /// The environment without any profile.
    pub(crate) system: Arc<dyn Environment>,
    /// The profile of `~/.ncloud/configure`, if one is to be taken.
    ncloud_profile: Option<String>,
    /// The profile of the profile file, if there is one.
    profile: Option<ProfileEnvironment>,
    pub(crate) output: Output,
    pub(crate) lang: Lang,
    clock: SystemClock,
    /// What an interrupt leaves to be said and done.
    pub(crate) interrupts: Interrupts,
}

impl Context {
    /// # Errors
    ///
    /// When the profile cannot be used, or the file of `--out` cannot be created.
    pub(crate) fn new(
        global: Global,
        needs_profile: bool,
        interrupts: Interrupts,
    ) -> Result<Self, Failure> {
        let name = global.profile.as_deref().filter(|_| needs_profile);
        let system: Arc<dyn Environment> =
            Arc::new(TimedFiles::new(SystemEnvironment, global.timeout));
        let profile = Profile::find(Arc::clone(&system), name)?;
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
            system,
            ncloud_profile: profile.ncloud_profile,
            profile: profile.profile,
            global,
            clock: SystemClock,
            interrupts,
        })
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
            system: Arc::clone(&self.system),
            ncloud_profile: self.ncloud_profile.clone(),
            profile: self.profile.clone(),
            output: self.output.as_table(),
            lang: self.lang,
            clock: self.clock,
            interrupts: Interrupts::default(),
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
