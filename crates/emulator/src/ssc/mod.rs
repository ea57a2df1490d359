//! NHN Cloud Server Security Check.

mod details;
mod summary;
mod texts;

use crate::answer::Answer;
use crate::call::{Call, Pairs};
use crate::credentials::same;
use crate::envelope::{Envelope, nhn_error, nhn_gateway, nhn_validator};
use crate::errors::Source;
use crate::state::World;

pub(crate) use details::details;
pub(crate) use summary::summary;

/// The opening of every success of this service.
const SUCCESS: &[u8] =
    br#"{"header":{"isSuccessful":true,"resultCode":0,"resultMessage":"SUCCESS","success":true},"#;

/// The language of an answer, as an index into the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Language {
    Korean = 0,
    English = 1,
    Japanese = 2,
}

impl Language {
    fn of(query: &Pairs<'_>) -> Result<Self, Answer> {
        match query.get("language").as_deref() {
            None | Some("KO") => Ok(Self::Korean),
            Some("EN") => Ok(Self::English),
            Some("JA") => Ok(Self::Japanese),
            Some(_) => Err(nhn_validator("language")),
        }
    }
}

/// Checks token and Appkey, in the order of the gateway.
fn admit(world: &World, call: &Call<'_>) -> Result<(), Answer> {
    let Some(value) = call.header("x-nhn-authorization") else {
        return Err(nhn_gateway(4_012_001));
    };
    let token = match value.strip_prefix("Bearer ") {
        Some(token) => token,
        None if world.options.accept_raw_token => value,
        None => return Err(nhn_gateway(4_012_002)),
    };
    let Some(owner) = world.tokens.owner(token, world.clock.now_ms()) else {
        let refusal = world.options.token_refusal;
        let source = if refusal.envelope == Envelope::NhnHeader && refusal.code != 80_007 {
            (Source::NhnGateway, 4_012_003)
        } else {
            (Source::NhnFramework, 80_007)
        };
        let (_, message) = source.0.find(source.1, "");
        let body = refusal.envelope.body(refusal.code, &message);
        return Err(Answer::refusal(
            refusal.status,
            body,
            format!("{} {message}", refusal.code),
        ));
    };
    let appkey = call.segment(3);
    if world
        .accounts
        .get(owner)
        .is_some_and(|account| same(&account.keys.ssc_appkey, appkey))
    {
        return Ok(());
    }
    // Somebody else's Appkey is a matter of permission, an unknown one a wrong key.
    if world
        .accounts
        .iter()
        .any(|account| same(&account.keys.ssc_appkey, appkey))
    {
        Err(nhn_error(Source::NhnFramework, -6, ""))
    } else {
        Err(nhn_gateway(4_031_012))
    }
}
