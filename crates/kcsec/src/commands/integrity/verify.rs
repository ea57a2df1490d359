//! `kcsec integrity verify`: a verdict that a shell can act on.

use std::borrow::Cow;

use korea_cloud_security::nhn_integrity::{
    Flag, OnNull, OnUnknownFlag, Policy, Reason, TokenInfo, Verdict,
};
use serde::Serialize;

use super::token::{USED_UP, prepare, read};
use super::token_info::TOKEN_INFO;
use crate::cli::{self, Format, VerifyArgs};
use crate::context::Context;
use crate::exit::{Failure, Outcome, Status, unwritten};
use crate::lang::{call_error, words};
use crate::output::{Column, Kind};

/// A verdict as data.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct VerdictData<'a> {
    verdict: &'static str,
    /// Whether the token is consumed; `None` where that is not known.
    consumed: Option<bool>,
    /// All of `reasons` for people.
    message: String,
    reasons: Vec<ReasonData<'a>>,
    /// Flags that are true and that this version does not know; they may decide nothing.
    unknown_flags: Vec<&'a str>,
    token_info: Option<&'a TokenInfo>,
}

#[derive(Serialize)]
struct ReasonData<'a> {
    reason: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
}

const VERDICT: &[Column] = &[
    Column::new("verdict", words("판정", "Verdict", "判定"), Kind::Verdict),
    Column::new("message", words("사유", "Reasons", "理由"), Kind::Text),
    Column::new(
        "consumed",
        words("토큰 사용됨", "Token consumed", "トークン使用済み"),
        Kind::Text,
    )
    .data_only(),
    Column::new(
        "unknownFlags",
        words("알 수 없는 플래그", "Unknown flags", "未知のフラグ"),
        Kind::Text,
    ),
];

pub(super) async fn run(context: &Context, args: &VerifyArgs) -> Outcome {
    let (_session, client, token) = prepare(context, &args.token, "integrity verify").await?;
    let policy = policy(args);
    let verdict = client.verify(&args.token.app_id, token, &policy).await;
    match consumed(&verdict) {
        Some(true) => read(context, "integrity verify"),
        Some(false) => context.interrupts.lose_nothing(),
        None => {}
    }
    if let Some(error) = verdict.error().filter(|error| error.kind().is_usage())
        && !verdict.is_deny()
    {
        return Err(error.clone().into());
    }
    show(context, &verdict)
        .map_err(|error| unwritten(&format!("integrity verify: {verdict}"), &error))?;
    end(context, &verdict)
}

fn policy(args: &VerifyArgs) -> Policy {
    let policy = Policy::new()
        .with_code_hash_match(args.require_code_hash)
        .with_on_null(match args.on_null {
            cli::OnNull::Ignore => OnNull::Ignore,
            cli::OnNull::Deny => OnNull::Deny,
            cli::OnNull::Indeterminate => OnNull::Indeterminate,
        })
        .with_on_unknown_flag(match args.on_unknown_flag {
            cli::OnUnknownFlag::Ignore => OnUnknownFlag::Ignore,
            cli::OnUnknownFlag::Deny => OnUnknownFlag::Deny,
        });
    args.allow
        .iter()
        .fold(policy, |policy, flag| policy.without_flag((*flag).into()))
}

impl From<cli::Flag> for Flag {
    fn from(flag: cli::Flag) -> Self {
        match flag {
            cli::Flag::RootingDetected => Self::RootingDetected,
            cli::Flag::EmulatorDetected => Self::EmulatorDetected,
            cli::Flag::DebugDetected => Self::DebugDetected,
            cli::Flag::HookingDetected => Self::HookingDetected,
            cli::Flag::UntrustedEnv => Self::UntrustedEnv,
        }
    }
}

fn show(context: &Context, verdict: &Verdict) -> std::io::Result<()> {
    let reasons = verdict.reasons();
    let messages: Vec<_> = reasons
        .iter()
        .map(|reason| message(context, reason))
        .collect();
    let data = VerdictData {
        verdict: verdict.as_str(),
        consumed: consumed(verdict),
        message: messages.join(", "),
        reasons: reasons
            .iter()
            .map(|reason| ReasonData {
                reason: reason.as_str(),
                field: reason.field(),
            })
            .collect(),
        unknown_flags: verdict
            .token_info()
            .map_or_else(Vec::new, |info| info.unknown_flags().collect()),
        token_info: verdict.token_info(),
    };
    // A token that was not read has nothing more to show.
    let read = matches!(context.output.format, Format::Csv) || verdict.token_info().is_some();
    let inner = TOKEN_INFO.iter().filter(|_| read).map(|column| Column {
        name: Cow::Owned(format!("tokenInfo.{}", column.name)),
        ..column.clone()
    });
    let columns: Vec<_> = VERDICT.iter().cloned().chain(inner).collect();
    context.output.deliver(&columns, &data)
}

