//! Commands that may take only so long.

use std::io;
use std::process::{Command, ExitStatus};
use std::time::{Duration, Instant};

/// How the command ended, or `None` when its time was up; then nothing that it started goes on.
pub(crate) fn status_within(
    command: &mut Command,
    limit: Duration,
) -> io::Result<Option<ExitStatus>> {
    // A group of its own: a test that hangs is the child of a child.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    let mut child = command.spawn()?;
    let started = now();
    while started.elapsed() < limit {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    #[cfg(unix)]
    Command::new("kill")
        .args(["-KILL", "--", &format!("-{}", child.id())])
        .status()?;
    child.kill()?;
    child.wait()?;
    Ok(None)
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long a command takes is measured in real time"
)]
fn now() -> Instant {
    Instant::now()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str, limit: Duration) -> Option<i32> {
        let mut command = Command::new("sh");
        let status = status_within(command.args(["-c", script]), limit);
        status.ok().flatten().and_then(|status| status.code())
    }

    #[test]
    fn what_ends_in_time_has_its_status() {
        assert_eq!(shell("exit 3", Duration::from_secs(60)), Some(3));
    }

    #[test]
    fn what_hangs_is_ended_with_what_it_started() {
        let began = now();
        assert_eq!(shell("sleep 600 & wait", Duration::from_millis(100)), None);
        assert!(began.elapsed() < Duration::from_secs(60));
    }
}
