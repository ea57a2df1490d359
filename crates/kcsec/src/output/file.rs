//! `--out`: a file that is written whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The files that are being written, for an end that drops nothing.
static TEMPORARIES: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Removes what was not written to its end.
pub(crate) fn remove_temporaries() {
    for path in temporaries().drain(..) {
        let _ = fs::remove_file(path);
    }
}

fn temporaries() -> MutexGuard<'static, Vec<PathBuf>> {
    TEMPORARIES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The file of `--out`: written beside its name, and renamed once all is there.
#[derive(Debug, Clone)]
pub(crate) struct OutFile(Arc<Mutex<Pending>>);

#[derive(Debug)]
struct Pending {
    path: PathBuf,
    temporary: PathBuf,
    file: File,
    /// Whether what was begun was written to its end.
    complete: bool,
}

impl OutFile {
    /// # Errors
    ///
    /// When no file can be created in the folder.
    pub(crate) fn create(path: &Path) -> io::Result<Self> {
        let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
        let hidden = format!(".{}.{}.tmp", name.to_string_lossy(), std::process::id());
        let temporary = path.with_file_name(hidden);
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&temporary)?;
        temporaries().push(temporary.clone());
        Ok(Self(Arc::new(Mutex::new(Pending {
            path: path.to_owned(),
            temporary,
            file,
            complete: false,
        }))))
    }

    /// Says whether what was begun is written to its end.
    pub(crate) fn set_complete(&self, complete: bool) {
        self.with(|pending| pending.complete = complete);
    }

    /// Gives a complete file its name.
    ///
    /// # Errors
    ///
    /// When it cannot be written to the disk or renamed.
    pub(crate) fn keep(&self) -> io::Result<()> {
        self.with(|pending| {
            if !pending.complete {
                return Ok(());
            }
            pending.file.sync_all()?;
            fs::rename(&pending.temporary, &pending.path)
        })
    }

    fn with<T>(&self, act: impl FnOnce(&mut Pending) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for OutFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.with(|pending| pending.file.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        // Gone already where the file was kept.
        let _ = fs::remove_file(&self.temporary);
        temporaries().retain(|path| *path != self.temporary);
    }
}
