//! The service and its operations, as the vendor's pages name them.

use http::Method;
use transport_core::{Effect, Operation, Service, Vendor, Zone};

use crate::WscCode;

/// Where NAVER Cloud Web Security Checker lives.
///
/// Vendor page: <https://api.ncloud-docs.com/docs/en/security-websecuritychecker>.
pub const SERVICE: Service = Service {
    name: "ncp-wsc",
    hosts: &[
        (Zone::Public, "https://wsc.apigw.ntruss.com"),
        (Zone::Gov, "https://wsc.apigw.gov-ntruss.com"),
        (Zone::Fin, "https://wsc.apigw.fin-ntruss.com"),
    ],
    endpoint_variable: "KCSEC_ENDPOINT_URL_NCP_WSC",
};

const fn operation(name: &'static str, method: Method, effect: Effect) -> Operation {
    Operation {
        name,
        method,
        effect,
        vendor: Vendor::Ncp,
        codes: WscCode::TABLE,
    }
}

pub(crate) static GET_JOBS: Operation = operation("getJobs", Method::GET, Effect::Read);
// A POST that reads.
pub(crate) static SEARCH_JOBS: Operation = operation("searchJobs", Method::POST, Effect::Read);
pub(crate) static CANCEL_JOB: Operation = operation("cancelJob", Method::PATCH, Effect::Idempotent);
pub(crate) static STOP_JOB: Operation = operation("stopJob", Method::PATCH, Effect::Idempotent);
pub(crate) static GET_REPORT: Operation = operation("getReport", Method::GET, Effect::Read);
// Not idempotent, whatever PUT promises: each one that arrives is a scan that is billed.
pub(crate) static CREATE_JOB: Operation = operation("createJob", Method::PUT, Effect::Bills);