/// Whether the token is consumed, as far as it is known.
fn consumed(verdict: &Verdict) -> Option<bool> {
    match verdict.error() {
        None => Some(true),
        Some(error) if error.outcome_unknown() => None,
        Some(_) => Some(false),
    }
}

fn end(context: &Context, verdict: &Verdict) -> Outcome {
    let maybe_consumed = consumed(verdict) != Some(false);
    let status = match verdict {
        Verdict::Allow(_) => Status::Done,
        Verdict::Deny(_) => Status::CheckFailed,
        Verdict::Indeterminate(_) if maybe_consumed => Status::OutcomeUnknown,
        Verdict::Indeterminate(_) => Status::Network,
    };
    if verdict.token_info().is_some() {
        context.note(context.word(USED_UP));
    } else if let Some(error) = verdict.error() {
        return Err(Failure::new(status, call_error(error)));
    }
    match status {
        Status::Done => Ok(()),
        status => Err(Failure::reported(status)),
    }
}

/// A reason for people, in their language; programs get the library's.
fn message(context: &Context, reason: &Reason) -> String {
    if context.output.format != Format::Table {
        return reason.to_string();
    }
    let words = match reason {
        Reason::AppIdMismatch { .. } => words(
            "다른 앱의 토큰입니다({1})",
            "the token is another app's ({1})",
            "別のアプリのトークンです（{1}）",
        ),
        Reason::Expired { .. } => words(
            "이 컴퓨터의 시계로 토큰 만료 시각이 지났습니다",
            "the token's time is over by this machine's clock",
            "このマシンの時計ではトークンの有効期限が過ぎています",
        ),
        Reason::SignatureMismatch => words(
            "앱 서명이 등록된 것과 다릅니다",
            "the app is not signed as registered",
            "アプリの署名が登録と異なります",
        ),
        Reason::CodeHashMismatch => words(
            "코드 해시가 등록된 것과 다릅니다",
            "the code hash is not the registered one",
            "コードハッシュが登録と異なります",
        ),
        Reason::Detected(_) => words("{0} 탐지", "{0} is true", "{0} を検知"),
        Reason::UnknownFlag(_) => words(
            "알 수 없는 플래그 {0} 탐지",
            "{0}, an unknown flag, is true",
            "未知のフラグ {0} を検知",
        ),
        Reason::Missing(_) => words("{0} 값 없음", "{0} is missing", "{0} の値がありません"),
        Reason::TokenRejected { .. } => words(
            "서비스가 토큰을 거부했습니다",
            "the service rejected the token",
            "サービスがトークンを拒否しました",
        ),
        Reason::MalformedToken => words(
            "토큰 형식이 아닙니다",
            "the token is malformed",
            "トークンの形式ではありません",
        ),
        Reason::ForeignRejection { .. } => words(
            "서비스 앞단의 장비가 요청을 거부했습니다",
            "something in front of the service rejected the request",
            "サービスの手前の機器がリクエストを拒否しました",
        ),
        Reason::SetupRejected { .. } => words(
            "게이트웨이가 토큰과 무관하게 이 서버를 거부했습니다",
            "the gateway rejected this server, whatever the token",
            "ゲートウェイがトークンに関係なくこのサーバーを拒否しました",
        ),
        Reason::Throttled => words(
            "호출이 너무 많습니다",
            "too many calls for now",
            "呼び出しが多すぎます",
        ),
        Reason::Unreachable => words(
            "서비스에 연결하지 못했습니다",
            "the service was not reached",
            "サービスに接続できませんでした",
        ),
        Reason::ResponseLost => words(
            "응답을 받지 못해 토큰이 이미 사용되었을 수 있습니다",
            "the response was lost and the token may be consumed",
            "応答が失われ、トークンは使用済みかもしれません",
        ),
        _ => return reason.to_string(),
    };
    let actual = match reason {
        Reason::AppIdMismatch { actual, .. } => actual.as_str(),
        _ => "",
    };
    context.fill(words, &[&reason.field().unwrap_or_default(), &actual])
}
