//! `kcsec demo`: all four services on an emulator of its own, in a few seconds.

mod appguard;
mod integrity;
mod report;
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
    report::play(&stage, &session).await?;
    stage.say(words(
        "다음에 해 볼 것:\n$ kcsec --emulator ssc summary --region KR1 --from 7d\n$ kcsec configure\n$ kcsec doctor",
        "What to try next:\n$ kcsec --emulator ssc summary --region KR1 --from 7d\n$ kcsec configure\n$ kcsec doctor",
        "次に試すこと:\n$ kcsec --emulator ssc summary --region KR1 --from 7d\n$ kcsec configure\n$ kcsec doctor",
    ))?;
    Ok(())
}
