//! How the vendors wrap their responses and errors.

mod ncp;
mod nhn;
mod oauth;
mod response;

pub use nhn::NhnHeader;
pub use response::{ApiResponse, ErrorBody};

use crate::codes::{NcpGatewayCode, NhnGatewayCode, OAUTH_CODES};
use crate::error::DocumentedCode;

/// Whose gateway stands in front of a service: how errors are written, and what its codes mean.
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Vendor {
    /// NHN Cloud: a `header`, or RFC 6749's shape where a token is rejected.
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Application%20Service/API%20Gateway/en/error-code/>.
    Nhn,
    /// NHN Cloud's token service: RFC 6749 §5.2, or NHN Cloud's header.
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/nhncloud/en/public-api/user-access-key-token/>.
    NhnToken,
    /// NAVER Cloud: `{"error":{…}}`, the same without the outer object, or a `returnCode`.
    ///
    /// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker>, common and service errors.
    Ncp,
}

impl Vendor {
    /// The error in a body, or `None` if the body is not one that can be read.
    pub fn error_body(self, body: &[u8]) -> Option<ErrorBody> {
        match self {
            Self::Nhn => nhn::error_body(body),
            Self::NhnToken => oauth::error_body(body).or_else(|| nhn::error_body(body)),
            Self::Ncp => ncp::error_body(body),
        }
    }

    /// The codes that the vendor documents for its gateway, in the order in which they count.
    pub(crate) fn codes(self) -> &'static [&'static [DocumentedCode]] {
        match self {
            Self::Nhn => &[NhnGatewayCode::TABLE],
            Self::NhnToken => &[OAUTH_CODES, NhnGatewayCode::TABLE],
            Self::Ncp => &[NcpGatewayCode::TABLE],
        }
    }
}
