use transport_core::{DocumentedCode, NhnGatewayCode, RetryClass, service_error};

service_error! {
    /// A call of Server Security Check ended without its response.
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#common-information-for-api-use>.
    pub struct Error;

    /// The result code of a rejected call.
    ///
    /// Server Security Check documents no codes of its own: what comes is the gateway's, the
    /// framework's, or a number that nobody documents.
    ///
    /// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/#common-information-for-api-use>.
    pub enum ErrorCode {
        /// A code of NHN Cloud's gateway or framework.
        Gateway(NhnGatewayCode),
    }
}

const CHECK_APPKEY: &str = "check NHN_CLOUD_SSC_APPKEY, or the Appkey that was set";

/// The gateway's codes with a next step that only this service knows.
pub(crate) const CODES: &[DocumentedCode] = &[
    appkey(4_031_010, "ApiKeyEmpty"),
    appkey(4_031_011, "ApiKeyInactive"),
    appkey(4_031_012, "ApiKeyInvalid"),
];

const fn appkey(number: i64, name: &'static str) -> DocumentedCode {
    DocumentedCode::number(number, name, RetryClass::Never)
        .with_auth(true)
        .with_remediation(CHECK_APPKEY)
}
