use korea_cloud_security::transport::OauthClient;

use super::Stage;
use crate::exit::Outcome;
use crate::lang::words;
use crate::settings::Session;

pub(super) async fn play(stage: &Stage<'_>, session: &Session) -> Outcome {
    let title = words(
        "NHN Cloud · 토큰 발급",
        "NHN Cloud · issue a token",
        "NHN Cloud · トークン発行",
    );
    stage.act(1, title, "kcsec token issue")?;
    let client = OauthClient::from_settings(&session.settings, &session.options)?;
    let seconds = client.create().await?.lifetime.as_secs();
    let text = words(
        "User Access Key 토큰이 발급되었습니다. 유효 시간 {0}초",
        "A User Access Key token was issued; it lives {0} s",
        "User Access Key トークンを発行しました。有効期間{0}秒",
    );
    stage.line(&stage.context.fill(text, &[&grouped(seconds)]))?;
    Ok(())
}

/// The number with a comma between its thousands.
fn grouped(number: u64) -> String {
    match number / 1_000 {
        0 => number.to_string(),
        thousands => format!("{},{:03}", grouped(thousands), number % 1_000),
    }
}
