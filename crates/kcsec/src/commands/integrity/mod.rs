//! `kcsec integrity`: what an integrity token says, and whether its app is genuine.

mod verify;

use std::io::{self, IsTerminal as _};

use auth_core::Secret;
use korea_cloud_security::nhn_integrity::{Client, IntegrityToken};

use crate::cli::{IntegrityCommand, TokenArgs};
use crate::context::Context;
use crate::exit::{Failure, Outcome, Status, unwritten};
use crate::input::{read_secret, read_token};
use crate::lang::{Words, words};
use crate::output::{Column, Kind};
use crate::settings::Session;

/// The fields of what a token says.
pub(super) const TOKEN_INFO: &[Column] = &[
    Column::new("appId", words("앱 ID", "App id", "アプリID"), Kind::Word),
    Column::new(
        "expireAt",
        words("만료 시각", "Expires at", "有効期限"),
        Kind::EpochMillis,
    ),
    Column::new(
        "integrityInfo.codeHash",
        words("코드 해시", "Code hash", "コードハッシュ"),
        Kind::Text,
    ),
    Column::new(
        "integrityInfo.signature",
        words("서명", "Signature", "署名"),
        Kind::Text,
    ),
    Column::new(
        "integrityResult.codeHashMatch",
        words("코드 해시 일치", "Code hash matches", "コードハッシュ一致"),
        Kind::Good,
    )
    .always_shown(),
    Column::new(
        "integrityResult.signatureMatch",
        words("서명 일치", "Signature matches", "署名一致"),
        Kind::Good,
    )
    .always_shown(),
    Column::new(
        "integrityResult.integrityChecked.rootingDetected",
        words("루팅 탐지", "Rooting detected", "ルート化検知"),
        Kind::Alarm,
    )
    .always_shown(),
    Column::new(
        "integrityResult.integrityChecked.emulatorDetected",
        words("에뮬레이터 탐지", "Emulator detected", "エミュレーター検知"),
        Kind::Alarm,
    )
    .always_shown(),
    Column::new(
        "integrityResult.integrityChecked.debugDetected",
        words("디버깅 탐지", "Debugger detected", "デバッグ検知"),
        Kind::Alarm,
    )
    .always_shown(),
    Column::new(
        "integrityResult.integrityChecked.hookingDetected",
        words("후킹 탐지", "Hooking detected", "フッキング検知"),
        Kind::Alarm,
    )
    .always_shown(),
    Column::new(
        "integrityResult.integrityChecked.untrustedEnv",
        words(
            "신뢰할 수 없는 환경",
            "Untrusted environment",
            "信頼できない環境",
        ),
        Kind::Alarm,
    )
    .always_shown(),
];

pub(super) async fn run(context: &Context, command: IntegrityCommand) -> Outcome {
    match command {
        IntegrityCommand::TokenInfo(args) => token_info(context, &args).await,
        IntegrityCommand::Verify(args) => verify::run(context, &args).await,
    }
}

async fn token_info(context: &Context, args: &TokenArgs) -> Outcome {
    let (_session, client, token) = prepare(context, args, "token-info").await?;
    let info = client.token_info(&args.app_id, token).await?;
    read(context, "token-info");
    context
        .output
        .deliver(TOKEN_INFO, &info)
        .map_err(|error| unwritten("token-info: the token is used up; get a new one", &error))?;
    context.note(context.word(USED_UP));
    Ok(())
}

const USED_UP: Words = words(
    "토큰은 한 번만 조회할 수 있으며, 이제 사용되었습니다",
    "a token can be read once; this one is used up now",
    "トークンは一度だけ照会でき、これで使用済みです",
);

/// The session, which holds the emulator of `--emulator`, the client and the token; from here on an
/// interrupt leaves open whether the token is read.
async fn prepare(
    context: &Context,
    args: &TokenArgs,
    operation: &'static str,
) -> Result<(Session, Client, IntegrityToken), Failure> {
    let session = context.session().await?;
    let client = Client::builder()
        .with_settings(session.settings.clone())
        .with_options(session.options.clone())
        .build()?;
    let token = token(context, &session, args).await?;
    context.interrupts.end_as(Err(Failure::new(
        Status::OutcomeUnknown,
        format!("{operation}: interrupted, so the token may be consumed; get a new one"),
    )));
    Ok((session, client, token))
}

/// From here on an interrupt loses the output of a token that is consumed.
fn read(context: &Context, operation: &str) {
    context.interrupts.end_as(Err(Failure::new(
        Status::Interrupted,
        format!("{operation}: interrupted; the token is used up; get a new one"),
    )));
}

/// The token from standard input or its file. An emulator that was started for this call has
/// handed out no other token than its own, so that one stands in where none is given.
async fn token(
    context: &Context,
    session: &Session,
    args: &TokenArgs,
) -> Result<IntegrityToken, Failure> {
    let what = "the integrity token";
    let file = args.token_file.as_deref();
    let Some(running) = session.emulator.as_ref().filter(|_| file.is_none()) else {
        return read_token(context, what, file)
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
