//! The token of a call, and what an interrupt does to it.

use std::io::{self, IsTerminal as _};

use auth_core::Secret;
use korea_cloud_security::nhn_integrity::{Client, IntegrityToken};

use crate::cli::TokenArgs;
use crate::commands::clients;
use crate::context::Context;
use crate::exit::{Failure, Status};
use crate::input::{read_app_token, read_secret};
use crate::lang::{Words, say, words};
use crate::settings::Session;

pub(super) const USED_UP: Words = words(
    "토큰은 한 번만 조회할 수 있으며, 이제 사용되었습니다",
    "a token can be read once; this one is used up now",
    "トークンは一度だけ照会でき、これで使用済みです",
);

/// The session, which holds the emulator of `--emulator`, the client and the token; from here on an
/// interrupt leaves open whether the token is read.
pub(super) async fn prepare(
    context: &Context,
    args: &TokenArgs,
    operation: &'static str,
) -> Result<(Session, Client, IntegrityToken), Failure> {
    let session = context.session().await?;
    let client = clients::integrity(&session)?;
    let token = token(context, &session, args).await?;
    context.interrupts.end_as(Err(Failure::new(
        Status::OutcomeUnknown,
        say!(
            "{operation}: 중단되어 토큰이 소진되었을 수 있습니다. 새 토큰을 받으세요",
            "{operation}: interrupted, so the token may be consumed; get a new one"
        ),
    )));
    Ok((session, client, token))
}

/// From here on an interrupt loses the output of a token that is consumed.
pub(super) fn read(context: &Context, operation: &str) {
    context.interrupts.end_as(Err(Failure::new(
        Status::Interrupted,
        say!(
            "{operation}: 중단되었습니다. 토큰이 소진되었으니 새 토큰을 받으세요",
            "{operation}: interrupted; the token is used up; get a new one"
        ),
    )));
}

/// The token from standard input or its file. An emulator that was started for this call has
/// handed out no other token than its own, so that one stands in where none is given.
async fn token(
    context: &Context,
    session: &Session,
    args: &TokenArgs,
) -> Result<IntegrityToken, Failure> {
    let what = &say!("무결성 토큰", "the integrity token");
    let file = args.token_file.as_deref();
    let Some(running) = session.emulator.as_ref().filter(|_| file.is_none()) else {
        return read_app_token(context, what, file)
            .await
            .map(IntegrityToken::new);
    };
    if !io::stdin().is_terminal() {
        let given = read_secret(what, None).await?;
        if !given.is_blank() {
            return Ok(IntegrityToken::new(Secret::new(given.expose().trim())));
        }
    }
    context.note(context.word(words(
        "토큰이 없어 에뮬레이터의 토큰을 조회합니다",
        "no token is given: the emulator's own is read",
        "トークンが指定されていないため、エミュレーターのトークンを照会します",
    )));
    Ok(IntegrityToken::new(running.banner.integrity_token.as_str()))
}
