use auth_core::IntegrityToken;
use transport_core::ApiClient;

use crate::model::TokenInfoResponse;
use crate::operations::TOKEN_INFO;
use crate::request::request;
use crate::{Error, Policy, TokenInfo, Verdict};

/// Client for NHN AppGuard integrity verification (App Attestation).
///
/// Cheap to clone; clones share connections. It holds no credentials: each call brings its token.
///
/// ```
/// # use nhn_integrity::Client;
/// let client = Client::builder().build()?;
/// # Ok::<(), nhn_integrity::ConfigError>(())
/// ```
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Integrity Verification API Guide".
#[derive(Debug, Clone)]
pub struct Client {
    pub(crate) api: ApiClient,
}

impl Client {
    pub(crate) fn new(api: ApiClient) -> Self {
        Self { api }
    }

    /// Reads what the service knows of a token (`token-info`), **which deletes the token**.
    ///
    /// The read is retried only when the service certainly did not receive it. When the response is
    /// lost, [`outcome_unknown`](Error::outcome_unknown) is true: the token may be consumed, and the
    /// app has to get a new one. Dropping the future leaves the outcome unknown as well.
    ///
    /// `app_id` is the id of one app build, from the console. Take it from your own settings, not
    /// from what the app sends. Most callers want [`verify`](Self::verify), which also decides.
    ///
    /// A token works once, and the compiler knows:
    ///
    /// ```compile_fail,E0382
    /// # async fn example(client: nhn_integrity::Client) {
    /// let token = nhn_integrity::IntegrityToken::new("EXAMPLE_TOKEN");
    /// let first = client.token_info("EXAMPLE_APP_ID", token).await;
    /// let second = client.token_info("EXAMPLE_APP_ID", token).await; // used after it was moved
    /// # }
    /// ```
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
    /// "Get Token Info".
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](crate::ErrorKind::InvalidInput) before anything is sent when the app id
    /// cannot stand in a path, or when the token is empty, begins with `Bearer `, is longer than
    /// 8,192 bytes, or holds a character that RFC 6750 does not allow; otherwise as [`Error`] says.
    /// White space around the token is left out.
    pub async fn token_info(
        &self,
        app_id: &str,
        token: IntegrityToken,
    ) -> Result<TokenInfo, Error> {
        let request = request(app_id, token)?;
        let response: TokenInfoResponse = self.api.call(&TOKEN_INFO, request).await?;
        Ok(response.into_info())
    }

    /// Reads a token, which deletes it, and says by `policy` whether the app is genuine.
    ///
    /// [`Verdict::Deny`] rests on what the service said of this token.
    /// [`Verdict::Indeterminate`] means that nothing was learned of it: no network, a lost
    /// response, a gateway that rejects this server. It is no evidence against a player; whether to
    /// let them in, or to ask the app for a new token, is yours to decide. A token that is empty or
    /// begins with `Bearer ` is the caller's mistake, and indeterminate with
    /// [`Reason::NotSent`](crate::Reason::NotSent).
    ///
    /// Dropping the future leaves the outcome unknown: the token may be consumed.
    ///
    /// ```no_run
    /// use nhn_integrity::{Client, IntegrityToken, Policy, Verdict};
    ///
    /// # async fn example(client: Client, token_of_the_app: String) {
    /// let token = IntegrityToken::new(token_of_the_app);
    /// match client.verify("EXAMPLE_APP_ID", token, &Policy::new()).await {
    ///     Verdict::Allow(_) => println!("welcome"),
    ///     Verdict::Deny(reasons) => println!("denied: {reasons}"),
    ///     Verdict::Indeterminate(reasons) => println!("please log in again: {reasons}"),
    /// }
    /// # }
    /// ```
    pub async fn verify(&self, app_id: &str, token: IntegrityToken, policy: &Policy) -> Verdict {
        let read = self.token_info(app_id, token).await;
        policy.evaluate(app_id, read, self.api.runtime().clock.now())
    }
}
