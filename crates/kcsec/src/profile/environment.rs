//! The environment with a profile behind it, or before it where the profile was asked for.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use auth_core::{Environment, NotUnicode};
use korea_cloud_security::ConfigError;

use super::keys::{ALIASES, KEYS, group_of};
use crate::exit::Failure;

/// The environment with a profile behind it, or before it where the profile was asked for.
#[derive(Clone)]
pub(crate) struct ProfileEnvironment {
    pub(super) environment: Arc<dyn Environment>,
    pub(super) values: BTreeMap<&'static str, String>,
    /// `--profile`: its keys beat those of the environment.
    pub(super) was_named: bool,
    /// File and profile, as people are told.
    pub(crate) place: String,
}

impl fmt::Debug for ProfileEnvironment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProfileEnvironment")
            .field("variables", &self.values.keys().collect::<Vec<_>>())
            .field("was_named", &self.was_named)
            .finish_non_exhaustive()
    }
}

impl ProfileEnvironment {
    /// Whether these values are the profile's.
    ///
    /// # Errors
    ///
    /// When a variable cannot be read.
    pub(crate) fn has(&self, variables: &[&str]) -> Result<bool, Failure> {
        for variable in variables {
            match self.is_of_profile(variable) {
                Ok(true) => {}
                Ok(false) => return Ok(false),
                Err(error) => return Err(ConfigError::from(error).into()),
            }
        }
        Ok(true)
    }

    /// Whether a variable's value is the profile's: an id and its secret come from one place.
    fn is_of_profile(&self, name: &str) -> Result<bool, NotUnicode> {
        let Some(group) = group_of(name) else {
            let is_key = KEYS.iter().any(|key| key.variable == name && key.is_secret);
            let beats = self.was_named && is_key;
            return Ok(
                self.values.contains_key(name) && (beats || self.environment.var(name)?.is_none())
            );
        };
        let members = || {
            let keys = KEYS
                .iter()
                .filter(|key| key.group == Some(group))
                .map(|key| key.variable);
            let aliases = ALIASES
                .iter()
                .filter(|(_, of)| *of == group)
                .map(|(alias, _)| *alias);
            keys.chain(aliases)
        };
        let in_profile = members().any(|member| self.values.contains_key(member));
        if self.was_named && in_profile {
            return Ok(true);
        }
        for member in members() {
            if self.environment.var(member)?.is_some() {
                return Ok(false);
            }
        }
        Ok(in_profile)
    }
}

impl Environment for ProfileEnvironment {
    fn var(&self, name: &str) -> Result<Option<String>, NotUnicode> {
        if self.is_of_profile(name)? {
            return Ok(self.values.get(name).cloned());
        }
        self.environment.var(name)
    }

    fn file_of_var(&self, name: &str) -> Option<String> {
        let key = KEYS.iter().find(|key| key.variable == name)?;
        let is_of_profile = self.is_of_profile(name).ok()?;
        is_of_profile.then(|| format!("{} ({})", self.place, key.name))
    }

    fn read_file(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.environment.read_file(path)
    }

    fn home_dir(&self) -> Option<PathBuf> {
        self.environment.home_dir()
    }
}
