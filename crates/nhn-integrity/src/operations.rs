use http::Method;
use transport_core::{Effect, Operation, Service, Vendor, Zone};

use crate::error::CODES;

/// Integrity verification and its documented host, which serves every region.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "Integrity Verification API Guide".
pub const SERVICE: Service = Service {
    name: "nhn-integrity",
    hosts: &[(
        Zone::Public,
        "https://api-integrityguard.nhncloudservice.com",
    )],
    endpoint_variable: "KCSEC_ENDPOINT_URL_NHN_INTEGRITY",
};

/// A GET that consumes: the service deletes the token with the first read.
pub(crate) const TOKEN_INFO: Operation = Operation {
    name: "token-info",
    method: Method::GET,
    effect: Effect::Consumes,
    vendor: Vendor::Nhn,
    codes: CODES,
};
