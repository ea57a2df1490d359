//! A walk through every command as people see it: on a terminal of 60, 80 and 160 columns, in Korean
//! and in English. `INSTA_UPDATE=always cargo test -p kcsec --test cli walk` writes it anew.
#![cfg(unix)]

use std::fs::{File, OpenOptions};
use std::io::Read as _;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::process::{Command, Stdio};

use korea_cloud_security::emulator::IntegrityVerdict;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

use crate::support::{World, bare, done};

/// What a new user meets, in that order, on data that stands still. HOME is a folder, TOKEN a file
/// with an integrity token, and RULES one with rules of bans.
const COMMANDS: &[&str] = &[
    "ssc summary --region KR1 --from 2025-06-16 --to 2025-06-16",
    "ssc details 5982 --failed-only",
    "report HOME/history --status fail --severity high --server was-dev-03",
    "gate HOME/history --today 2025-06-18 --max 1000",
    "diff HOME/history --from 2025-06-15 --to 2025-06-16",
    "wsc jobs",
    "wsc search --status completed",
    "wsc create --url https://shop.example.com --idempotency-key deploy-42 --dry-run",
    "token issue",
    "configure list",
];

/// What depends on the day or the port: its headings and notes alone, without digits.
const HEADINGS: &[&str] = &[
    "ssc collect --region KR1 --save HOME/history",
    "history HOME/history",
    "appguard abnormal --date yesterday --os android",
    "appguard collect --os both --days 3 --save HOME/days",
    "appguard trend HOME/days",
    "appguard trend HOME/days --by id --mask-ids",
    "appguard banlist HOME/days --rules RULES",
    "integrity token-info --app-id APP --token-file TOKEN",
    "integrity verify --app-id APP --token-file TOKEN",
    "doctor",
];

/// What goes wrong, and how it is told.
const MISTAKES: &[(&str, i32)] = &[
    ("ssc sumary", 2),
    ("ssc summary", 2),
    ("ssc summary --region KR1 --from 2025-02-30", 2),
    ("ssc summary --region KR1 --from 2025-01", 2),
    ("ssc summary --region KR1 --from yesterday --output yaml", 2),
    ("ssc details 99999999", 3),
    ("ssc details 1 --endpoint-url ftp://x", 2),
    ("wsc search --status done", 2),
    ("wsc report 1", 3),
    ("wsc wait 1", 3),
    ("wsc create --url https://shop.example.com", 2),
    ("wsc create --url http://10.0.0.1 --yes", 2),
    (
        "wsc create --url https://shop.example.com --yes --item xss",
        2,
    ),
    ("appguard abnormal --date today --os android", 2),
    ("report HOME/nothing", 2),
    ("gate HOME", 2),
    ("snapshot verify HOME/nothing", 4),
    ("--timeout 0 wsc jobs", 2),
    ("--proxy http://user:test-secret@127.0.0.1 wsc jobs", 2),
    ("--emulator --profile work wsc jobs", 2),
    ("--ca-file HOME/nothing wsc jobs", 2),
    ("token issue --out HOME/nowhere/token", 2),
];

const BAN_RULES: &str = r#"
schema = "kcsec.banrules/1"
[[rule]]
name = "modified"
os = "android"
id = "device"
when = { modificationCount = 1 }
ban_days = 30
reason = "{first}~{last}"
"#;

/// Data that no service translates.
const DATA: &[&str] = &[
    "doctor",
    "configure list",
    "wsc jobs",
    "wsc create --url https://shop.example.com --idempotency-key deploy-42 --dry-run",
    "report HOME/history",
    "gate HOME/history --today 2025-06-18",
    "diff HOME/history --from 2025-06-15 --to 2025-06-16",
    "history HOME/history",
    "integrity verify --app-id APP --token-file HOME/no-token",
];

/// Words of the vendors and their customers, which stay as they are.
const FOREIGN: &[&str] = &["no such inspection result", "systemctl", "security audit"];

