//! `kcsec integrity token-info`: what a token says, without a verdict.

use korea_cloud_security::nhn_integrity::TokenInfo;

use super::token::{USED_UP, prepare, read};
use crate::cli::TokenArgs;
use crate::context::Context;
use crate::exit::{Outcome, unwritten};
use crate::lang::{say, words};
use crate::output::{Column, Kind};

/// The fields of what a token says.
pub(in crate::commands) const TOKEN_INFO: &[Column] = &[
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

pub(super) async fn run(context: &Context, args: &TokenArgs) -> Outcome {
    let (_session, client, token) = prepare(context, args, "token-info").await?;
    let info = client.token_info(&args.app_id, token).await?;
    read(context, "token-info");
    context.output.deliver(TOKEN_INFO, &info).map_err(|error| {
        let known = say!(
            "token-info: 토큰이 소진되었습니다. 새 토큰을 받으세요",
            "token-info: the token is used up; get a new one"
        );
        unwritten(&known, &error)
    })?;
    tell_unknown_flags(context, &info);
    context.note(context.word(USED_UP));
    Ok(())
}

/// A flag that was renamed or is new must not be overlooked.
fn tell_unknown_flags(context: &Context, info: &TokenInfo) {
    let unknown: Vec<&str> = info.unknown_flags().collect();
    if !unknown.is_empty() {
        context.error(&context.fill(
            words(
                "경고: 이 버전이 모르는 항목이 true 입니다: {0}",
                "warning: true, and not known to this version: {0}",
                "警告: このバージョンが知らない項目が true です: {0}",
            ),
            &[&unknown.join(", ")],
        ));
    }
}
