//! The rows that need a server and many calls; each side in turns, medians of the rounds.

mod call;
mod decode;
mod integrity;
mod listening;
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
        match what.split_once('=').unwrap_or((&what, "")) {
            ("decode", _) => decode::run(effort)?,
            ("call", _) => call::run(effort)?,
            ("listening", _) => listening::run(effort)?,
            ("details", _) => many_details::run(effort)?,
            ("pages", _) => pages::run(effort)?,
            ("integrity", _) => integrity::run(effort)?,
            ("token", _) => token::run(effort)?,
            ("tool", program) => tool::run(program, effort)?,
            _ => {
                return Err(
                    "which: decode, call, listening, details, pages, integrity, token, tool=PROGRAM"
                        .into(),
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
