use http::Method;
use transport_core::{Effect, Operation, Service, Vendor, Zone};

use crate::AppGuardCode;

/// The AppGuard public API and its documented host, which serves every region.
///
/// Vendor page: <https://docs.nhncloud.com/en/Security/NHN%20AppGuard/en/api-guide/>,
/// "NHN AppGuard Public API".
pub const SERVICE: Service = Service {
    name: "nhn-appguard",
    hosts: &[(Zone::Public, "https://appguard.api.nhncloudservice.com")],
    endpoint_variable: "KCSEC_ENDPOINT_URL_NHN_APPGUARD",
};

pub(crate) const ABNORMAL_STATUS: Operation = Operation {
    name: "abnormal-status",
    method: Method::GET,
    effect: Effect::Read,
    vendor: Vendor::Nhn,
    codes: AppGuardCode::TABLE,
};
