use auth_core::IntegrityToken;
use transport_core::{ApiClient, builder};

use crate::model::TokenInfoAnswer;
use crate::operations::TOKEN_INFO;
use crate::request::request;
use crate::{ClientBuilder, Error, Policy, TokenInfo, Verdict};

/// Client for NHN AppGuard integrity verification.
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
    api: ApiClient,
}

builder::client!(Client);

impl Client {
    pub(crate) fn new(api: ApiClient) -> Self {
        Self { api }
    }

    /// Reads what the service knows of a token (`token-info`), **which deletes the token**.
    ///
    /// The read is repeated only when the service certainly did not receive it. When the answer is
    /// lost, [`outcome_unknown`](Error::outcome_unknown) is true: the token may be used up, and the
    /// app has to bring a new one. Dropping the future leaves the outcome unknown as well.
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
    /// cannot stand in a path, or when the token is blank, longer than 8,192 bytes, or holds white
    /// space within or anything else but visible ASCII; otherwise as [`Error`] says. White space
    /// around the token is left out.
    pub async fn token_info(
        &self,
        app_id: &str,
        token: IntegrityToken,
    ) -> Result<TokenInfo, Error> {
        let request = request(app_id, token)?;
        let answer: TokenInfoAnswer = self.api.call(&TOKEN_INFO, request).await?;
        Ok(answer.into_info())
    }

    /// Reads a token, which deletes it, and says by `policy` whether the app is genuine.
    ///
    /// [`Verdict::Deny`] rests on what the service said of this token.
    /// [`Verdict::Indeterminate`] means that nothing was learned of it: no network, a lost answer,
    /// a gateway that refuses this server. It is no evidence against a player; whether to let him
    /// in, or to ask the app for a new token, is yours to decide.
    ///
    /// Dropping the future leaves the outcome unknown: the token may be used up.
    ///
    /// ```no_run
    /// use nhn_integrity::{Client, IntegrityToken, Policy, Verdict};
    ///
    /// # async fn example(client: Client, token_of_the_app: String) {
    /// let token = IntegrityToken::new(token_of_the_app);
    /// match client.verify("EXAMPLE_APP_ID", token, &Policy::new()).await {
    ///     Verdict::Allow(_) => println!("welcome"),
    ///     Verdict::Deny(grounds) => println!("denied: {grounds}"),
    ///     Verdict::Indeterminate(grounds) => println!("please log in again: {grounds}"),
    /// }
    /// # }
    /// ```
    pub async fn verify(&self, app_id: &str, token: IntegrityToken, policy: &Policy) -> Verdict {
        let read = self.token_info(app_id, token).await;
        policy.judge(app_id, read, self.api.runtime().clock.now())
    }
}
