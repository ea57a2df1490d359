use std::sync::Arc;

use auth_core::{SigningErrorKind, TokenSigner};
use http::StatusCode;
use transport_core::ApiClient;
use transport_core::pages::read_pages;

use crate::date_ranges::DateRanges;
use crate::model::DetailsResponse;
use crate::operations::{DETAILS, SUMMARY};
use crate::query::LARGEST_LIMIT;
use crate::{
    Appkey, CheckItem, DetailsQuery, Error, ErrorCode, InspectionSummary, ItemStream,
    NhnGatewayCode, Rows, SigningError, SummaryPage, SummaryQuery,
};

/// How many calls of a stream of details run at a time unless said.
const DEFAULT_CONCURRENCY: usize = 8;

/// Client for NHN Cloud Server Security Check.
///
/// Cheap to clone; clones share connections and the token.
///
/// ```
/// # use nhn_ssc::{Appkey, Client, UserAccessKey};
/// let client = Client::builder()
///     .with_appkey(Appkey::new("EXAMPLE_APPKEY"))
///     .with_user_access_key(UserAccessKey::new("EXAMPLE_ID", "EXAMPLE_SECRET"))
///     .build()?;
/// # Ok::<(), nhn_ssc::ConfigError>(())
/// ```
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/>.
#[derive(Debug, Clone)]
pub struct Client {
    pub(crate) api: ApiClient,
    appkey: Arc<Appkey>,
    /// The signer that this client's builder made; none if the client was given its own.
    token: Option<Arc<TokenSigner>>,
    pub(crate) concurrency: usize,
}

impl Client {
    pub(crate) fn new(api: ApiClient, appkey: Appkey, token: Option<Arc<TokenSigner>>) -> Self {
        Self {
            api,
            appkey: Arc::new(appkey),
            token,
            concurrency: DEFAULT_CONCURRENCY,
        }
    }

    /// The same client with so many calls of a [`details_stream`](Self::details_stream) at a time
    /// at most; 0 counts as 1.
    #[must_use]
    pub fn with_concurrency(&self, calls: usize) -> Self {
        let mut client = self.clone();
        client.concurrency = calls.max(1);
        client
    }

    /// One page of inspections (`summary`): at most 31 days, at most 1,000 inspections.
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](crate::ErrorKind::InvalidInput) before anything is sent when the query is
    /// out of range; otherwise as [`Error`] says.
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#view-inspection-summary>.
    pub async fn summary(&self, query: &SummaryQuery) -> Result<SummaryPage, Error> {
        let request = query.request(&self.appkey)?;
        Ok(self.api.call(&SUMMARY, request).await?)
    }

    /// Every inspection of the query, over all pages, each once; a range of any length is split
    /// into parts of at most 28 days.
    ///
    /// The query's page is ignored and its limit is the page size (1,000 unless set).
    ///
    /// ```no_run
    /// # async fn example(client: nhn_ssc::Client) -> Result<(), nhn_ssc::Error> {
    /// use nhn_ssc::SummaryQuery;
    ///
    /// let query = SummaryQuery::days("KR1", "2025-01-01", "2025-12-31")?;
    /// let mut inspections = client.summary_stream(&query);
    /// while let Some(inspection) = inspections.try_next().await? {
    ///     println!("{} {:?}", inspection.id, inspection.weak_count);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The stream ends with the first error: those of [`summary`](Self::summary), or
    /// [`Incomplete`](crate::ErrorKind::Incomplete) after every inspection that was found, if the
    /// service announced more; [`allow_incomplete`](ItemStream::allow_incomplete) leaves that out.
    /// Rows that are removed in front of those that were read, while as many come, cannot be
    /// noticed.
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#view-inspection-summary>.
    pub fn summary_stream(
        &self,
        query: &SummaryQuery,
    ) -> ItemStream<Result<InspectionSummary, Error>> {
        let client = self.clone();
        let query = query.clone();
        let limit = query.limit().unwrap_or(LARGEST_LIMIT);
        read_pages(
            &SUMMARY,
            DateRanges::new(query.from, query.to),
            // What is out of range is rejected with the first part, before anything is sent.
            move |(from, to), page| {
                let client = client.clone();
                let mut query = query.clone().with_limit(limit).with_page(page);
                (query.from, query.to) = (*from, *to);
                async move { Ok(client.summary(&query).await?.into_page()) }
            },
            |inspection: &InspectionSummary| inspection.id.clone(),
        )
    }

    /// The checked items of one inspection (`details`), by its id or a query; what stands among
    /// them and is no item is in [`skipped`](Rows::skipped).
    ///
    /// ```no_run
    /// # async fn example(client: nhn_ssc::Client) -> Result<(), nhn_ssc::Error> {
    /// use nhn_ssc::{DetailsQuery, Language, Severity};
    ///
    /// let items = client.details(42).await?;
    /// let in_english = client.details(DetailsQuery::new(42).with_language(Language::English)).await?;
    /// let grave = items.iter().filter(|item| item.failed() && item.severity >= Some(Severity::Medium));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidInput`](crate::ErrorKind::InvalidInput) before anything is sent when the id cannot
    /// be one; otherwise as [`Error`] says.
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#inspection-result-details>.
    pub async fn details(&self, query: impl Into<DetailsQuery>) -> Result<Rows<CheckItem>, Error> {
        let request = query.into().request(&self.appkey)?;
        let response: Result<DetailsResponse, _> = self.api.call(&DETAILS, request).await;
        let response = response.map_err(|error| no_such_inspection(error.into()))?;
        Ok(response.into_items())
    }

    /// Drops the token that this client and its clones share, and has it revoked (`token revoke`);
    /// their next call issues another.
    ///
    /// Without a token there is nothing to do. After an error the token may still work at the
    /// service: it is not used any more, and revoking again includes it.
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/nhncloud/en/public-api/user-access-key-token/>.
    ///
    /// ```no_run
    /// # async fn example(client: nhn_ssc::Client) -> Result<(), nhn_ssc::SigningError> {
    /// client.revoke_token().await?; // the last call of this run is done
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// What the token service said. [`NotConfigured`](crate::SigningErrorKind::NotConfigured) when the
    /// client was given a [`signer`](crate::ClientBuilder::with_signer): its token is that signer's affair.
    pub async fn revoke_token(&self) -> Result<(), SigningError> {
        match &self.token {
            Some(token) => token.revoke().await,
            None => Err(SigningError::new(
                SigningErrorKind::NotConfigured,
                "token revoke: this client was given its signer; revoke the token there",
            )),
        }
    }
}

/// The service has no code of its own for an id that it does not know.
fn no_such_inspection(error: Error) -> Error {
    if error.status() == Some(StatusCode::NOT_FOUND)
        && matches!(
            error.code(),
            Some(ErrorCode::Unknown(_) | ErrorCode::Gateway(NhnGatewayCode::FrameworkParameter404))
        )
    {
        return error.with_remediation("check the id: summary lists the inspections there are");
    }
    error
}
