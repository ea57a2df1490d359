//! Questions to the person at the terminal.

use std::io::{self, Write as _};

use crate::context::Context;
use crate::exit::{Failure, Outcome};
use crate::lang::{say, words};

/// A range may take so many calls unasked.
const UNASKED_CALLS: u64 = 200;

/// Asks before a range that takes many calls, unless `--yes` is given.
///
/// # Errors
///
/// When the answer is no, or nobody can be asked.
pub(super) async fn confirm_calls(context: &Context, calls: u64, yes: bool) -> Outcome {
    if yes || calls <= UNASKED_CALLS {
        return Ok(());
    }
    if !context.can_ask() {
        return Err(Failure::usage(say!(
            "이 기간에는 호출이 약 {calls}회 필요합니다. 기간을 줄이거나 --yes를 추가하세요",
            "this range takes about {calls} calls; ask for less, or add --yes"
        )));
    }
    let question = context.fill(
        words(
            "이 기간에는 호출이 약 {0}회 필요합니다. 계속하시겠습니까? [y/N] ",
            "This range takes about {0} calls. Go on? [y/N] ",
            "この期間には約{0}回の呼び出しが必要です。続けますか? [y/N] ",
        ),
        &[&calls],
    );
    if ask(&question).await {
        Ok(())
    } else {
        Err(Failure::usage(say!(
            "확인하지 않아 조회하지 않았습니다",
            "not confirmed; nothing more was read"
        )))
    }
}

/// Asks and waits for `y` or `yes`; anything else, and the end of the input, is a no.
pub(super) async fn ask(question: &str) -> bool {
    let mut stderr = io::stderr().lock();
    let _ = stderr.write_all(question.as_bytes());
    let _ = stderr.flush();
    drop(stderr);
    // On a thread of its own, so that Ctrl-C is heard meanwhile.
    let answer = tokio::task::spawn_blocking(|| {
        let mut answer = String::new();
        io::stdin().read_line(&mut answer).map(|_| answer)
    });
    let Ok(Ok(answer)) = answer.await else {
        return false;
    };
    // ㅛ is what the key y writes under a Korean layout.
    matches!(
        answer.trim().to_lowercase().as_str(),
        "y" | "yes" | "ㅛ" | "예" | "네" | "はい"
    )
}
