//! The files of `--write`.

use std::io::{BufWriter, Write};
use std::path::Path;

use korea_cloud_security::findings::output::OutputError;

use crate::cli::WriteTo;
use crate::context::Context;
use crate::exit::{Failure, Outcome, Status};
use crate::lang::{cannot_be_written, output_error, say};
use crate::output::OutFile;

/// Where a report is written to.
pub(in crate::commands) type Out<'a> = &'a mut (dyn Write + Send);

/// Whether the rows go to standard output: not beside reports, unless a format was asked for, and
/// never where a report goes there.
pub(in crate::commands) fn shows_rows<F>(context: &Context, writes: &[WriteTo<F>]) -> bool {
    let takes_stdout = writes.iter().any(WriteTo::is_stdout);
    !takes_stdout && (writes.is_empty() || context.global.format().is_some())
}

/// At most one report goes to standard output.
pub(in crate::commands) fn check<F>(writes: &[WriteTo<F>]) -> Outcome {
    if writes.iter().filter(|write| write.is_stdout()).count() > 1 {
        return Err(Failure::usage(say!(
            "--write: 표준 출력에는 보고서 하나만 쓸 수 있습니다",
            "--write: only one report can go to standard output"
        )));
    }
    Ok(())
}

/// Writes one file after the other, each whole or not at all. Returns the files with what writing
/// them gave.
pub(in crate::commands) fn write_each<'w, F: Copy, T>(
    context: &Context,
    writes: &'w [WriteTo<F>],
    write: impl Fn(F, Out<'_>) -> Result<T, OutputError>,
) -> Result<Vec<(&'w Path, T)>, Failure> {
    let mut written = Vec::new();
    for to in writes {
        let failed = |error| failure(&to.file, error);
        let given = if to.is_stdout() {
            let mut bytes = Vec::new();
            let given = write(to.format, &mut bytes).map_err(failed)?;
            context.output.bytes(&bytes)?;
            given
        } else {
            write_file(&to.file, |out| write(to.format, out).map_err(failed))?
        };
        written.push((to.file.as_path(), given));
    }
    Ok(written)
}

fn write_file<T>(
    path: &Path,
    write: impl FnOnce(Out<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let message = |error| cannot_be_written(path.display(), &error);
    // A place where nothing can be is a wrong option; a disk that is full is none.
    let file =
        OutFile::create(path).map_err(|error: std::io::Error| Failure::usage(message(error)))?;
    let failed = |error| Failure::new(Status::Network, message(error));
    let mut out = BufWriter::new(file.clone());
    let written = write(&mut out)?;
    out.flush().map_err(failed)?;
    file.set_complete(true);
    file.keep().map_err(failed)?;
    Ok(written)
}

fn failure(file: &Path, error: OutputError) -> Failure {
    let file = file.display();
    match error {
        OutputError::Io(error) => Failure::new(Status::Network, cannot_be_written(file, &error)),
        error => Failure::usage(format!("{file}: {}", output_error(&error))),
    }
}
