use korea_cloud_security::nhn_integrity::IntegrityToken;

use super::Stage;
use crate::commands::clients;
use crate::commands::integrity::TOKEN_INFO;
use crate::exit::{Failure, Outcome, Status};
use crate::lang::words;
use crate::settings::{Running, Session};

pub(super) async fn play(stage: &Stage<'_>, session: &Session, running: &Running) -> Outcome {
    let title = words(
        "NHN AppGuard 무결성 검증 · 토큰은 1회만 조회할 수 있습니다",
        "NHN AppGuard integrity · a token can be read once",
        "NHN AppGuard 完全性検証 · トークンは一度だけ",
    );
    let app_id = &running.banner.integrity_app_id;
    let command = format!("kcsec --emulator integrity token-info --app-id {app_id}");
    stage.act(5, title, &command)?;
    let client = clients::integrity(session)?;
    let token = || IntegrityToken::new(running.banner.integrity_token.as_str());
    let info = client.token_info(app_id, token()).await?;
    stage.context.output.record(TOKEN_INFO, &info)?;

    let title = words(
        "같은 토큰을 다시 읽으면",
        "The same token again",
        "同じトークンを再び",
    );
    stage.scene(title, &command)?;
    match client.token_info(app_id, token()).await {
        Err(error) => stage.line(&error.to_string())?,
        Ok(_) => {
            return Err(Failure::new(
                Status::CheckFailed,
                "a token was read twice, which must not be",
            ));
        }
    }
    Ok(())
}
