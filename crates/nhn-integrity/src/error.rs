use transport_core::{DocumentedCode, NhnGatewayCode, RetryClass, service_error};

service_error! {
    /// The read of a token ended without its response.
    ///
    /// [`outcome_unknown`](Error::outcome_unknown) says whether the token may be consumed all the
    /// same.
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
    /// "Integrity Verification API Guide".
    pub struct Error;

    /// The result code of a rejected read.
    ///
    /// The vendor documents no codes for expired, unknown or consumed tokens: what comes is the
    /// gateway's, or a number that nobody documents.
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
    /// "Integrity Verification API Guide".
    pub enum ErrorCode {
        /// A code of NHN Cloud's gateway or framework.
        Gateway(NhnGatewayCode),
    }
}

/// The gateway's codes that mean something else here: there is one token, and nothing to refresh it
/// with.
pub(crate) const CODES: &[DocumentedCode] = &[
    token(4_012_001, "TokenInvalid"),
    token(4_012_002, "TokenEmpty"),
    token(4_012_003, "TokenRejected"),
    token(80_007, "TokenExpired"),
];

const fn token(number: i64, name: &'static str) -> DocumentedCode {
    DocumentedCode::number(number, name, RetryClass::Never)
        .with_auth(true)
        .with_remediation(
            "the token is expired, consumed or not genuine: get a new one from the app",
        )
}

impl ErrorCode {
    /// Whether it tells of this server's own set-up (path, address, permission) and nothing of the
    /// token.
    pub(crate) fn is_about_setup(&self) -> bool {
        use NhnGatewayCode as Gateway;
        let Self::Gateway(code) = self else {
            return false;
        };
        matches!(
            code,
            Gateway::InvalidUri
                | Gateway::InvalidForwardedFor
                | Gateway::HmacAuthorizationEmpty
                | Gateway::HmacAlgorithm
                | Gateway::HmacSignatureEmpty
                | Gateway::HmacHeaderMissing
                | Gateway::HmacDateEmpty
                | Gateway::HmacDateFormat
                | Gateway::HmacExpired
                | Gateway::HmacInvalid
                | Gateway::HmacPrefix
                | Gateway::AddressNotAllowed
                | Gateway::ApiKeyEmpty
                | Gateway::ApiKeyInactive
                | Gateway::ApiKeyInvalid
                | Gateway::NotFound
                | Gateway::QuotaExceeded
                | Gateway::ResponseTooLarge
                | Gateway::GatewayConfiguration
                | Gateway::NoPermission
                | Gateway::OrganizationAddressList
        )
    }
}