#[test]
fn a_walk_through_every_command_reads_well() {
    let walks: Vec<_> = [
        ("ko", 60),
        ("ko", 80),
        ("ko", 160),
        ("en", 60),
        ("en", 80),
        ("en", 160),
    ]
    .map(|(lang, width)| std::thread::spawn(move || (lang, width, walk(lang, width))))
    .into_iter()
    .map(|walk| walk.join().unwrap())
    .collect();
    for (lang, width, text) in walks {
        insta::assert_snapshot!(format!("{lang}_{width}"), text);
        if lang == "ko" {
            assert_eq!(english(&text), Vec::<&str>::new(), "at {width} columns");
        }
    }
}

#[test]
fn data_is_the_same_in_every_language() {
    let world = World::long_ago();
    keep_history(&world);
    std::fs::write(world.home().join("no-token"), "a.b.c").unwrap();
    for args in DATA {
        let args = args.replace("HOME", &world.home().display().to_string());
        for format in ["json", "ndjson", "csv"] {
            let data = |lang: &str| {
                let run = world.run(&format!("--lang {lang} {args} -o {format}"));
                assert_ne!(run.stdout, "", "{args}: {run:?}");
                // The clocks that a doctor compares go on.
                masked(&run.stdout)
            };
            let english = data("en");
            assert_eq!(data("ko"), english, "{args} in {format}");
            assert_eq!(data("ja"), english, "{args} in {format}");
        }
    }
}

/// Two days of snapshots, in the folder `history`.
fn keep_history(world: &World) {
    let folder = world.home().join("history");
    let folder = folder.display();
    let days = "--from 2025-06-15 --to 2025-06-16 --all-inspections";
    world
        .run(&format!("ssc collect --region KR1 {days} --save {folder}"))
        .expect(0);
}

#[test]
fn what_goes_wrong_is_told_in_the_users_language() {
    let world = World::long_ago();
    for lang in ["ko", "en"] {
        let mut text = String::new();
        for (args, status) in MISTAKES {
            let args = args.replace("HOME", &world.home().display().to_string());
            let failed = world.run(&format!("--lang {lang} {args}")).expect(*status);
            text += &shown(&world, &format!("$ kcsec {args}\n{}", failed.stderr));
        }
        // Without any setting.
        for args in ["ssc details 1", "wsc jobs", "token issue"] {
            let failed = done(&mut bare(&format!("--lang {lang} {args}"))).expect(2);
            text += &format!("$ kcsec {args}\n{}", failed.stderr);
        }
        insta::assert_snapshot!(format!("mistakes_{lang}"), text);
        if lang == "ko" {
            assert_eq!(english(&text), Vec::<&str>::new());
        }
    }
}

#[test]
fn every_help_in_korean_has_no_english_left() {
    let mut paths = vec![String::new()];
    while let Some(path) = paths.pop() {
        for flag in ["-h", "--help"] {
            let help = done(&mut bare(&format!("--lang ko {path} {flag}")))
                .expect(0)
                .stdout;
            assert_eq!(english(&help), Vec::<&str>::new(), "{path} {flag}");
            let commands = help.split_once("명령:\n").map_or("", |(_, rest)| rest);
            let commands = commands.lines().take_while(|line| !line.is_empty());
            if flag == "-h" {
                let names = commands.filter_map(|line| line.split_whitespace().next());
                paths.extend(names.map(|name| format!("{path} {name}")));
            }
        }
    }
}

