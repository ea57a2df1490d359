use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt::{self, Debug};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::SigningError;

/// The largest file that is read, in bytes.
const MAX_FILE_LEN: u64 = 1024 * 1024;

/// What is read from outside the process: variables, files and the home directory.
///
/// Settings and credentials are looked up here and nowhere else, so that a test can provide an
/// environment of its own ([`FixedEnvironment`]) without touching the process.
pub trait Environment: Debug + Send + Sync {
    /// The variable's value; `None` if it is unset or empty.
    ///
    /// # Errors
    ///
    /// When it is set to what is not UTF-8.
    fn var(&self, name: &str) -> Result<Option<String>, NotUnicode>;

    /// The file that the variable's value comes from, if it is not the process's own variable;
    /// error messages name it.
    fn file_of_var(&self, name: &str) -> Option<String> {
        let _ = name;
        None
    }

    /// The content of a settings file: a regular file of at most 1 MiB, or `/dev/null`.
    ///
    /// # Errors
    ///
    /// Those of the file system. A file that does not exist, or that is in a directory that this
    /// user cannot see, is [`io::ErrorKind::NotFound`].
    fn read_file(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// The user's home directory.
    fn home_dir(&self) -> Option<PathBuf>;
}

/// An environment variable is set, but its value is not UTF-8.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotUnicode {
    /// The variable's name.
    pub name: String,
}

impl fmt::Display for NotUnicode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the environment variable {} is set to a value that is not UTF-8; set it again or unset it",
            self.name
        )
    }
}

impl std::error::Error for NotUnicode {}

impl From<NotUnicode> for SigningError {
    fn from(error: NotUnicode) -> Self {
        Self::not_configured(error.to_string())
    }
}

fn value_of(name: &str, value: Option<OsString>) -> Result<Option<String>, NotUnicode> {
    value
        .filter(|value| !value.is_empty())
        .map(OsString::into_string)
        .transpose()
        .map_err(|_| NotUnicode {
            name: name.to_owned(),
        })
}

/// The environment of this process.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEnvironment;

impl Environment for SystemEnvironment {
    #[allow(
        clippy::disallowed_methods,
        reason = "the one real environment that others inject"
    )]
    fn var(&self, name: &str) -> Result<Option<String>, NotUnicode> {
        value_of(name, std::env::var_os(name))
    }

    fn read_file(&self, path: &Path) -> io::Result<Vec<u8>> {
        // Before it is opened: opening a pipe would wait for its writer.
        let metadata = std::fs::metadata(path).map_err(|error| unseen(path, error))?;
        if is_null_device(&metadata) {
            return Ok(Vec::new());
        }
        if !metadata.is_file() {
            return Err(io::Error::other("it is not a regular file"));
        }
        let mut content = Vec::new();
        // One byte more than is allowed, whatever the file's length was a moment ago.
        std::fs::File::open(path)?
            .take(MAX_FILE_LEN + 1)
            .read_to_end(&mut content)?;
        if content.len() as u64 > MAX_FILE_LEN {
            return Err(io::Error::other("it is larger than 1 MiB"));
        }
        Ok(content)
    }

    fn home_dir(&self) -> Option<PathBuf> {
        // A relative one would lead to files of whatever directory this runs in.
        std::env::home_dir().filter(|home| home.is_absolute())
    }
}

/// `/dev/null`, by whatever name, is how people say that there is nothing to read.
#[cfg(unix)]
fn is_null_device(metadata: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _};
    metadata.file_type().is_char_device()
        && std::fs::metadata("/dev/null").is_ok_and(|null| null.rdev() == metadata.rdev())
}

#[cfg(not(unix))]
fn is_null_device(_: &std::fs::Metadata) -> bool {
    false
}

/// A file below a file, or in a home that this user may not search, does not exist for them; one in
/// a directory of its own that is locked may.
fn unseen(path: &Path, error: io::Error) -> io::Error {
    let directory = path.parent().map(std::fs::metadata);
    match (error.kind(), directory) {
        (io::ErrorKind::NotADirectory, _) => io::ErrorKind::NotFound.into(),
        (io::ErrorKind::PermissionDenied, Some(Err(_))) => io::ErrorKind::NotFound.into(),
        _ => error,
    }
}

/// An environment that holds just what it is given; for tests.
///
/// ```
/// use auth_core::{Environment as _, FixedEnvironment};
///
/// let environment = FixedEnvironment::new().with_var("KCSEC_ZONE", "gov");
/// assert_eq!(environment.var("KCSEC_ZONE").unwrap().as_deref(), Some("gov"));
/// assert_eq!(environment.var("HOME").unwrap(), None);
/// ```
#[derive(Clone, Default)]
pub struct FixedEnvironment {
    vars: BTreeMap<String, OsString>,
    files: BTreeMap<PathBuf, Result<Vec<u8>, io::ErrorKind>>,
    home: Option<PathBuf>,
}

impl FixedEnvironment {
    /// An environment without variables, files or home.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a variable.
    #[must_use]
    pub fn with_var(mut self, name: impl Into<String>, value: impl Into<OsString>) -> Self {
        self.vars.insert(name.into(), value.into());
        self
    }

    /// Adds a file.
    #[must_use]
    pub fn with_file(mut self, path: impl Into<PathBuf>, content: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.into(), Ok(content.into()));
        self
    }

    /// Adds a file that cannot be read.
    #[must_use]
    pub fn with_unreadable_file(mut self, path: impl Into<PathBuf>, kind: io::ErrorKind) -> Self {
        self.files.insert(path.into(), Err(kind));
        self
    }

    /// Sets the home directory.
    #[must_use]
    pub fn with_home(mut self, home: impl Into<PathBuf>) -> Self {
        self.home = Some(home.into());
        self
    }
}

// Values may be secrets: only names are shown.
impl Debug for FixedEnvironment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FixedEnvironment")
            .field("vars", &self.vars.keys().collect::<Vec<_>>())
            .field("files", &self.files.keys().collect::<Vec<_>>())
            .field("home", &self.home)
            .finish()
    }
}

impl Environment for FixedEnvironment {
    fn var(&self, name: &str) -> Result<Option<String>, NotUnicode> {
        value_of(name, self.vars.get(name).cloned())
    }

    fn read_file(&self, path: &Path) -> io::Result<Vec<u8>> {
        match self.files.get(path) {
            Some(Ok(content)) => Ok(content.clone()),
            Some(Err(kind)) => Err((*kind).into()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn home_dir(&self) -> Option<PathBuf> {
        self.home.clone()
    }
}
