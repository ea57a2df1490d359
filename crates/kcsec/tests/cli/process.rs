//! The tool as a process: closed pipes, Ctrl-C, the standalone emulator, logs.
#![cfg(unix)]

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};

use crate::support::{Done, World, bare, done, spawn};
use korea_cloud_security::emulator::{Fault, FaultRule, Operation};

/// Presses Ctrl-C.
fn interrupt(child: Child) -> Done {
    end_by("-INT", child)
}

fn end_by(signal: &str, child: Child) -> Done {
    let id = child.id().to_string();
    assert!(
        Command::new("kill")
            .args([signal, &id])
            .status()
            .unwrap()
            .success()
    );
    child.wait_with_output().unwrap().into()
}

/// Whether the tests were started with `nohup` or by something like it.
fn hangup_is_ignored() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    // SIGHUP is signal 1: the mask's lowest bit, so that its last digit is odd.
    ignored.is_some_and(|mask| {
        mask.trim()
            .ends_with(['1', '3', '5', '7', '9', 'b', 'd', 'f'])
    })
}

/// Waits until the service was asked so often.
fn until_reached(world: &World, operation: Operation, times: u64) {
    while world.emulator.log().reached(operation) < times {
        std::thread::yield_now();
    }
}

#[test]
fn a_reader_that_has_enough_is_no_error() {
    let world = World::with(|builder| builder.servers(200));
    for format in ["table", "json", "ndjson", "csv"] {
        let args = format!(
            "ssc summary --region KR1 --from 2025-05-01 --to 2025-06-16 --all -q --output {format}"
        );
        let mut child = spawn(&mut world.kcsec(&args));
        drop(child.stdout.take());
        let done: Done = child.wait_with_output().unwrap().into();
        assert_eq!((done.status, done.stderr.as_str()), (0, ""), "{format}");
    }
}

#[test]
fn a_scan_whose_creation_is_interrupted_is_an_unknown_outcome() {
    let world = World::new();
    let stall = Fault::StallBeforeHeaders {
        milliseconds: None,
        executed: true,
    };
    world
        .emulator
        .faults()
        .add(FaultRule::new(stall).on(Operation::CreateJob));
    let mut signals = vec!["-INT", "-TERM"];
    // Started with `nohup`, the tests ignore it, and what they start does so too.
    if !hangup_is_ignored() {
        signals.push("-HUP");
    }
    for (times, signal) in (1..).zip(signals) {
        let child = spawn(&mut world.kcsec("wsc create --url https://a.example.com --yes -q"));
        until_reached(&world, Operation::CreateJob, times);
        let done = end_by(signal, child).expect(5);
        assert!(
            done.error_line_of_a_creation()
                .contains("kcsec wsc search --memo kcs"),
            "{done:?}"
        );
    }
}

#[test]
fn a_token_whose_read_is_interrupted_may_be_used_up() {
    let world = World::new();
    let stall = Fault::StallBeforeHeaders {
        milliseconds: None,
        executed: true,
    };
    world
        .emulator
        .faults()
        .add(FaultRule::new(stall).on(Operation::TokenInfo));
    let file = world.home().join("token");
    std::fs::write(&file, "test-token").unwrap();
    let mut command = world.kcsec("integrity token-info --app-id app --token-file");
    let child = spawn(command.arg(&file));
    until_reached(&world, Operation::TokenInfo, 1);
    let done = interrupt(child).expect(5);
    assert!(done.error_line().contains("consumed"), "{done:?}");
}

#[test]
fn an_interrupted_wait_says_that_the_job_goes_on() {
    let world = World::with(|builder| {
        builder.job_pace(korea_cloud_security::emulator::JobPace {
            waiting: std::time::Duration::from_secs(3_600),
            ..Default::default()
        })
    });
    let create = "wsc create --url https://a.example.com --yes --wait -q --output json";
    let child = spawn(&mut world.kcsec(create));
    until_reached(&world, Operation::GetJobs, 1);
    let done = end_by("-TERM", child).expect(130);
    assert!(
        done.error_line_of_a_creation().contains("goes on"),
        "{done:?}"
    );
    // A script has the number: of the job as it was seen last, or as it was created.
    let id = &done.json()["instanceNo"];
    assert!(id.is_u64(), "{done:?}");
    let looks = world.emulator.log().reached(Operation::GetJobs);
    let child = spawn(&mut world.kcsec(&format!("wsc wait {id} --output json")));
    until_reached(&world, Operation::GetJobs, looks + 1);
    let done = interrupt(child).expect(130);
    assert_eq!(&done.json()["instanceNo"], id, "{done:?}");
}

