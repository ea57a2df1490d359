//! What `--help` says of every command.

use crate::support::{bare, done};

#[test]
fn the_help_of_every_command_is_as_reviewed() {
    for command in [
        "",
        "ssc",
        "ssc summary",
        "ssc details",
        "wsc",
        "wsc jobs",
        "wsc search",
        "wsc create",
        "wsc cancel",
        "wsc stop",
        "wsc report",
        "wsc wait",
        "appguard abnormal",
        "appguard collect",
        "appguard trend",
        "appguard banlist",
        "integrity token-info",
        "integrity verify",
        "token issue",
        "token revoke",
        "emulator",
        "demo",
        "doctor",
        "completions",
    ] {
        // The long form of the whole; of each command the short one, which says the same once.
        let flag = if command.is_empty() { "--help" } else { "-h" };
        let help = done(&mut bare(&format!("{command} {flag}"))).expect(0);
        assert_eq!(help.stderr, "");
        insta::assert_snapshot!(
            format!("help {command}").trim().replace(' ', "_"),
            help.stdout
        );
    }
}

#[test]
fn a_group_without_a_command_shows_its_help() {
    for group in ["", "ssc", "wsc", "appguard", "integrity", "token"] {
        let help = done(&mut bare(group)).expect(2);
        assert!(help.stderr.contains("Usage: kcsec"), "{help:?}");
        assert_eq!(help.stdout, "");
    }
}

#[test]
fn every_shell_gets_its_completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = done(&mut bare(&format!("completions {shell}"))).expect(0);
        assert!(script.stdout.contains("token-info"), "{shell}");
    }
}

#[test]
fn the_version_is_the_packages() {
    let version = done(&mut bare("--version")).expect(0);
    assert_eq!(
        version.stdout,
        format!("kcsec {}\n", env!("CARGO_PKG_VERSION"))
    );
}