/// All commands in that language, each with what it writes to a terminal of that width.
fn walk(lang: &str, width: u16) -> String {
    let (still, today) = (World::long_ago(), World::new());
    let app = today.emulator.credentials().integrity_app_id;
    let token = today.home().join("token");
    let issued = today
        .emulator
        .issue_integrity_token(&app, IntegrityVerdict::genuine());
    std::fs::write(&token, issued).unwrap();
    let rules = today.home().join("rules.toml");
    std::fs::write(&rules, BAN_RULES).unwrap();
    keep_history(&still);
    let mut text = String::new();
    for args in COMMANDS {
        let (data, notes) = on_a_terminal(&still, args, lang, width);
        text += &shown(&still, &format!("$ kcsec {args}\n{data}{notes}\n"));
    }
    for args in HEADINGS {
        let named = args
            .replace("APP", &app)
            .replace("RULES", &rules.display().to_string())
            .replace("TOKEN", &token.display().to_string());
        let (data, notes) = on_a_terminal(&today, &named, lang, width);
        let first = data.lines().next().unwrap_or_default();
        // A card's value that is a path is another one each time.
        let first = match first.contains('/') {
            true => first.split("  ").next().unwrap_or_default(),
            false => first,
        };
        // Columns are as wide as what is in them.
        let words: Vec<_> = first
            .split("  ")
            .map(str::trim)
            .filter(|word| !word.is_empty())
            .collect();
        let first = words.join("  ");
        text += &shown(
            &today,
            &masked(&format!("$ kcsec {args}\n{first}\n{notes}\n")),
        );
    }
    text
}

/// Data and notes of a command whose standard output is a terminal.
fn on_a_terminal(world: &World, args: &str, lang: &str, width: u16) -> (String, String) {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let size = Winsize {
        ws_row: 50,
        ws_col: width,
        ws_xpixel: 0,
        ws_ypixel: 0,
    };
    tcsetwinsize(&master, size).unwrap();
    let name = ptsname(&master, Vec::new()).unwrap();
    let path = Path::new(std::ffi::OsStr::from_bytes(name.as_bytes()));
    let slave = OpenOptions::new()
        .read(true)
        .write(true)
        .open(path)
        .unwrap();
    let args = args.replace("HOME", &world.home().display().to_string());
    let child = {
        let mut command: Command = world.kcsec(&format!("--lang {lang} {args}"));
        command
            .env("TERM", "xterm")
            .env("NO_COLOR", "1")
            .stdout(Stdio::from(slave))
            .stderr(Stdio::piped());
        command.spawn().unwrap()
        // With the command goes this side's end of the terminal.
    };
    let mut data = Vec::new();
    // Once the tool has ended, reading a terminal that nobody has open is an error.
    let _ = File::from(master).read_to_end(&mut data);
    let notes = child.wait_with_output().unwrap().stderr;
    let data = String::from_utf8(data).unwrap().replace("\r\n", "\n");
    (data, String::from_utf8(notes).unwrap())
}

/// Without the names of folders, which are others each time.
fn shown(world: &World, text: &str) -> String {
    let text = text.replace(&world.home().display().to_string(), "HOME");
    let url = world.emulator.url();
    text.replace(&url, "http://127.0.0.1:8787")
        .lines()
        .map(|line| line.trim_end().to_owned() + "\n")
        .collect()
}

/// With one 0 for each number.
fn masked(text: &str) -> String {
    let mut masked: Vec<char> = Vec::new();
    for c in text.chars() {
        match (c.is_ascii_digit(), masked.last()) {
            (true, Some('0')) => {}
            (true, _) => masked.push('0'),
            (false, _) => masked.push(c),
        }
    }
    masked.into_iter().collect()
}

/// The places where three words of an English sentence stand in a row.
fn english(text: &str) -> Vec<&str> {
    // A list of values has commas, and a command stands in quotes.
    let is_word =
        |word: &&str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_ours = |line: &&str| {
        let line = line.trim_start();
        let is_command = ["kcsec ", "$ ", "사용법: "]
            .iter()
            .any(|start| line.starts_with(start));
        !is_command && !FOREIGN.iter().any(|words| line.contains(words))
    };
    text.lines()
        .filter(is_ours)
        .filter(|line| {
            let unquoted: String = line.split(['\'', '`']).step_by(2).collect();
            let words: Vec<&str> = unquoted.split_whitespace().collect();
            words.windows(3).any(|three| three.iter().all(is_word))
        })
        .collect()
}
