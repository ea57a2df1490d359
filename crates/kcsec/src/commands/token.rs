//! `kcsec token`: the NHN Cloud User Access Key token.

use std::io;

use auth_core::{AccessToken, IssuedToken};
use serde::Serialize;
use transport_core::OauthClient;

use crate::cli::{Format, IssueArgs, RevokeArgs, TokenCommand};
use crate::context::Context;
use crate::exit::Outcome;
use crate::input::read_token;
use crate::lang::{Words, say, words};
use crate::output::{Column, Kind};

/// The token service's answer; the token itself only where it was asked for.
#[derive(Serialize)]
struct Issued<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    access_token: Option<&'a str>,
    expires_in: u64,
}

const ISSUED: &[Column] = &[
    Column::new(
        "access_token",
        words("토큰", "Token", "トークン"),
        Kind::Word,
    ),
    Column::new(
        "expires_in",
        words("유효 시간(초)", "Expires in (s)", "有効期間(秒)"),
        Kind::Number,
    ),
];

/// Said of a token that was issued and not printed.
pub(super) const UNSEEN: Words = words(
    "토큰이 발급되었습니다. --show로 토큰을 출력합니다",
    "a token was issued; --show prints it",
    "トークンが発行されました。--show で表示します",
);

pub(super) async fn run(context: &Context, command: TokenCommand) -> Outcome {
    match command {
        TokenCommand::Issue(args) => issue(context, &args).await,
        TokenCommand::Revoke(args) => revoke(context, &args).await,
    }
}

async fn issue(context: &Context, args: &IssueArgs) -> Outcome {
    let session = context.session().await?;
    let client = OauthClient::from_settings(&session.settings, &session.options)?;
    let issued = client.create().await?;
    if !args.show {
        show_unseen(context, &issued)?;
        context.note(context.word(UNSEEN));
        return Ok(());
    }
    let token = issued.token.expose();
    if context.output.format == Format::Table {
        // The bare token, ready for `kcsec token revoke` and the like.
        context.output.text(&format!("{token}\n"))?;
    } else {
        let record = Issued {
            access_token: Some(token),
            expires_in: issued.ttl.as_secs(),
        };
        context.output.record(ISSUED, &record)?;
    }
    Ok(())
}

/// Writes what is known of a token, without the token itself.
pub(super) fn show_unseen(context: &Context, issued: &IssuedToken) -> io::Result<()> {
    let record = Issued {
        access_token: None,
        expires_in: issued.ttl.as_secs(),
    };
    context.output.record(&ISSUED[1..], &record)
}

async fn revoke(context: &Context, args: &RevokeArgs) -> Outcome {
    let session = context.session().await?;
    let client = OauthClient::from_settings(&session.settings, &session.options)?;
    let what = say!("폐기할 토큰", "the token to revoke");
    let token = read_token(context, &what, args.token_file.as_deref()).await?;
    client.revoke(&AccessToken::new(token)).await?;
    context.note(context.word(words(
        "토큰이 폐기되었습니다",
        "the token is revoked",
        "トークンは無効になりました",
    )));
    Ok(())
}
