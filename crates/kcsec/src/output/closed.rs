//! Standard output that was closed before the tool began (`>&-`): the runtime opens the null device
//! in its place, which takes everything and keeps nothing.

/// Whether standard output is the null device, opened for reading too: `>/dev/null` opens it for
/// writing alone. Some programs start others like this, so that only what must arrive asks.
#[cfg(unix)]
pub(super) fn stdout_is_closed() -> bool {
    use std::fs::{File, metadata};
    use std::io::Read as _;
    use std::os::fd::AsFd as _;
    use std::os::unix::fs::MetadataExt as _;

    let stdout = std::io::stdout()
        .as_fd()
        .try_clone_to_owned()
        .map(File::from);
    let (Ok(mut stdout), Ok(null)) = (stdout, metadata("/dev/null")) else {
        return false;
    };
    let is_null = stdout
        .metadata()
        .is_ok_and(|stdout| (stdout.dev(), stdout.ino()) == (null.dev(), null.ino()));
    is_null && stdout.read(&mut [0]).is_ok()
}

#[cfg(not(unix))]
pub(super) fn stdout_is_closed() -> bool {
    false
}
