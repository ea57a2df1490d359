use http::Method;
use transport_core::{Effect, Operation, Service, Vendor, Zone};

use crate::error::CODES;

/// Server Security Check and its documented host, which serves every region.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/Server%20Security%20Check/en/api-guide/>.
pub const SERVICE: Service = Service {
    name: "nhn-ssc",
    hosts: &[(
        Zone::Public,
        "https://kr1-server-security-check.api.nhncloudservice.com",
    )],
    endpoint_variable: "KCSEC_ENDPOINT_URL_NHN_SSC",
};

pub(crate) const SUMMARY: Operation = Operation {
    name: "summary",
    method: Method::GET,
    effect: Effect::Read,
    vendor: Vendor::Nhn,
    codes: CODES,
};

pub(crate) const DETAILS: Operation = Operation {
    name: "details",
    method: Method::GET,
    effect: Effect::Read,
    vendor: Vendor::Nhn,
    codes: CODES,
};
