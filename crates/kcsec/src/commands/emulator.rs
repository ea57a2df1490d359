use korea_cloud_security::emulator::Emulator;

use crate::cli::EmulatorArgs;
use crate::context::Context;
use crate::exit::Outcome;
use crate::settings::start;

pub(super) async fn run(context: &Context, args: &EmulatorArgs) -> Outcome {
    let builder = Emulator::builder()
        .port(args.port)
        .seed(args.seed)
        .servers(args.servers);
    let emulator = start(builder).await?;
    // The keys are the emulator's own test keys, meant to be seen.
    context.output.text(&format!("{}\n", emulator.banner()))?;
    context.note("# Ctrl-C stops it");
    // An error would mean that no Ctrl-C can be heard; then it runs until it is killed.
    emulator
        .serve_until(async {
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
        })
        .await;
    Ok(())
}
