//! The clock, the environment and the error that everything else is built on.

use std::error::Error;
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use auth_core::{
    Clock, Environment, FixedEnvironment, Secret, SigningError, SigningErrorKind, SystemClock,
    SystemEnvironment,
};

use crate::support::{clock, moment};

#[test]
fn setting_the_wall_clock_does_not_move_lifetimes() {
    let clock = clock();
    let same = clock.clone();
    same.advance(Duration::from_secs(5));
    same.set(moment() - Duration::from_secs(3600));
    assert_eq!(clock.monotonic(), Duration::from_secs(5));
    assert_eq!(clock.now(), moment() - Duration::from_secs(3600));
    assert_eq!(clock.start(), moment());
}

#[test]
fn the_monotonic_clock_of_the_machine_does_not_go_back() {
    let before = SystemClock.monotonic();
    assert!(SystemClock.monotonic() >= before);
}

#[test]
fn an_environment_holds_what_it_is_given_and_an_empty_variable_is_none() {
    let environment = FixedEnvironment::new()
        .with_var("SET", "value")
        .with_var("EMPTY", "")
        .with_file("/file", "text");
    assert_eq!(environment.var("SET").unwrap().as_deref(), Some("value"));
    assert_eq!(environment.var("EMPTY").unwrap(), None);
    assert_eq!(environment.var("UNSET").unwrap(), None);
    assert_eq!(environment.read_file(Path::new("/file")).unwrap(), b"text");
    let error = environment.read_file(Path::new("/other")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert_eq!(environment.home_dir(), None);
}

#[test]
fn the_environment_of_the_process_reads_variables_and_files() {
    assert!(SystemEnvironment.var("PATH").unwrap().is_some());
    assert_eq!(SystemEnvironment.var("KCSEC_TEST_UNSET"), Ok(None));
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let text = SystemEnvironment.read_file(&manifest).unwrap();
    let text = String::from_utf8(text).unwrap();
    assert!(text.contains("name = \"auth-core\""));
}

#[test]
fn an_error_keeps_its_kind_its_text_and_its_cause() {
    let cause = std::io::Error::from(ErrorKind::NotFound);
    let error = SigningError::new(SigningErrorKind::Unavailable, "what to do next");
    assert!(error.source().is_none());
    let error = error.with_source(cause).clone();
    assert_eq!(error.kind(), SigningErrorKind::Unavailable);
    assert_eq!(error.to_string(), "what to do next");
    assert!(
        error
            .source()
            .unwrap()
            .downcast_ref::<std::io::Error>()
            .is_some()
    );
}

#[test]
fn white_space_is_a_blank_secret() {
    assert!(Secret::new(" \t\n").is_blank());
    assert!(!Secret::new(" x ").is_blank());
}

/// Files that exist by themselves or that another process feeds are no settings files.
#[cfg(unix)]
#[test]
fn only_regular_files_of_a_reasonable_size_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let pipe = std::process::Command::new("mkfifo")
        .arg(path("pipe"))
        .status();
    assert!(pipe.unwrap().success());
    std::fs::write(path("large"), vec![b'#'; 1024 * 1024 + 1]).unwrap();
    std::fs::write(path("largest"), vec![b'#'; 1024 * 1024]).unwrap();
    std::os::unix::fs::symlink(path("largest"), path("link")).unwrap();

    for (file, why) in [
        (path("pipe"), "it is not a regular file"),
        (folder.path().to_owned(), "it is not a regular file"),
        ("/dev/zero".into(), "it is not a regular file"),
        (path("large"), "it is larger than 1 MiB"),
    ] {
        let error = SystemEnvironment.read_file(&file).unwrap_err();
        assert_eq!(error.to_string(), why);
    }
    assert!(SystemEnvironment.read_file(&path("link")).is_ok());
    // Whoever wants no settings says so.
    std::os::unix::fs::symlink("/dev/null", path("nothing")).unwrap();
    assert_eq!(SystemEnvironment.read_file(&path("nothing")).unwrap(), b"");
    let below_a_file = SystemEnvironment.read_file(Path::new("/dev/null/.ncloud/configure"));
    assert_eq!(below_a_file.unwrap_err().kind(), ErrorKind::NotFound);
}

#[cfg(unix)]
#[test]
fn a_file_in_a_home_that_may_not_be_searched_is_not_there_but_a_locked_one_is() {
    use std::os::unix::fs::PermissionsExt as _;

    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join(".ncloud");
    let file = folder.join("configure");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(&file, "").unwrap();
    let lock = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    lock(&file, 0);
    if SystemEnvironment.read_file(&file).is_ok() {
        return; // As root nothing is locked.
    }
    for (path, mode, kind) in [
        (file.as_path(), 0o600, ErrorKind::PermissionDenied),
        (&folder, 0o700, ErrorKind::PermissionDenied),
        (home.path(), 0o700, ErrorKind::NotFound),
    ] {
        lock(path, 0);
        let error = SystemEnvironment.read_file(&file).unwrap_err();
        lock(path, mode);
        assert_eq!(error.kind(), kind, "{}", path.display());
    }
}
