//! The profile file: where it is, and what it holds.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use auth_core::{Environment, decode_settings};
use korea_cloud_security::ConfigError;

use super::parse::{Table, parse};
use crate::exit::Failure;
use crate::lang::{io_error, say};

/// The profile file, read and checked.
#[derive(Clone)]
pub(crate) struct ProfileFile {
    pub(crate) path: PathBuf,
    profiles: BTreeMap<String, Table>,
}

impl fmt::Debug for ProfileFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProfileFile")
            .field("path", &self.path)
            .field("profiles", &self.names().collect::<Vec<_>>())
            .finish()
    }
}

impl ProfileFile {
    /// The file's path: `KCSEC_CONFIG`, or `kcsec/config.toml` where the user's settings are.
    pub(crate) fn path(environment: &dyn Environment) -> Result<Option<PathBuf>, Failure> {
        if let Some(path) = var(environment, "KCSEC_CONFIG")? {
            return Ok(Some(path.into()));
        }
        let settings = match var(environment, "XDG_CONFIG_HOME")? {
            Some(path) if Path::new(&path).is_absolute() => Some(path.into()),
            _ => environment.home_dir().map(|home| home.join(".config")),
        };
        Ok(settings.map(|path| path.join("kcsec").join("config.toml")))
    }

    /// Reads the file; `None` where there is none.
    ///
    /// # Errors
    ///
    /// When it cannot be read, is no TOML, or holds a key that no profile has.
    pub(crate) fn read(environment: &dyn Environment) -> Result<Option<Self>, Failure> {
        let Some(path) = Self::path(environment)? else {
            return Ok(None);
        };
        let shown = path.display();
        let named = var(environment, "KCSEC_CONFIG")?.is_some();
        let content = match environment.read_file(&path) {
            Ok(content) => content,
            Err(error) if error.kind() == io::ErrorKind::NotFound && !named => return Ok(None),
            Err(error) => {
                let step = match named {
                    true => say!("KCSEC_CONFIG를 확인하세요", "check KCSEC_CONFIG"),
                    false => say!(
                        "이 사용자가 읽을 수 있는 텍스트 파일로 바꾸거나 지우세요",
                        "make it a text file that this user may read, or remove it"
                    ),
                };
                return Err(Failure::usage(say!(
                    "{}: 프로필 파일을 읽을 수 없습니다: {}; {step}",
                    "{}: the profile file cannot be read: {}; {step}",
                    shown,
                    io_error(&error)
                )));
            }
        };
        let profiles = parse(&decode_settings(&content))
            .map_err(|problem| Failure::usage(format!("{shown}{problem}")))?;
        Ok(Some(Self { path, profiles }))
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.profiles.keys().map(String::as_str)
    }

    /// The values of a profile by the names of variables.
    ///
    /// # Errors
    ///
    /// When there is a mistake in it.
    pub(crate) fn values(
        &self,
        profile: &str,
    ) -> Result<Option<&BTreeMap<&'static str, String>>, Failure> {
        match self.profiles.get(profile) {
            None => Ok(None),
            Some(Ok(values)) => Ok(Some(values)),
            Some(Err(problem)) => Err(Failure::usage(format!("{}{problem}", self.path.display()))),
        }
    }

    /// The file has profiles, but none of that name.
    pub(super) fn names_others(&self) -> Option<String> {
        let names: Vec<&str> = self.names().collect();
        (!names.is_empty()).then(|| {
            let names = names.join(", ");
            format!("{} has only these profiles: {names}", self.path.display())
        })
    }

    /// Whether users besides the owner can read the file.
    #[cfg(unix)]
    pub(super) fn is_read_by_others(&self) -> bool {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::metadata(&self.path).is_ok_and(|file| file.permissions().mode() & 0o044 != 0)
    }

    #[cfg(not(unix))]
    pub(super) fn is_read_by_others(&self) -> bool {
        false
    }
}

fn var(environment: &dyn Environment, name: &str) -> Result<Option<String>, Failure> {
    environment
        .var(name)
        .map_err(|error| Failure::from(ConfigError::from(error)))
}
