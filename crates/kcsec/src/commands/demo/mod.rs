//! `kcsec demo`: all four services on an emulator of its own, in a few seconds.

mod appguard;
mod integrity;
mod ssc;
mod stage;
mod token;
mod wsc;

use std::time::Duration;

use korea_cloud_security::emulator::{Emulator, JobPace};

use self::stage::Stage;
use crate::context::Context;
use crate::exit::Outcome;
use crate::lang::words;
use crate::settings::Session;

/// A scan of about three seconds: long enough to see its bar, short enough to wait for.
const PACE: JobPace = JobPace {
    waiting: Duration::from_millis(300),
    collecting: Duration::from_millis(900),
    queued: Duration::from_millis(200),
    scanning: Duration::from_millis(1_400),
    stopping: Duration::from_millis(100),
};

pub(super) async fn run(context: &Context) -> Outcome {
    let context = &context.for_people();
    let builder = Emulator::builder().job_pace(PACE);
    let session = Session::on_emulator(&context.global, builder).await?;
    let Some(running) = &session.emulator else {
        return Ok(());
    };
    let stage = Stage::new(context);

    stage.open(&running.banner.url)?;
    token::play(&stage, &session).await?;
    ssc::play(&stage, &session).await?;
    wsc::play(&stage, &session, running).await?;
    appguard::play(&stage, &session).await?;
    integrity::play(&stage, &session, running).await?;
    stage.say(words(
        "끝났습니다. 계정이 있으면 같은 명령이 실제 서비스에서 그대로 동작합니다:\n$ kcsec --help",
        "That was all. With an account, the same commands run against the real services:\n$ kcsec --help",
        "以上です。アカウントがあれば、同じコマンドが実際のサービスで動きます:\n$ kcsec --help",
    ))?;
    Ok(())
}
