//! What every command has at hand: the options of every command, output, notes, the clock.

use std::fmt;
use std::fmt::Display;
use std::io::{self, IsTerminal as _};
use std::sync::Arc;
use std::time::SystemTime;

use auth_core::{Clock, Environment, SystemClock, SystemEnvironment};

use crate::cli::Global;
use crate::exit::Failure;
use crate::files::TimedFiles;
use crate::interrupts::Interrupts;
use crate::lang::{Lang, Words, io_error, say, set_current, words};
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
    /// The profile file that has other profiles than the default one, which is asked for.
    other_profiles: Option<String>,
    pub(crate) output: Output,
    pub(crate) lang: Lang,
    clock: SystemClock,
    /// What an interrupt leaves to be said and done.
    pub(crate) interrupts: Interrupts,
}

/// Said of a profile file with secrets that others can read.
const OTHERS_CAN_READ: Words = words(
    "경고: 이 컴퓨터의 다른 사용자가 {0} 파일의 키를 읽을 수 있습니다. chmod 600으로 제한하세요",
    "warning: other users of this machine can read the keys in {0}; restrict it with chmod 600",
    "警告: このマシンの他のユーザーが {0} のキーを読めます。chmod 600 で制限してください",
);

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
            None => Lang::of_environment(&*environment).map_err(Failure::usage)?,
        };
        set_current(lang);
        let output = Output::new(&global, lang, &*environment).map_err(|error| {
            Failure::usage(say!(
                "--out: 파일을 만들 수 없습니다: {}",
                "--out: the file cannot be created: {}",
                io_error(&error)
            ))
        })?;
        let context = Self {
            output,
            lang,
            environment,
            system,
            ncloud_profile: profile.ncloud_profile,
            profile: profile.profile,
            other_profiles: profile.others,
            global,
            clock: SystemClock,
            interrupts,
        };
        if let Some(path) = profile.read_by_others {
            context.note(&context.fill(OTHERS_CAN_READ, &[&path.display()]));
        }
        Ok(context)
    }

    /// Where settings come from that are set and belong together.
    ///
    /// # Errors
    ///
    /// When a variable cannot be read.
    pub(crate) fn source_of(&self, variables: &[&str]) -> Result<String, Failure> {
        match &self.profile {
            Some(profile) if profile.has(variables)? => Ok(profile.place.clone()),
            _ => Ok(say!(
                "환경 변수({})",
                "environment ({})",
                variables.join(", ")
            )),
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
            other_profiles: self.other_profiles.clone(),
            output: self.output.as_table(),
            lang: self.lang,
            clock: self.clock,
            interrupts: Interrupts::default(),
        }
    }

    /// The same failure, and if it is for want of settings, the ways to them.
    pub(crate) fn with_ways_on(&self, failure: Failure) -> Failure {
        if !failure.lacks_settings() {
            return failure;
        }
        let failure = match &self.other_profiles {
            Some(others) => failure.hint(&self.fill(
                words(
                    "{0} (--profile로 선택하세요)",
                    "{0} (choose one with --profile)",
                    "{0}(--profile で選択してください)",
                ),
                &[others],
            )),
            None => failure,
        };
        failure.hint(self.word(words(
            "'kcsec configure'로 저장하고 'kcsec doctor'로 확인하세요. --emulator는 설정 없이 동작합니다",
            "'kcsec configure' saves settings, 'kcsec doctor' shows what is there, and --emulator needs none",
            "'kcsec configure' で保存し、'kcsec doctor' で確認できます。--emulator は設定なしで動作します",
        )))
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
