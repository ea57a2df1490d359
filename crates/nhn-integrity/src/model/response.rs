use transport_core::envelope::{ApiResponse, ErrorBody, NhnHeader};
use transport_core::wire::{self, record};

use super::TokenInfo;

record! {
    #[derive(Debug)]
    pub(crate) struct TokenInfoResponse
    fields {
        header: NhnHeader = "header",
        body: TokenInfo = "body",
    }
}

impl TokenInfoResponse {
    pub(crate) fn into_info(self) -> TokenInfo {
        self.body.unwrap_or_default()
    }
}

impl ApiResponse for TokenInfoResponse {
    fn decode(body: &[u8]) -> Result<Self, serde_json::Error> {
        let response: Self = wire::decode(body)?;
        NhnHeader::check(response.header.as_ref(), "body", response.body.is_some())?;
        Ok(response)
    }

    fn error_body(&self) -> Option<ErrorBody> {
        self.header.as_ref()?.error_body()
    }
}