/// A standard output that takes nothing: a pipe that is full, and that nobody reads. The reader
/// has to be kept.
#[cfg(target_os = "linux")]
fn full_pipe() -> (std::io::PipeReader, Stdio) {
    let (reader, mut writer) = std::io::pipe().unwrap();
    let full = writer.try_clone().unwrap();
    // Waits for room for good once the pipe is full, whatever its size.
    std::thread::spawn(move || while writer.write_all(&[b' '; 4096]).is_ok() {});
    (reader, Stdio::from(full))
}

/// Waits until a thread of the tool stands in a call of the system that is named so, or for a
/// few seconds where the kernel does not tell.
#[cfg(target_os = "linux")]
fn until_blocked(child: &mut Child, call: &str) {
    let tasks = format!("/proc/{}/task", child.id());
    let is_blocked = || {
        std::fs::read_dir(&tasks).unwrap().any(|task| {
            let file = task.unwrap().path().join("wchan");
            std::fs::read_to_string(file).is_ok_and(|at| at.contains(call))
        })
    };
    let mut polls = 0..200_000;
    while !is_blocked() && polls.next().is_some() {
        assert_eq!(child.try_wait().unwrap(), None, "it has ended before");
        std::thread::yield_now();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_interrupt_ends_the_tool_while_nobody_reads_what_it_writes() {
    let world = World::with(|builder| builder.servers(200));
    let stalled = |args: &str| {
        let (reader, stdout) = full_pipe();
        let mut command = world.kcsec(args);
        let child = command.stdout(stdout).stderr(Stdio::piped()).spawn();
        let mut child = child.unwrap();
        until_blocked(&mut child, "pipe_write");
        let done = interrupt(child).expect(130);
        drop(reader);
        done
    };
    let done = stalled("ssc summary --region KR1 --from yesterday --to today --all -q");
    assert_eq!(done.error_line(), "kcsec: interrupted");
    // What is known of a billed scan is said before.
    let create = |host: &str| format!("wsc create --url https://{host}.example.com --yes -q");
    for args in [
        create("a"),
        format!("{} --wait --wait-timeout 0.05", create("b")),
    ] {
        let done = stalled(&args);
        let scans = world.emulator.log().scans();
        let line = done.error_line_of_a_creation();
        let id = scans.last().unwrap().instance_no;
        assert!(line.contains(&format!("job {id} goes on")), "{line}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_does_not_come_holds_nobody_up() {
    let world = World::new();
    let fifo = world.home().join("ca.pem");
    assert!(
        Command::new("mkfifo")
            .arg(&fifo)
            .status()
            .unwrap()
            .success()
    );
    let jobs = |options: &str| {
        let mut command = world.kcsec(&format!("wsc jobs {options} --ca-file"));
        command
            .arg(&fifo)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    };
    let mut child = spawn(&mut jobs(""));
    until_blocked(&mut child, "wait_for_partner");
    let ended = interrupt(child).expect(130);
    assert_eq!(ended.error_line(), "kcsec: interrupted");
    let late = done(&mut jobs("--timeout 0.2")).expect(2);
    assert!(late.error_line().contains("within 0.2 s"), "{late:?}");
    // What is written to a pipe meanwhile is read.
    let mut child = spawn(&mut jobs("--timeout 60"));
    until_blocked(&mut child, "wait_for_partner");
    std::fs::write(&fifo, "no certificate").unwrap();
    let read: Done = child.wait_with_output().unwrap().into();
    assert!(read.expect(2).error_line().contains("no CA certificate"));
}

#[test]
fn what_was_billed_is_said_where_standard_output_was_closed_from_the_start() {
    let world = World::new();
    let shell = |args: &str, redirect: &str| {
        let tool = world.kcsec("");
        let mut shell = Command::new("sh");
        let script = format!("exec \"$0\" {args} {redirect}");
        shell.args(["-c", &script]).arg(tool.get_program());
        let variables = tool
            .get_envs()
            .filter_map(|(name, value)| Some((name, value?)));
        shell.env_clear().envs(variables).stdin(Stdio::null());
        done(&mut shell)
    };
    let create = |host: &str| format!("wsc create --url https://{host}.example.com --yes -q");
    for args in [
        create("a"),
        format!("{} --wait --wait-timeout 0.05", create("b")),
    ] {
        let closed = shell(&args, ">&-").expect(4);
        let line = closed.error_line_of_a_creation();
        assert!(line.contains("billed: job "), "{line}");
        assert!(line.contains("standard output"), "{line}");
    }
    shell(&create("c"), ">/dev/null").expect(0);
    // Nothing is lost of what can be asked again.
    shell("wsc jobs -q", ">&-").expect(0);
}

#[test]
fn what_was_billed_or_used_up_is_said_where_it_cannot_be_written() {
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full");
    if full().is_err() {
        return; // Not every Unix has it.
    }
    let world = World::new();
    let unwritable = |args: &str, input: &str| -> Done {
        let mut command = world.kcsec(args);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::from(full().unwrap()))
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        Done::from(child.wait_with_output().unwrap()).expect(4)
    };
    let create = |host: &str| format!("wsc create --url https://{host}.example.com --yes -q");
    for args in [
        create("a"),
        format!("{} --wait --wait-timeout 0.05", create("b")),
    ] {
        let created = unwritable(&args, "");
        let line = created.error_line_of_a_creation();
        assert!(
            line.contains("billed: job ") && line.contains("reconcile tag kcs"),
            "{line}"
        );
        assert!(line.contains("standard output"), "{line}");
    }
    // A reader that has closed it misses the number too.
    let mut child = spawn(&mut world.kcsec(&create("c")));
    drop(child.stdout.take());
    let closed = Done::from(child.wait_with_output().unwrap()).expect(4);
    assert!(
        closed.error_line_of_a_creation().contains("billed: job "),
        "{closed:?}"
    );

    let banner = world.emulator.banner();
    let read = format!("integrity token-info --app-id {}", banner.integrity_app_id);
    let token = unwritable(&read, &banner.integrity_token);
    assert!(token.error_line().contains("is used up"), "{token:?}");
}

#[test]
fn the_standalone_emulator_says_how_to_reach_it_and_stops_on_ctrl_c() {
    let mut command = bare("emulator --port 0 --seed 7 --servers 3 -q");
    let mut child = spawn(&mut command);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut settings = Vec::new();
    for line in lines.by_ref() {
        let line = line.unwrap();
        if let Some((name, value)) = line
            .strip_prefix("export ")
            .and_then(|line| line.split_once('='))
        {
            settings.push((name.to_owned(), value.to_owned()));
        }
        if line.starts_with("# Control") {
            break;
        }
    }
    assert_eq!(settings.len(), 9, "{settings:?}");
    let value = |name: &str| {
        let found = settings.iter().find(|(known, _)| known == name);
        found.unwrap().1.trim_matches('\'').to_owned()
    };
    let (app, file) = (value("APP_ID"), value("TOKEN_FILE"));
    let read = format!("integrity token-info --app-id {app} --token-file {file}");
    done(bare(&read).envs(settings.clone())).expect(0);
    for command in [
        "ssc summary --region KR1 --from yesterday --to today",
        "wsc jobs",
        "doctor",
    ] {
        done(bare(command).envs(settings.clone())).expect(0);
    }
    interrupt(child).expect(0);
    assert!(!std::path::Path::new(&file).exists(), "{file}");
}

/// The documented way: a shell takes up the settings of an emulator that goes on.
#[cfg(unix)]
#[test]
fn a_shell_evaluates_the_settings_of_an_emulator_in_the_background() {
    let tool = env!("CARGO_BIN_EXE_kcsec");
    let script = format!(
        r#"eval "$('{tool}' emulator --background --port 0 --history 2 --servers 3)" &&
        '{tool}' integrity token-info --app-id "$APP_ID" < "$TOKEN_FILE" &&
        '{tool}' wsc jobs; status=$?; kill "$KCSEC_EMULATOR_PID"; exit $status"#
    );
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", &script]).env_clear();
    shell.env("NCLOUD_METADATA_API_ENDPOINT", "http://127.0.0.1:1");
    done(&mut shell).expect(0);
}

#[test]
fn a_port_that_is_taken_is_said_in_one_line() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let done = done(&mut bare(&format!("emulator --port {port}"))).expect(4);
    assert!(done.error_line().contains("another port"), "{done:?}");
}

#[test]
fn verbose_shows_the_calls_and_no_secret() {
    let world = World::new();
    let keys = world.emulator.credentials();
    let mut shown = String::new();
    for args in [
        "-v ssc summary --region KR1 --from yesterday --to today",
        "wsc jobs --verbose",
        "appguard abnormal --date yesterday --os ios -v",
        "token issue -v",
        "-v doctor",
    ] {
        let done = world.run(args).expect(0);
        shown += &format!("{done:?}");
    }
    for line in ["summary 200, 1 attempt, ", "getJobs 200, 1 attempt, "] {
        assert!(shown.contains(line), "{line}: {shown}");
    }
    for secret in [
        &keys.nhn_secret_access_key,
        &keys.ssc_appkey,
        &keys.appguard_appkey,
        &keys.ncp_secret_key,
    ] {
        assert!(!shown.contains(secret.as_str()), "{shown}");
    }
}

#[test]
fn a_broken_standard_output_is_said_in_one_line() {
    let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") else {
        return; // Not every Unix has it.
    };
    let mut command = bare("completions bash");
    let done: Done = command
        .stdout(Stdio::from(full))
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
        .wait_with_output()
        .unwrap()
        .into();
    assert!(done.expect(4).error_line().contains("standard output"));
}
