//! reqwest and serde by hand, with the same headers, limits and time-outs as the clients have.

use std::time::Duration;

use http::header::{ACCEPT, AUTHORIZATION};
use reqwest::{Client, Url, redirect, retry};
use serde::de::DeserializeOwned;

use super::answers::{Details, Summary, TokenInfo};
use crate::Failure;
use crate::data::ACCESS_TOKEN;

const BODY_LIMIT: usize = 16 * 1024 * 1024;
const SSC: &str = "ssc/v1.0/appKey/EXAMPLE_APPKEY/inspection_result";
const TOKEN: &str = "x-nhn-authorization";

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
        let client = Client::builder()
            .user_agent("korea-cloud-security/0.1.0")
            .redirect(redirect::Policy::none())
            .referer(false)
            .retry(retry::never())
            .no_proxy()
            .connect_timeout(Duration::from_secs(5))
            .pool_idle_timeout(Duration::from_secs(20))
            .pool_max_idle_per_host(512)
            .tls_backend_rustls()
            .build()?;
        let base = base.to_owned();
        Ok(Self { client, base })
    }

    /// One page of inspections.
    ///
    /// # Errors
    ///
    /// When the call fails.
    pub async fn summary(&self, limit: u32, page: u32) -> Result<Summary, Failure> {
        let (limit, page) = (limit.to_string(), page.to_string());
        let query = [
            ("regionCode", "KR1"),
            ("from", "2025-06-17T00:00:00+09:00"),
            ("to", "2025-06-17T23:59:59+09:00"),
            ("page", &page),
            ("limit", &limit),
        ];
        let url = Url::parse_with_params(&format!("{}/{SSC}/summary", self.base), query)?;
        let summary: Summary = self.get(url, TOKEN, ACCESS_TOKEN).await?;
        summary.header.check()?;
        Ok(summary)
    }

    /// The details of one inspection.
    ///
    /// # Errors
    ///
    /// When the call fails.
    pub async fn details(&self, inspection: u64) -> Result<Details, Failure> {
        let url = Url::parse(&format!("{}/{SSC}/details/{inspection}", self.base))?;
        let details: Details = self.get(url, TOKEN, ACCESS_TOKEN).await?;
        details.header.check()?;
        Ok(details)
    }

    /// What is known of an integrity token.
    ///
    /// # Errors
    ///
    /// When the call fails.
    pub async fn token_info(&self, app_id: &str, token: &str) -> Result<TokenInfo, Failure> {
        let path = format!("integrity-api/v1.0/client/apps/{app_id}/token-info");
        let url = Url::parse(&format!("{}/{path}", self.base))?;
        let info: TokenInfo = self.get(url, AUTHORIZATION.as_str(), token).await?;
        info.header.check()?;
        Ok(info)
    }

    /// Sends it, and reads the answer up to the limit.
    async fn get<T: DeserializeOwned>(
        &self,
        url: Url,
        header: &str,
        token: &str,
    ) -> Result<T, Failure> {
        let request = self.client.get(url);
        let request = request.header(header, format!("Bearer {token}"));
        let request = request.header(ACCEPT, "application/json");
        let request = request.timeout(Duration::from_secs(65));
        let mut response = request.send().await?.error_for_status()?;
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
        Ok(serde_json::from_slice(&body)?)
    }
}
