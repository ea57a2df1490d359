//! 200,000 mixed calls, 500 at once, one fault in a hundred, against an emulator in a process of
//! its own; prints a table and fails when something is lost, billed twice or left behind.
//!
//! `cargo run --release -p reliability --example soak [CALLS [AT_ONCE]]`
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, ExitCode, Stdio};

use korea_cloud_security_emulator::Emulator;
use reliability::soak::{Plan, run};
use transport_core::ClientOptions;

/// The argument that makes this program the emulator.
const SERVE: &str = "--serve";

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    if arguments.first().is_some_and(|argument| argument == SERVE) {
        serve().await;
        return ExitCode::SUCCESS;
    }
    let number = |place: usize, default| match arguments.get(place) {
        Some(text) => text.parse().expect("a number"),
        None => default,
    };
    let plan = Plan {
        warm_up: number(0, 200_000) / 4,
        calls: number(0, 200_000),
        at_once: number(1, 500),
        faults: 0.01,
        seed: 42,
    };
    let server = Server::start();
    let report = run(
        &plan,
        &server.settings,
        &server.app_id,
        &ClientOptions::new(),
    )
    .await;
    println!("{report}");
    let problems = report.problems().into_iter().chain(report.memory_problem());
    let problems: Vec<_> = problems.collect();
    for problem in &problems {
        eprintln!("soak: {problem}");
    }
    ExitCode::from(u8::from(!problems.is_empty()))
}

/// Serves until standard input ends, which it does with the process that started this one.
async fn serve() {
    let emulator = Emulator::builder().log_capacity(100).start().await.unwrap();
    let banner = emulator.banner();
    for (name, value) in &banner.environment {
        println!("{name}={value}");
    }
    println!("{}", banner.integrity_app_id);
    tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new()))
        .await
        .unwrap()
        .unwrap();
}

/// The emulator's process.
struct Server {
    child: Child,
    settings: Vec<(String, String)>,
    app_id: String,
}

impl Server {
    fn start() -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .arg(SERVE)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut settings = Vec::new();
        let app_id = loop {
            let line = lines
                .next()
                .expect("the emulator says where it is")
                .unwrap();
            match line.split_once('=') {
                Some((name, value)) => settings.push((name.to_owned(), value.to_owned())),
                None => break line,
            }
        };
        Self {
            child,
            settings,
            app_id,
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
