//! An example or two for each command, shown below its help in any language.

use clap::Command;

use crate::lang::say;

/// Each command and what to type first; a test reads every one of them.
const EXAMPLES: &[(&str, &[&str])] = &[
    (
        "",
        &[
            "kcsec demo",
            "kcsec --emulator ssc summary --region KR1 --from 7d",
        ],
    ),
    (
        "ssc summary",
        &[
            "kcsec ssc summary --region KR1 --from 7d",
            "kcsec ssc summary --region KR1 --from 2025-01 --to 2025-06 --all -o csv --out summary.csv",
        ],
    ),
    (
        "ssc details",
        &[
            "kcsec ssc details 50387 50388 --failed-only",
            "kcsec ssc details --region KR1 --from yesterday --to yesterday -o csv",
        ],
    ),
    (
        "ssc collect",
        &["kcsec ssc collect --region KR1 --save history --write xlsx=audit.xlsx"],
    ),
    ("wsc jobs", &["kcsec wsc jobs --all -o csv"]),
    (
        "wsc search",
        &["kcsec wsc search --url shop.example.com --status completed"],
    ),
    (
        "wsc create",
        &[
            "kcsec wsc create --url https://shop.example.com --dry-run",
            "kcsec wsc create --url https://shop.example.com --yes --idempotency-key deploy-42 --wait",
        ],
    ),
    ("wsc cancel", &["kcsec wsc cancel 10025"]),
    ("wsc stop", &["kcsec wsc stop 10025"]),
    ("wsc report", &["kcsec wsc report 10025"]),
    ("wsc collect", &["kcsec wsc collect 10025 --save history"]),
    ("wsc wait", &["kcsec wsc wait 10025 --wait-timeout 3600"]),
    (
        "appguard abnormal",
        &[
            "kcsec appguard abnormal --date yesterday --os android",
            "kcsec appguard abnormal --date 2025-06-17 --os ios --id-type user -o csv",
        ],
    ),
    (
        "appguard collect",
        &["kcsec appguard collect --os both --days 7 --save history"],
    ),
    (
        "appguard trend",
        &[
            "kcsec appguard trend history --by id --top 20 --mask-ids",
            "kcsec appguard trend history --alarm 200 --over 7",
        ],
    ),
    (
        "appguard banlist",
        &["kcsec appguard banlist history --rules rules.toml --from 30d --write tsv=ban.tsv"],
    ),
    (
        "integrity token-info",
        &["kcsec integrity token-info --app-id EXAMPLE_APP_ID --token-file token.txt"],
    ),
    (
        "integrity verify",
        &["kcsec integrity verify --app-id EXAMPLE_APP_ID --token-file token.txt"],
    ),
    ("token issue", &["kcsec token issue"]),
    (
        "token revoke",
        &["kcsec token revoke --token-file token.txt"],
    ),
    (
        "report",
        &[
            "kcsec report history --status fail",
            "kcsec report history --write xlsx=audit.xlsx --write html=audit.html",
        ],
    ),
    (
        "diff",
        &["kcsec diff history --from 2025-05-31 --to 2025-06-30"],
    ),
    (
        "gate",
        &["kcsec gate history --register register.toml --max-age 35"],
    ),
    ("history", &["kcsec history history --by category"]),
    (
        "register init",
        &["kcsec register init history --out register.toml"],
    ),
    (
        "register check",
        &["kcsec register check register.toml history"],
    ),
    (
        "snapshot verify",
        &["kcsec snapshot verify snapshot.ndjson.gz"],
    ),
    (
        "emulator",
        &[
            "kcsec emulator",
            "kcsec emulator --port 0 --servers 100 --seed 7",
        ],
    ),
    ("demo", &["kcsec demo"]),
    ("doctor", &["kcsec doctor", "kcsec doctor --profile work"]),
    ("configure", &["kcsec configure --profile work"]),
    ("configure list", &["kcsec configure list"]),
    ("completions", &["kcsec completions bash"]),
];

/// The same command line with its examples.
pub(super) fn with_examples(command: Command) -> Command {
    EXAMPLES.iter().fold(command, |command, (path, examples)| {
        let heading = say!("예:", "Examples:");
        let text = format!("{heading}\n  {}", examples.join("\n  "));
        at(command, &path.split_whitespace().collect::<Vec<_>>(), text)
    })
}

/// Puts the text below the help of the command at that path.
fn at(command: Command, path: &[&str], text: String) -> Command {
    match path.split_first() {
        None => {
            let more = command.get_after_long_help().map(ToString::to_string);
            let long = more.map(|more| format!("{text}\n\n{more}"));
            let command = command.after_help(text);
            match long {
                Some(long) => command.after_long_help(long),
                None => command,
            }
        }
        Some((name, rest)) => command.mut_subcommand(*name, |inner| at(inner, rest, text)),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn every_example_is_a_command_that_is_understood() {
        for example in EXAMPLES.iter().flat_map(|(_, examples)| *examples) {
            let read = crate::cli::Cli::command().try_get_matches_from(example.split_whitespace());
            assert!(read.is_ok(), "{example}: {}", read.unwrap_err());
        }
    }

    #[test]
    fn every_command_has_its_example() {
        fn lacking(command: &Command, path: &str, found: &mut Vec<String>) {
            let inner: Vec<_> = command
                .get_subcommands()
                .filter(|one| !one.is_hide_set())
                .collect();
            if inner.is_empty() && command.get_after_help().is_none() {
                found.push(path.to_owned());
            }
            for one in inner {
                lacking(one, &format!("{path} {}", one.get_name()), found);
            }
        }
        let mut found = Vec::new();
        lacking(
            &with_examples(crate::cli::Cli::command()),
            "kcsec",
            &mut found,
        );
        assert!(found.is_empty(), "no example: {found:?}");
    }
}
