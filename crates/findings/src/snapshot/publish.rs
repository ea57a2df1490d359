use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};

use flate2::write::GzEncoder;
use flate2::{Compression, GzBuilder};
use sha2::{Digest, Sha256};

use super::layout::SnapshotName;
use super::locked::open_locked;
use crate::fingerprint::hex;

/// A snapshot that is being written under a name that no reader takes for one.
///
/// [`Unpublished::publish`] gives it its name at once and as a whole; without that, dropping it
/// removes it.
pub(super) struct Unpublished {
    path: PathBuf,
    out: Option<GzEncoder<Hashing<BufWriter<File>>>>,
}

impl Unpublished {
    pub(super) fn create(root: &Path, name: &SnapshotName) -> io::Result<Self> {
        let folder = name.folder(root);
        fs::create_dir_all(&folder)?;
        let mut copy = 1;
        let (path, mut file) = loop {
            let path = folder.join(format!(".{}.{copy}.tmp", name.stem()));
            match open_locked(&path)? {
                Some(file) => break (path, file),
                None => copy += 1,
            }
        };
        // A killed run may have left something here.
        file.set_len(0)?;
        file.rewind()?;
        let hashing = Hashing {
            file: BufWriter::with_capacity(128 * 1024, file),
            hash: Sha256::new(),
        };
        // No time and no system in the header: equal input gives equal bytes.
        let builder = GzBuilder::new().mtime(0).operating_system(255);
        Ok(Self {
            path,
            out: Some(builder.write(hashing, Compression::default())),
        })
    }

    /// Writes what is left to the disk, and links the file to its name or, where that is taken, to
    /// the next one that is free. Where the same bytes are there already, as after a run that was
    /// killed at its very end, they stay the only ones. Returns the path and the SHA-256.
    pub(super) fn publish(
        mut self,
        root: &Path,
        name: &SnapshotName,
    ) -> io::Result<(PathBuf, String)> {
        let Some(out) = self.out.take() else {
            return Err(io::Error::other("the snapshot is already written"));
        };
        let Hashing { file, hash } = out.finish()?;
        let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        let sha256 = hex(&hash.finalize());
        let mut copy = 1;
        let path = loop {
            let path = name.path(root, copy);
            match link_new(&self.path, &path) {
                Ok(()) => break path,
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                Err(_) if sha256_of(&path)? == sha256 => break path,
                Err(_) => copy += 1,
            }
        };
        drop(self);
        sync_folders(root, &name.folder(root))?;
        drop(file);
        Ok((path, sha256))
    }
}

impl Write for Unpublished {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.out {
            Some(out) => out.write(bytes),
            None => Err(io::ErrorKind::WriteZero.into()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for Unpublished {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

fn sha256_of(path: &Path) -> io::Result<String> {
    let mut hashing = Hashing {
        file: io::sink(),
        hash: Sha256::new(),
    };
    io::copy(&mut File::open(path)?, &mut hashing)?;
    Ok(hex(&hashing.hash.finalize()))
}

/// Gives a file a second name that must not be there yet.
fn link_new(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        // File systems without links: an empty file of our own takes the name first. No reader
        // takes it for a snapshot.
        Err(_) => {
            OpenOptions::new().write(true).create_new(true).open(to)?;
            fs::rename(from, to).inspect_err(|_| {
                let _ = fs::remove_file(to);
            })
        }
    }
}

/// Writes the names of the folders down, up to the root, so that a new file outlives a crash.
fn sync_folders(root: &Path, folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        for folder in folder.ancestors() {
            File::open(folder)?.sync_all()?;
            if folder == root {
                break;
            }
        }
    }
    Ok(())
}

/// Writes to a file and hashes what it writes.
struct Hashing<W> {
    file: W,
    hash: Sha256,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
