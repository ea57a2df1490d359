use std::collections::BTreeMap;
use std::fmt::Debug;
use std::io;
use std::path::{Path, PathBuf};

/// What is read from outside the process: variables, files and the home directory.
///
/// Settings and credentials are looked up here and nowhere else, so that a test can lay out its
/// own environment ([`FixedEnvironment`]) without touching the process.
pub trait Environment: Debug + Send + Sync {
    /// The variable's value, or `None` if it is unset, empty or not Unicode.
    fn var(&self, name: &str) -> Option<String>;

    /// The file's text.
    ///
    /// # Errors
    ///
    /// Those of the file system; a file that is not there is [`io::ErrorKind::NotFound`].
    fn read_file(&self, path: &Path) -> io::Result<String>;

    /// The user's home directory.
    fn home_dir(&self) -> Option<PathBuf>;
}

/// The environment of this process.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEnvironment;

impl Environment for SystemEnvironment {
    #[allow(
        clippy::disallowed_methods,
        reason = "the one real environment that others inject"
    )]
    fn var(&self, name: &str) -> Option<String> {
        std::env::var(name).ok().filter(|value| !value.is_empty())
    }

    fn read_file(&self, path: &Path) -> io::Result<String> {
        std::fs::read_to_string(path)
    }

    fn home_dir(&self) -> Option<PathBuf> {
        std::env::home_dir().filter(|home| !home.as_os_str().is_empty())
    }
}

/// An environment that holds just what it is given; for tests.
#[derive(Clone, Default)]
pub struct FixedEnvironment {
    vars: BTreeMap<String, String>,
    files: BTreeMap<PathBuf, String>,
    home: Option<PathBuf>,
}

impl FixedEnvironment {
    /// An environment without variables, files or home.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a variable.
    #[must_use]
    pub fn with_var(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.vars.insert(name.into(), value.into());
        self
    }

    /// Adds a file.
    #[must_use]
    pub fn with_file(mut self, path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        self.files.insert(path.into(), text.into());
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
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FixedEnvironment")
            .field("vars", &self.vars.keys().collect::<Vec<_>>())
            .field("files", &self.files.keys().collect::<Vec<_>>())
            .field("home", &self.home)
            .finish()
    }
}

impl Environment for FixedEnvironment {
    fn var(&self, name: &str) -> Option<String> {
        self.vars
            .get(name)
            .filter(|value| !value.is_empty())
            .cloned()
    }

    fn read_file(&self, path: &Path) -> io::Result<String> {
        self.files
            .get(path)
            .cloned()
            .ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn home_dir(&self) -> Option<PathBuf> {
        self.home.clone()
    }
}
