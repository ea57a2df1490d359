//! The built tool, and an emulator in this process for it to talk to.

use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::SystemTime;

use korea_cloud_security::emulator::{Emulator, EmulatorBuilder};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// An emulator on a port of its own; the tool finds it by the environment.
pub struct World {
    pub emulator: Emulator,
    home: TempDir,
    // Dropped last: the emulator serves on it.
    _runtime: Runtime,
}

impl World {
    pub fn new() -> Self {
        Self::with(|builder| builder)
    }

    /// A world whose clock stands at the beginning of a day long ago, for output that does not
    /// change from day to day.
    pub fn long_ago() -> Self {
        let start = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_750_172_400);
        Self::with(|builder| builder.clock(start))
    }

    pub fn with(setup: impl FnOnce(EmulatorBuilder) -> EmulatorBuilder) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let emulator = runtime
            .block_on(async { setup(Emulator::builder().seed(7).servers(3)).start().await })
            .unwrap();
        Self {
            emulator,
            home: tempfile::tempdir().unwrap(),
            _runtime: runtime,
        }
    }

    /// The tool with the emulator's credentials.
    pub fn kcsec(&self, args: &str) -> Command {
        let mut command = bare(args);
        command.env("HOME", self.home.path());
        command.envs(self.emulator.banner().environment);
        command
    }

    /// The tool's whole output for these arguments, split at white space.
    pub fn run(&self, args: &str) -> Done {
        done(&mut self.kcsec(args))
    }

    pub fn home(&self) -> &Path {
        self.home.path()
    }
}

/// The tool without any settings, and with nothing on standard input.
pub fn bare(args: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kcsec"));
    command
        .args(args.split_whitespace())
        .env_clear()
        // Nothing listens there: without it the address of a server's metadata would be asked.
        .env("NCLOUD_METADATA_API_ENDPOINT", "http://127.0.0.1:1")
        .env("HOME", "/nonexistent")
        .stdin(Stdio::null());
    command
}

/// What the tool wrote, and how it ended.
#[derive(Debug)]
pub struct Done {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl From<Output> for Done {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Done {
    /// What was written, provided that it ended so.
    #[track_caller]
    pub fn expect(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{self:#?}");
        self
    }

    /// The one line that says what went wrong.
    #[track_caller]
    pub fn error_line(&self) -> &str {
        let lines: Vec<&str> = self.stderr.lines().collect();
        assert_eq!(lines.len(), 1, "one clear line: {self:#?}");
        lines[0]
    }

    /// The same behind the line that tells a scan's reconcile tag before it is created.
    #[track_caller]
    pub fn error_line_of_a_creation(&self) -> &str {
        let lines: Vec<&str> = self.stderr.lines().collect();
        assert_eq!(lines.len(), 2, "reconcile tag and error: {self:#?}");
        assert!(
            lines[0].starts_with("createJob: reconcile tag kcs"),
            "{self:#?}"
        );
        lines[1]
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:#?}"))
    }
}

pub fn done(command: &mut Command) -> Done {
    command.output().unwrap().into()
}

/// Runs the tool with this text on its standard input.
pub fn with_input(command: &mut Command, input: &str) -> Done {
    let mut child = spawn(command.stdin(Stdio::piped()));
    // A tool that does not read it may have ended before.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap().into()
}

pub fn spawn(command: &mut Command) -> Child {
    command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// A file of the repository.
pub fn repository(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    std::fs::read_to_string(root.join(path)).unwrap()
}

/// The commands that a CI service's file runs in a shell, in their order: steps of GitHub Actions,
/// script lines of GitLab CI, `sh` steps of a Jenkinsfile.
pub fn commands(file: &str) -> Vec<String> {
    let commands = file.lines().filter_map(|line| {
        let line = line.trim();
        let line = line.strip_prefix("- ").unwrap_or(line);
        let line = line.strip_prefix("run: ").unwrap_or(line);
        let shell = line
            .strip_prefix("sh '")
            .and_then(|sh| sh.strip_suffix('\''));
        let line = shell.unwrap_or(line);
        let is_command = ["kcsec ", "cat "].iter().any(|name| line.starts_with(name));
        is_command.then(|| line.to_owned())
    });
    commands.collect()
}
