use korea_cloud_security::emulator::Emulator;

use crate::cli::EmulatorArgs;
use crate::context::Context;
use crate::exit::Outcome;
use crate::lang::words;
use crate::settings::start;
use crate::signals::Signals;

pub(super) async fn run(context: &Context, args: &EmulatorArgs) -> Outcome {
    let builder = Emulator::builder()
        .port(args.port)
        .seed(args.seed)
        .servers(args.servers);
    let emulator = start(builder).await?;
    // The keys are the emulator's own test keys, meant to be seen.
    context.output.text(&format!("{}\n", emulator.banner()))?;
    context.note(context.word(words(
        "# Ctrl-C로 종료합니다",
        "# Ctrl-C stops it",
        "# Ctrl-C で終了します",
    )));
    let mut signals = Signals::listen();
    emulator.serve_until(signals.any()).await;
    Ok(())
}
