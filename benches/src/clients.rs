//! Our clients, set up for the benches.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use auth_core::{
    AccessToken, Appkey, IssuedToken, NcpCredentials, SigningError, SystemClock, TokenIssuer,
    TokenSigner, UserAccessKey,
};
use bytes::Bytes;
use chrono::DateTime;
use http::{Request, Response};
use nhn_ssc::SummaryQuery;
use transport_core::http::{SendOptions, Transport, TransportError};
use transport_core::{ClientOptions, Endpoint, TokioSleep};

use crate::Failure;
use crate::data::ACCESS_TOKEN;
use crate::plain::signature::{ACCESS_KEY, SECRET_KEY};

/// Server Security Check at that URL, with a token from its own token service there.
///
/// # Errors
///
/// When the client cannot be set up.
pub fn ssc(base: &str) -> Result<nhn_ssc::Client, Failure> {
    let endpoint: Endpoint = base.parse()?;
    let oauth: Endpoint = endpoint.origin().parse()?;
    Ok(nhn_ssc::Client::builder()
        .with_appkey(Appkey::new("EXAMPLE_APPKEY"))
        .with_user_access_key(UserAccessKey::new("EXAMPLE_ID", "EXAMPLE_SECRET"))
        .with_endpoint(endpoint)
        .with_oauth_endpoint(oauth)
        .build()?)
}

/// Server Security Check that answers those bytes, without a socket.
///
/// # Errors
///
/// When the client cannot be set up.
pub fn ssc_with(answer: Bytes) -> Result<nhn_ssc::Client, Failure> {
    Ok(nhn_ssc::Client::builder()
        .with_appkey(Appkey::new("EXAMPLE_APPKEY"))
        .with_signer(Arc::new(token_signer()))
        .with_options(answering(answer))
        .build()?)
}

/// Web Security Checker that answers those bytes, without a socket.
///
/// # Errors
///
/// When the client cannot be set up.
pub fn wsc_with(answer: Bytes) -> Result<ncp_wsc::Client, Failure> {
    Ok(ncp_wsc::Client::builder()
        .with_credentials(NcpCredentials::new(ACCESS_KEY, SECRET_KEY))
        .with_options(answering(answer))
        .build()?)
}

/// Integrity verification at that URL.
///
/// # Errors
///
/// When the client cannot be set up.
pub fn integrity(base: &str) -> Result<nhn_integrity::Client, Failure> {
    let client = nhn_integrity::Client::builder().with_endpoint(base.parse()?);
    Ok(client.build()?)
}

/// The query of the benches: one day of one region.
///
/// # Errors
///
/// None: the dates are valid.
pub fn summary_query() -> Result<SummaryQuery, Failure> {
    let from = DateTime::parse_from_rfc3339("2025-06-17T00:00:00+09:00")?;
    let to = DateTime::parse_from_rfc3339("2025-06-17T23:59:59+09:00")?;
    Ok(SummaryQuery::new("KR1", from, to))
}

/// A token signer whose token is issued without a socket and lives for a day.
pub fn token_signer() -> TokenSigner {
    let (clock, sleep) = (Arc::new(SystemClock), Arc::new(TokioSleep));
    TokenSigner::new(Arc::new(Issuer), clock, sleep)
}

fn answering(answer: Bytes) -> ClientOptions {
    ClientOptions::new().with_transport(Arc::new(FixedTransport(answer)))
}

/// A transport without a socket that always answers the same.
#[derive(Debug, Clone)]
struct FixedTransport(Bytes);

#[async_trait]
impl Transport for FixedTransport {
    async fn send(
        &self,
        _: Request<Bytes>,
        _: SendOptions,
    ) -> Result<Response<Bytes>, TransportError> {
        Ok(Response::new(self.0.clone()))
    }
}

#[derive(Debug)]
struct Issuer;

#[async_trait]
impl TokenIssuer for Issuer {
    async fn issue(&self) -> Result<IssuedToken, SigningError> {
        let token = AccessToken::new(ACCESS_TOKEN);
        Ok(IssuedToken::new(token, Duration::from_secs(86_400)))
    }

    async fn revoke(&self, _: &AccessToken) -> Result<(), SigningError> {
        Ok(())
    }
}
