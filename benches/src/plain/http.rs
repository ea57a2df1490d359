//! reqwest and serde by hand, with the same headers, limits and time-outs as the clients have.

use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION};
use reqwest::{Client, RequestBuilder, Url, redirect, retry};

use super::details::Details;
use super::summary::Summary;
use super::token_info::{TokenInfo, TokenInfoAnswer};
use crate::Failure;
use crate::data::ACCESS_TOKEN;

const BODY_LIMIT: usize = 16 * 1024 * 1024;

/// One service, by hand.
#[derive(Debug, Clone)]
pub struct ByHand {
    client: Client,
    base: String,
}

impl ByHand {
    /// A client with the settings that the clients' transport has.
    ///
    /// # Errors
    ///
    /// When reqwest cannot be set up.
    pub fn new(base: &str) -> Result<Self, Failure> {
        Ok(Self {
            client: Client::builder()
                .user_agent("korea-cloud-security/0.1.0")
                .redirect(redirect::Policy::none())
                .referer(false)
                .retry(retry::never())
                .no_proxy()
                .connect_timeout(Duration::from_secs(5))
                .pool_idle_timeout(Duration::from_secs(20))
                .pool_max_idle_per_host(512)
                .tls_backend_rustls()
                .build()?,
            base: base.to_owned(),
        })
    }

    /// One page of inspections.
    ///
    /// # Errors
    ///
    /// When the call fails.
    pub async fn summary(&self, limit: u32, page: u32) -> Result<Summary, Failure> {
        let (limit, page) = (limit.to_string(), page.to_string());
        let url = Url::parse_with_params(
            &format!(
                "{}/ssc/v1.0/appKey/EXAMPLE_APPKEY/inspection_result/summary",
                self.base
            ),
            [
                ("regionCode", "KR1"),
                ("from", "2025-06-17T00:00:00+09:00"),
                ("to", "2025-06-17T23:59:59+09:00"),
                ("page", &page),
                ("limit", &limit),
            ],
        )?;
        let request = self
            .client
            .get(url)
            .header("x-nhn-authorization", format!("Bearer {ACCESS_TOKEN}"));
        let summary: Summary = serde_json::from_slice(&body_of(request).await?)?;
        if !summary.header.is_successful {
            return Err(summary.header.result_message.into());
        }
        Ok(summary)
    }

    /// The details of one inspection.
    ///
    /// # Errors
    ///
    /// When the call fails.
    pub async fn details(&self, inspection: u64) -> Result<Details, Failure> {
        let url = Url::parse(&format!(
            "{}/ssc/v1.0/appKey/EXAMPLE_APPKEY/inspection_result/details/{inspection}",
            self.base
        ))?;
        let request = self
            .client
            .get(url)
            .header("x-nhn-authorization", format!("Bearer {ACCESS_TOKEN}"));
        let details: Details = serde_json::from_slice(&body_of(request).await?)?;
        if !details.header.is_successful {
            return Err(details.header.result_message.into());
        }
        Ok(details)
    }

    /// What is known of an integrity token.
    ///
    /// # Errors
    ///
    /// When the call fails.
    pub async fn token_info(&self, app_id: &str, token: &str) -> Result<TokenInfo, Failure> {
        let url = Url::parse(&format!(
            "{}/integrity-api/v1.0/client/apps/{app_id}/token-info",
            self.base
        ))?;
        let request = self
            .client
            .get(url)
            .header(AUTHORIZATION, format!("Bearer {token}"));
        let answer: TokenInfoAnswer = serde_json::from_slice(&body_of(request).await?)?;
        if !answer.header.is_successful {
            return Err(answer.header.result_message.into());
        }
        Ok(answer.body)
    }
}

/// Sends it, and reads the answer up to the limit.
async fn body_of(request: RequestBuilder) -> Result<Bytes, Failure> {
    let mut response = request
        .header(ACCEPT, "application/json")
        .timeout(Duration::from_secs(65))
        .send()
        .await?
        .error_for_status()?;
    let announced = response.content_length().unwrap_or(0) as usize;
    if announced > BODY_LIMIT {
        return Err("the answer is too large".into());
    }
    let mut body = Vec::with_capacity(announced);
    while let Some(chunk) = response.chunk().await? {
        if body.len() + chunk.len() > BODY_LIMIT {
            return Err("the answer is too large".into());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.into())
}
