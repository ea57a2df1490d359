use transport_core::OauthClient;

use super::Stage;
use crate::commands::token::{UNSEEN, show_unseen};
use crate::exit::Outcome;
use crate::lang::words;
use crate::settings::Session;

pub(super) async fn play(stage: &Stage<'_>, session: &Session) -> Outcome {
    let title = words(
        "NHN Cloud · 토큰 발급",
        "NHN Cloud · issue a token",
        "NHN Cloud · トークン発行",
    );
    stage.act(1, title, "kcsec --emulator token issue")?;
    let client = OauthClient::from_settings(&session.settings, &session.options)?;
    let issued = client.create().await?;
    show_unseen(stage.context, &issued)?;
    stage.line(stage.context.word(UNSEEN))?;
    Ok(())
}
