use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::Failure;

/// The bench server in a process of its own; it ends with this value.
#[derive(Debug)]
pub struct Server {
    process: Child,
    port: u16,
}

impl Server {
    /// Starts that program, which says its port first.
    ///
    /// # Errors
    ///
    /// When it cannot be started.
    pub fn start(program: &Path, arguments: &[&str]) -> Result<Self, Failure> {
        let mut process = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{}: {error}", program.display()))?;
        let output = process.stdout.take().ok_or("the server has no output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let port = line.trim().parse()?;
        Ok(Self { process, port })
    }

    /// Starts `bench-server`, which stands beside this program.
    ///
    /// # Errors
    ///
    /// When it cannot be started.
    pub fn start_beside_this_program(arguments: &[&str]) -> Result<Self, Failure> {
        let program = std::env::current_exe()?.with_file_name("bench-server");
        Self::start(&program, arguments)
    }

    /// Where it answers at once.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Where it answers after that time.
    pub fn url_after(&self, delay: Duration) -> String {
        format!("{}/after/{}", self.url(), delay.as_micros())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It ends by itself as well, when its input does.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
