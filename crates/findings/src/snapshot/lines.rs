use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;
use sha2::{Digest, Sha256};

use crate::fingerprint::hex;

/// The longest line that is read: far more than any record takes.
const MAX_LINE: u64 = 16 * 1024 * 1024;

/// The lines of a gzipped file, and the SHA-256 of the bytes they were read from.
pub(super) struct Lines<R: Read> {
    input: BufReader<MultiGzDecoder<BufReader<Hashing<R>>>>,
    line: Vec<u8>,
    number: u64,
}

impl Lines<File> {
    pub(super) fn open(path: &std::path::Path) -> io::Result<Self> {
        File::open(path).map(Self::new)
    }
}

impl<R: Read> Lines<R> {
    pub(super) fn new(input: R) -> Self {
        let hashing = Hashing {
            input,
            hash: Sha256::new(),
        };
        let decoder = MultiGzDecoder::new(BufReader::with_capacity(64 * 1024, hashing));
        Self {
            input: BufReader::with_capacity(128 * 1024, decoder),
            line: Vec::new(),
            number: 0,
        }
    }

    /// Reads the next line without its line break; false at the end.
    pub(super) fn advance(&mut self) -> io::Result<bool> {
        self.line.clear();
        let mut limited = Read::take(&mut self.input, MAX_LINE);
        if limited.read_until(b'\n', &mut self.line)? == 0 {
            return Ok(false);
        }
        self.number += 1;
        if self.line.last() == Some(&b'\n') {
            self.line.pop();
        } else if self.line.len() as u64 == MAX_LINE {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "the line is too long",
            ));
        }
        Ok(true)
    }

    pub(super) fn line(&self) -> &[u8] {
        &self.line
    }

    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// The SHA-256 of everything that was read so far: of the whole file at its end.
    pub(super) fn sha256(&self) -> String {
        let hashing = self.input.get_ref().get_ref().get_ref();
        hex(&hashing.hash.clone().finalize())
    }
}

struct Hashing<R> {
    input: R,
    hash: Sha256,
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.hash.update(&buffer[..read]);
        Ok(read)
    }
}
