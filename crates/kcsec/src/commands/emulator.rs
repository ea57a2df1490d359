use std::fs::{self, OpenOptions};
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::cli::EmulatorArgs;
use crate::context::Context;
use crate::exit::{Failure, Outcome, Status};
use crate::lang::words;
use crate::settings::start;

/// The last line of the settings.
const LAST_LINE: &str = "# Control: ";

pub(super) async fn run(context: &Context, args: &EmulatorArgs) -> Outcome {
    if args.background {
        let settings = tokio::task::spawn_blocking(in_background)
            .await
            .map_err(|error| Failure::new(Status::Network, error.to_string()))??;
        return Ok(context.output.text(&settings)?);
    }
    if !args.host.is_loopback() {
        context.error(context.word(words(
            "주의: 다른 컴퓨터에서도 이 에뮬레이터에 접속할 수 있습니다",
            "warning: other machines can reach this emulator",
            "注意: 他のマシンからこのエミュレーターに接続できます",
        )));
    }
    let emulator = start(args.builder()).await?;
    let banner = emulator.banner();
    let token = TokenFile::write(emulator.addr().port(), &banner.integrity_token)?;
    // The keys are the emulator's own test keys, meant to be seen.
    let settings = banner.to_string();
    let (settings, control) = settings.rsplit_once('\n').unwrap_or_default();
    let file = token.0.display().to_string().replace('\'', r"'\''");
    context.output.text(&format!(
        "{settings}\nexport TOKEN_FILE='{file}'\n{control}\n"
    ))?;
    context.note(context.word(words(
        "# Ctrl-C로 종료합니다",
        "# Ctrl-C stops it",
        "# Ctrl-C で終了します",
    )));
    context.interrupts.end_as(Ok(()));
    std::future::pending().await
}

/// A file that holds an integrity token for as long as the emulator runs.
struct TokenFile(PathBuf);

impl TokenFile {
    fn write(port: u16, token: &str) -> io::Result<Self> {
        let path = std::env::temp_dir().join(format!("kcsec-emulator-{port}.token"));
        // One that was left behind; a file of somebody else stays, and writing fails.
        let _ = fs::remove_file(&path);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&path)?.write_all(token.as_bytes())?;
        Ok(Self(path))
    }
}

impl Drop for TokenFile {
    fn drop(&mut self) {
        // Whoever empties the folder of temporary files does it otherwise.
        let _ = fs::remove_file(&self.0);
    }
}

/// Starts the same command as a process of its own, and returns its settings once it listens.
fn in_background() -> Result<String, Failure> {
    let mut command = Command::new(std::env::current_exe()?);
    let arguments = std::env::args_os().skip(1);
    command.args(arguments.filter(|argument| argument != "--background"));
    command.stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn()?;
    let mut settings = String::new();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines() {
            let line = line?;
            settings += &line;
            settings.push('\n');
            if line.starts_with(LAST_LINE) {
                let id = child.id();
                settings += &format!("export KCSEC_EMULATOR_PID={id}\n# Stop it: kill {id}\n");
                return Ok(settings);
            }
        }
    }
    let mut why = String::new();
    if let Some(mut errors) = child.stderr.take() {
        errors.read_to_string(&mut why)?;
    }
    child.wait()?;
    let why = why.trim().trim_start_matches("kcsec: ");
    Err(Failure::new(Status::Network, why))
}
