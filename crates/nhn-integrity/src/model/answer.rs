use serde::Deserialize;
use transport_core::envelope::{ApiResponse, ErrorBody, NhnHeader, from_json};

use super::TokenInfo;

/// The whole answer: what is known of the token, and the header.
#[derive(Deserialize)]
pub(crate) struct TokenInfoAnswer {
    header: NhnHeader,
    body: TokenInfo,
}

impl TokenInfoAnswer {
    pub(crate) fn into_info(self) -> TokenInfo {
        self.body
    }
}

impl ApiResponse for TokenInfoAnswer {
    fn decode(body: &[u8]) -> Result<Self, serde_json::Error> {
        from_json(body)
    }

    fn error_body(&self) -> Option<ErrorBody> {
        self.header.error_body()
    }
}
