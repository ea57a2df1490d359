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
