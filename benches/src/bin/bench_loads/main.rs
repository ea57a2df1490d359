//! The rows that need a server and many calls; each side in turns, medians of the rounds.

mod call;
mod connections;
mod emulator;
mod integrity;
mod many_details;
mod pages;
mod token;
mod tool;

use std::time::{Duration, Instant};

use benches::Failure;

/// How much is measured.
#[derive(Debug, Clone, Copy)]
struct Effort {
    quick: bool,
}

impl Effort {
    /// That many, or fewer when it should be quick.
    fn of(self, usual: usize, quick: usize) -> usize {
        if self.quick { quick } else { usual }
    }
}

fn main() -> Result<(), Failure> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let quick = arguments.iter().any(|argument| argument == "--quick");
    arguments.retain(|argument| argument != "--quick");
    let effort = Effort { quick };
    for what in arguments {
        match what.as_str() {
            "call" => call::run(effort)?,
            "details" => many_details::run(effort)?,
            "pages" => pages::run(effort)?,
            "integrity" => integrity::run(effort)?,
            "profile=ours" => integrity::profile("ours")?,
            "profile=by-hand" => integrity::profile("by-hand")?,
            "token" => token::run(effort)?,
            "emulator" => emulator::run(effort)?,
            _ if what.starts_with("tool=") => tool::run(&what["tool=".len()..], effort)?,
            _ => {
                return Err(
                    "which: call, details, pages, integrity, token, emulator, tool=PROGRAM".into(),
                );
            }
        }
    }
    Ok(())
}

/// How long it takes to its end.
async fn timed<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<Duration, Failure> {
    let start = now();
    work.await?;
    Ok(start.elapsed())
}

#[expect(clippy::disallowed_methods, reason = "a bench measures real time")]
fn now() -> Instant {
    Instant::now()
}

fn one_thread() -> Result<tokio::runtime::Runtime, Failure> {
    Ok(tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?)
}

fn many_threads() -> Result<tokio::runtime::Runtime, Failure> {
    Ok(tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?)
}
